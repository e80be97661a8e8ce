// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Cold;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.ModelSettings;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.TimerFlag;

class PlanReaderTest {

    @Test
    void aPlanIsReadWithAllItsFields() throws Exception {
        Plan plan = read("""
                name: mine
                description: what I need
                seconds: 4.5
                cpus: 6
                oracle: true
                cells:
                  - primitive: [timer_delete, del_timer_sync]
                    scenario: running
                    align: spin
                    handler: 10us
                    batch: 64
                    timer: [irqsafe, deferrable]
                    pairs: [{deleter: 3, base: 2}, {deleter: 1, base: 0, node: 1, third: 4}]
                    expect: fail(no-overlap, conservation)
                    weight: 3
                    repeat: 2
                    calibrate: true
                    hotplug: true
                    even: true
                    stalls: mod_timer+0x1a
                    slice: 0.2s
                    inject: panic
                """);

        assertEquals("mine", plan.name());
        assertEquals(4.5, plan.seconds());
        assertEquals(Optional.of(6), plan.cpus());
        assertTrue(plan.oracle());
        assertEquals(
                new CellSpec(
                        7,
                        List.of("timer_delete", "del_timer_sync"),
                        "running",
                        Optional.of(Align.SPIN),
                        Optional.empty(),
                        new PairChoice.Listed(List.of(new Pair(3, 2, -1), new Pair(1, 0, 1, 4))),
                        3,
                        Optional.of(new Expectation(
                                Expectation.Kind.FAIL, List.of(Rule.NO_OVERLAP, Rule.CONSERVATION), false)),
                        2,
                        List.of(new CellSettings(
                                10_000,
                                Set.of(TimerFlag.IRQSAFE, TimerFlag.DEFERRABLE),
                                64,
                                true,
                                200,
                                true,
                                true,
                                "mod_timer+0x1a",
                                Inject.PANIC,
                                ModelSettings.DEFAULT)),
                        false),
                plan.cells().get(0));
    }

    @Test
    void whatIsLeftOutHasADefault() throws Exception {
        Plan plan = read("cells: [{primitive: timer_delete, scenario: idle}]");

        assertEquals("test", plan.name());
        assertEquals(10, plan.seconds());
        assertEquals(
                new CellSpec(
                        1,
                        List.of("timer_delete"),
                        "idle",
                        Optional.empty(),
                        Optional.empty(),
                        new PairChoice.All(),
                        1,
                        Optional.empty(),
                        1,
                        List.of(new CellSettings(
                                300,
                                Set.of(TimerFlag.PINNED),
                                CellSettings.AUTO_BATCH,
                                false,
                                0,
                                false,
                                false,
                                CellSettings.NO_STALLS,
                                Inject.NONE,
                                ModelSettings.DEFAULT)),
                        false),
                plan.cells().get(0));
    }

    @Test
    void slotsAndColdMayBeLists() throws Exception {
        assertEquals(
                List.of(
                        ModelSettings.DEFAULT.withSlots(4),
                        ModelSettings.DEFAULT.withSlots(256),
                        ModelSettings.DEFAULT.withSlots(4).withCold(Cold.FLUSH),
                        ModelSettings.DEFAULT.withSlots(256).withCold(Cold.FLUSH)),
                read("cells: [{primitive: x, scenario: y, slots: [4, 256], cold: [none, flush]}]")
                        .cells()
                        .get(0)
                        .variants()
                        .stream()
                        .map(CellSettings::model)
                        .toList());
        for (String wrong : List.of("slots: []", "slots: [4, 3]", "slots: [8193]", "cold: []", "cold: [none, hot]")) {
            assertThrows(PlanException.class, () -> read("cells: [{primitive: x, scenario: y, " + wrong + "}]"), wrong);
        }
    }

    @Test
    void aModelHasSlotsAndColdLinesAndAForcedRaceALostHandshake() throws Exception {
        assertEquals(
                ModelSettings.DEFAULT
                        .withSlots(256)
                        .withCold(Cold.DIRTY)
                        .withRemoteNs(1_500)
                        .withSkip(2),
                read("cells: [{primitive: x, scenario: y, slots: 256, cold: dirty, remote-ns: 1500, skip: 2}]")
                        .cells()
                        .get(0)
                        .variants()
                        .get(0)
                        .model());
        for (String wrong : List.of("slots: 3", "slots: 8193", "cold: hot", "remote-ns: -1", "skip: 33")) {
            assertThrows(PlanException.class, () -> read("cells: [{primitive: x, scenario: y, " + wrong + "}]"), wrong);
        }
    }

    @Test
    void aTimerMayHaveNoFlagAtAll() throws Exception {
        assertEquals(
                Set.of(),
                read("cells: [{primitive: timer_delete, scenario: idle, timer: []}]")
                        .cells()
                        .get(0)
                        .variants()
                        .get(0)
                        .timer());
    }

    @Test
    void thePrimitiveNullNeedsNoQuotes() throws Exception {
        assertEquals(
                List.of("null"),
                read("cells: [{primitive: null, scenario: idle}]")
                        .cells()
                        .get(0)
                        .primitives());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cells: [}                                                         | 1 | expected YAML
                    cells:\\n  - primitive: [a\\n    scenario: b                  | 3 | expected YAML: expected ',' or
                    \\tcells: []                                                      | 1 | expected YAML
                    cells: []                                                         | 1 | expected a list of cells
                    cells: 7                                                          | 1 | expected a list of cells, found "7"
                    7                                                                 | 1 | expected a plan (a mapping), found "7"
                    name: x                                                           | 1 | expected the field cells
                    cells: [{primitive: a, scenario: b}]\\nsecs: 3                    | 2 | unknown field secs of a plan; did you mean seconds
                    name: x\\ncells:\\n  - primitiv: a\\n    scenario: b              | 3 | unknown field primitiv of a cell; did you mean primitive
                    name: x\\ncells:\\n  - scenario: b                                | 3 | expected the field primitive
                    name: x\\ncells:\\n  - primitive: a                               | 3 | expected the field scenario
                    cells:\\n- primitive: a\\n  scenario: b\\n  weight: 0             | 4 | weight: expected a whole number from 1 to 1000, found "0"
                    cells:\\n- primitive: a\\n  scenario: b\\n  weight: heavy         | 4 | weight: expected a whole number from 1 to 1000, found "heavy"
                    cells:\\n- primitive: a\\n  scenario: b\\n  handler: 300          | 4 | handler: expected a duration such as 300ns
                    cells:\\n- primitive: a\\n  scenario: b\\n  handler: 11ms         | 4 | handler: expected 0ns to 10ms, found 11ms
                    cells:\\n- primitive: a\\n  scenario: b\\n  batch: 4097           | 4 | batch: expected auto or a whole number from 1 to 4096
                    cells:\\n- primitive: a\\n  scenario: b\\n  batch: 0              | 4 | batch: expected auto or a whole number from 1 to 4096, found "0"
                    cells:\\n- primitive: a\\n  scenario: b\\n  batch: [16, car]      | 4 | batch: expected auto or a whole number from 1 to 4096, found "car"
                    cells:\\n- primitive: a\\n  scenario: b\\n  batch: []             | 4 | expected auto, a number or a list of them, found an empty list
                    cells:\\n- primitive: a\\n  scenario: b\\n  align: chaes          | 4 | align: expected one of none, spin, chase, found "chaes"
                    cells:\\n- primitive: a\\n  scenario: b\\n  placement: far        | 4 | placement: expected one of local, remote
                    cells:\\n- primitive: a\\n  scenario: b\\n  expect: fale(hung)    | 4 | expect: expected pass, any, crash or fail(RULE)
                    cells:\\n- primitive: a\\n  scenario: b\\n  expect: fail(hang)    | 4 | there is no rule "hang"; did you mean hung?
                    cells:\\n- primitive: a\\n  scenario: b\\n  timer: pined           | 4 | timer: expected some of pinned, deferrable, irqsafe, found "pined"
                    cells:\\n- primitive: a\\n  scenario: b\\n  pairs: 0              | 4 | pairs: expected a whole number from 1 to 256
                    cells:\\n- primitive: a\\n  scenario: b\\n  pairs:\\n  - base: 1  | 5 | expected the field deleter
                    cells:\\n- primitive: a\\n  scenario: b\\n  calibrate: yes please | 4 | calibrate: expected true or false
                    cells:\\n- primitive: a\\n  scenario: b\\n  repeat: [1]           | 4 | repeat: expected a whole number from 1 to 1000, found a list
                    cells:\\n- primitive: [a, {}]\\n  scenario: b                     | 2 | found a mapping
                    cells:\\n- primitive: a\\n  primitive: b\\n  scenario: b          | 3 | primitive
                    cells: [{primitive: a, scenario: b}]\\nseconds: 0.1               | 2 | seconds: expected a number from 0.2
                    cells: [{primitive: a, scenario: b}]\\n---\\ncells: []            | 3 | expected one document
                    a: &x 1\\nb: *x                                                   | 2 | aliases
                    """)
    void aPlanThatMakesNoSenseIsRefusedWithFileLineAndWhatWasExpected(String yaml, int line, String expected) {
        String text = yaml.translateEscapes();
        String message = assertThrows(PlanException.class, () -> read(text)).getMessage();

        assertTrue(message.startsWith("test.yaml: line " + line + ": "), message);
        assertTrue(message.contains(expected), message);
    }

    @Test
    void anEmptyFileIsRefused() {
        String message =
                assertThrows(PlanException.class, () -> read("# nothing\n")).getMessage();
        assertTrue(message.contains("expected a plan"), message);
    }

    private static Plan read(String yaml) throws Exception {
        return PlanReader.read("test.yaml", "test", new StringReader(yaml));
    }
}
