// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.PairSpan;
import org.timertorture.uapi.Rule;

class CellExpanderTest {

    @Test
    void aCellIsMadeForEachPrimitiveAndRepetition() throws Exception {
        List<Cell> cells = expand("{primitive: [timer_delete, timer_delete_sync], scenario: idle, repeat: 2}", 2);

        assertEquals(
                List.of(
                        "idle/timer_delete/none/remote",
                        "idle/timer_delete/none/remote/repeat-2",
                        "idle/timer_delete_sync/none/remote",
                        "idle/timer_delete_sync/none/remote/repeat-2"),
                cells.stream().map(Cell::id).toList());
        assertEquals(List.of(0, 1, 2, 3), cells.stream().map(Cell::number).toList());
    }

    @Test
    void anIdSaysWhatSetsItsCellApart() throws Exception {
        List<Cell> cells = expand(
                List.of(
                        "{primitive: timer_delete_sync, scenario: running}",
                        "{primitive: timer_delete_sync, scenario: running, timer: [irqsafe], handler: 100ns}",
                        "{primitive: timer_delete_sync, scenario: running, timer: []}",
                        "{primitive: timer_delete_sync, scenario: running, inject: panic, hotplug: true, slice: 200ms}",
                        "{primitive: timer_delete_sync, scenario: running, calibrate: false, weight: 7}"),
                4);
        assertEquals(
                List.of(
                        "running/timer_delete_sync/chase/remote",
                        "running/timer_delete_sync/chase/remote/irqsafe,100ns",
                        "running/timer_delete_sync/chase/remote/unpinned",
                        "running/timer_delete_sync/chase/remote/hotplug,slice-200ms,inject-panic",
                        "running/timer_delete_sync/chase/remote/repeat-2"),
                cells.stream().map(Cell::id).toList());
        assertEquals("irqsafe,100ns", cells.get(1).variant());
    }

    @Test
    void pairsAreInAnIdOnlyIfNothingElseSetsTwoCellsApart() throws Exception {
        assertEquals(
                List.of(
                        "running/timer_delete/chase/remote/pairs-1",
                        "running/timer_delete/chase/remote/cpu3-from-cpu2-node0",
                        "running/timer_delete/chase/remote/pairs-all",
                        "running/timer_delete/chase/remote/100ns"),
                expand(
                                List.of(
                                        "{primitive: timer_delete, scenario: running, pairs: 1}",
                                        "{primitive: timer_delete, scenario: running,"
                                                + " pairs: [{deleter: 3, base: 2, node: 0}]}",
                                        "{primitive: timer_delete, scenario: running}",
                                        "{primitive: timer_delete, scenario: running, handler: 100ns, pairs: 1}"),
                                4)
                        .stream()
                        .map(Cell::id)
                        .toList());
    }

    @Test
    void everyIdOfThePlansThatShipIsUniqueAndTheSameInEveryRun() throws Exception {
        for (String name : Plans.shipped()) {
            List<String> ids = ids(name, 1);
            assertEquals(ids.size(), ids.stream().distinct().count(), name);
            assertEquals(ids, ids(name, 2), name);
        }
    }

    private static List<String> ids(String plan, long seed) throws Exception {
        return CellExpander.expand(Plans.load(plan), Catalogues.whole(), seed).bind(Topology.even(8, 2)).stream()
                .map(Cell::id)
                .toList();
    }

    @Test
    void aModelIsACellForEachNumberOfSlots() throws Exception {
        assertEquals(
                List.of(
                        "pending/hist_last_running/none/remote/slots-8",
                        "pending/hist_last_running/none/remote/slots-64",
                        "pending/hist_last_running/none/remote/dirty,slots-8",
                        "pending/hist_last_running/none/remote/dirty,slots-64"),
                expand("{primitive: hist_last_running, scenario: pending, slots: [8, 64], cold: [none, dirty]}", 2)
                        .stream()
                        .map(Cell::id)
                        .toList());
    }

    @Test
    void aDistanceCannotBeSimulatedWithoutAnotherNode() throws Exception {
        String cell = "{primitive: hist_last_running, scenario: pending, remote-ns: 500}";
        String message =
                assertThrows(PlanException.class, () -> expand(cell, 2)).getMessage();
        assertTrue(message.contains("there is no other node"), message);
        assertEquals(
                "pending/hist_last_running/none/remote/remote-500ns",
                expand(cell, 4, 2).get(0).id());
    }

    @Test
    void aPlanWithoutModelsHasNoDistanceToSimulate() throws Exception {
        String message = assertThrows(
                        PlanException.class, () -> Plans.load("quick").withRemoteNs(500, Catalogues.whole()))
                .getMessage();
        assertTrue(message.contains("plan quick has none"), message);
        List<Cell> cells = CellExpander.expand(
                        Plans.load("gustafson").withRemoteNs(500, Catalogues.whole()), Catalogues.whole(), 1)
                .bind(Topology.even(2, 2));
        assertTrue(cells.stream()
                .allMatch(c -> c.settings().model().remoteNs() == (c.primitive().model() ? 500 : 0)));
    }

    @Test
    void anAliasStandsForTodaysName() throws Exception {
        assertEquals(
                "timer_delete_sync",
                expand("{primitive: del_timer_sync, scenario: idle}", 2)
                        .get(0)
                        .primitive()
                        .name());
    }

    @Test
    void theScenariosFirstEngineIsTheDefault() throws Exception {
        assertEquals(
                Align.CHASE,
                expand("{primitive: timer_delete, scenario: running}", 2).get(0).align());
        assertEquals(
                Align.NONE,
                expand("{primitive: timer_delete, scenario: idle}", 2).get(0).align());
    }

    @Test
    void byDefaultThereIsAPairOnEachTwoCpusAndTheDeleterIsAbove() throws Exception {
        assertEquals(
                List.of(new Pair(1, 0, 0), new Pair(3, 2, 0)),
                expand("{primitive: timer_delete, scenario: running}", 5, 2)
                        .get(0)
                        .pairs());
    }

    @Test
    void aLocalPairIsOneCpu() throws Exception {
        assertEquals(
                List.of(new Pair(1, 1, 0), new Pair(3, 3, 0)),
                expand("{primitive: timer_delete, scenario: idle, placement: local}", 4)
                        .get(0)
                        .pairs());
    }

    @Test
    void theNumberOfPairsCanBeLimited() throws Exception {
        assertEquals(
                List.of(new Pair(1, 0, 0)),
                expand("{primitive: timer_delete, scenario: running, pairs: 1}", 8)
                        .get(0)
                        .pairs());
    }

    @Test
    void aPlacementNamesHowFarTheDeleterIsFromTheTimer() throws Exception {
        Topology ring = Topology.even(8, 4)
                .withDistances(List.of(
                        List.of(10, 20, 30, 20),
                        List.of(20, 10, 20, 30),
                        List.of(30, 20, 10, 20),
                        List.of(20, 30, 20, 10)));
        assertEquals(
                List.of(new Pair(1, 0, 0), new Pair(3, 2, 1), new Pair(5, 4, 2), new Pair(7, 6, 3)),
                placed("same-node", ring).pairs());
        Cell near = placed("cross-node", ring);
        assertEquals(new Pair(2, 0, 0), near.pairs().get(0));
        assertEquals(new PairSpan(1, 0, 20), near.spans().get(0));
        Cell far = placed("farthest-node", ring);
        assertEquals(List.of(new Pair(4, 0, 0), new Pair(5, 1, 0), new Pair(6, 2, 1), new Pair(7, 3, 1)), far.pairs());
        assertTrue(far.spans().stream().allMatch(span -> span.distance() == 30));
    }

    private static Cell placed(String placement, Topology topology) throws Exception {
        return CellExpander.expand(
                        plan("{primitive: timer_delete, scenario: pending, placement: " + placement + "}"),
                        Catalogues.whole(),
                        1)
                .bind(topology)
                .get(0);
    }

    @Test
    void onOneNodeACellThatCrossesNodesIsSkipped() throws Exception {
        for (String placement : List.of("cross-node", "farthest-node")) {
            String skip = placed(placement, Topology.even(4, 1)).skip().orElseThrow();
            assertTrue(skip.contains("--nodes"), skip);
        }
    }

    @Test
    void inATournamentEveryTwoCpusMeetOnceAndACpuIsInOnePairAtATime() throws Exception {
        for (int cpus : List.of(2, 5, 16)) {
            List<Cell> rounds = expand("{primitive: timer_delete, scenario: pending, placement: all-pairs}", cpus, 1);
            Set<Set<Integer>> met = new HashSet<>();
            for (int i = 0; i < rounds.size(); i++) {
                Set<Integer> taken = new HashSet<>();
                assertEquals(i, rounds.get(i).number());
                for (Pair pair : rounds.get(i).pairs()) {
                    assertTrue(taken.add(pair.base()) && taken.add(pair.deleter()), "a CPU is in two pairs");
                    assertTrue(met.add(Set.of(pair.base(), pair.deleter())), "they have met");
                }
            }
            assertEquals(cpus * (cpus - 1) / 2, met.size());
            assertEquals(rounds.size(), rounds.stream().map(Cell::id).distinct().count());
        }
        assertEquals(
                "pending/timer_delete/none/all-pairs/round-2",
                expand("{primitive: timer_delete, scenario: pending, placement: all-pairs}", 4)
                        .get(1)
                        .id());
        assertRefused("{primitive: timer_delete, scenario: pending, placement: all-pairs, pairs: 2}", "expected all");
        assertRefused("{primitive: timer_delete, scenario: readd, placement: all-pairs}", "third CPU");
    }

    @Test
    void thereCanBeAsManyPairsAsTheHostRunsAtTheSameTime() throws Exception {
        Topology hosted = Topology.even(8, 1).hostedBy(5);
        String running = "{primitive: timer_delete, scenario: running, pairs: host-cpus}";
        String contend = "{primitive: timer_delete, scenario: contend, pairs: at-once}";
        assertEquals(2, pairs(running, hosted));
        assertEquals(1, pairs(contend, hosted));
        assertEquals(1, pairs(contend, hosted.hostedBy(2)), "at least one");
        assertEquals(4, pairs("{primitive: timer_delete, scenario: running, pairs: all}", hosted));
    }

    private static int pairs(String cell, Topology topology) throws Exception {
        return CellExpander.expand(plan(cell), Catalogues.bookworm(), 1)
                .bind(topology)
                .get(0)
                .pairs()
                .size();
    }

    @Test
    void listedPairsAreTakenWithTheBaseCpusNodeUnlessTheySayOtherwise() throws Exception {
        String listed = "{primitive: timer_delete, scenario: running,"
                + " pairs: [{deleter: 0, base: 3}, {deleter: 1, base: 2, node: 0}]}";
        assertEquals(
                List.of(new Pair(0, 3, 1), new Pair(1, 2, 0)),
                expand(listed, 4, 2).get(0).pairs());
    }

    @Test
    void onOneCpuACellThatNeedsTwoIsSkippedAndALocalOneRuns() throws Exception {
        assertEquals(
                Optional.of("needs 2 CPUs a pair, the machine has 1"),
                expand("{primitive: timer_delete, scenario: running}", 1).get(0).skip());
        assertEquals(
                List.of(new Pair(0, 0, 0)),
                expand("{primitive: timer_delete, scenario: pending, placement: local}", 1)
                        .get(0)
                        .pairs());
    }

    @Test
    void aPrimitiveThatTheKernelLacksIsSkippedWithItsReason() throws Exception {
        assertEquals(
                Optional.of("this kernel does not have del_singleshot_timer_sync(), which Linux 6.1 removed"),
                expand("{primitive: del_singleshot_timer_sync, scenario: idle}", 2)
                        .get(0)
                        .skip());
    }

    @Test
    void aBrokenPrimitiveIsExpectedToBreakTheRuleThatNamesItsDefect() throws Exception {
        assertEquals(
                Expectation.failAtLeast(Rule.RETURN_TRUTH),
                expand("{primitive: broken_return_lie, scenario: running}", 2)
                        .get(0)
                        .expect());
        assertEquals(
                Expectation.PASS,
                expand("{primitive: timer_delete, scenario: running}", 2).get(0).expect());
        assertEquals(
                Expectation.ANY,
                expand("{primitive: broken_return_lie, scenario: running, expect: any}", 2)
                        .get(0)
                        .expect());
    }

    @Test
    void seedsRepeatWithTheRunsSeedAndDifferAmongCells() throws Exception {
        String cell = "{primitive: timer_delete, scenario: idle, repeat: 50}";
        List<Cell> once = expand(cell, 2);

        assertEquals(once, expand(cell, 2));
        assertEquals(
                50, once.stream().map(Cell::seed).collect(Collectors.toSet()).size());
        assertTrue(once.stream().allMatch(c -> c.seed() >= 0 && c.seed() < 1L << 53));
        Plan plan = plan(cell);
        assertNotEquals(
                once.get(0).seed(),
                CellExpander.expand(plan, Catalogues.bookworm(), 2)
                        .bind(Topology.even(2, 1))
                        .get(0)
                        .seed());
    }

    @Test
    void namesThatDoNotExistAreRefusedWithTheNearestAndTheLine() {
        assertRefused(
                "{primitive: timer_delet_sync, scenario: idle}",
                "test.yaml: line 2: there is no primitive \"timer_delet_sync\"; did you mean timer_delete_sync");
        assertRefused("{primitive: del_timr, scenario: idle}", "did you mean del_timer");
        assertRefused(
                "{primitive: timer_delete, scenario: runing}", "there is no scenario \"runing\"; did you mean running");
    }

    @Test
    void settingsThatTheScenarioLacksAreRefused() {
        assertRefused(
                "{primitive: timer_delete, scenario: idle, align: chase}",
                "align: scenario idle does not have this one; possible are none");
        assertRefused(
                "{primitive: timer_delete, scenario: running, placement: local}",
                "running cannot be local: it needs another CPU");
        assertRefused(
                "{primitive: timer_delete, scenario: running, pairs: [{deleter: 1, base: 1}]}",
                "running cannot be local");
    }

    @Test
    void pairsThatCannotBeAreRefused() {
        assertRefused(
                "{primitive: timer_delete, scenario: running, pairs: [{deleter: 7, base: 0}]}",
                "there is no CPU 7 to use; expected one of 0-3");
        assertRefused(
                "{primitive: timer_delete, scenario: running, pairs: [{deleter: 1, base: 0, node: 5}]}",
                "there is no node 5; expected 0 to 0");
        assertRefused(
                "{primitive: timer_delete, scenario: running, pairs: [{deleter: 1, base: 0}, {deleter: 2, base: 1}]}",
                "a CPU can be in one pair only");
    }

    @Test
    void aPairOfAScenarioThatNeedsAThirdTakesThreeCpus() throws Exception {
        String cell = "{primitive: timer_delete_sync, scenario: readd}";
        assertEquals(
                List.of(new Pair(1, 0, 0, 2), new Pair(4, 3, 0, 5)),
                expand(cell, 8).get(0).pairs());
        assertEquals(
                Optional.of("needs 3 CPUs a pair, the machine has 2"),
                expand(cell, 2).get(0).skip());
        assertEquals(
                List.of(new Pair(0, 3, 0, 1)),
                expand(
                                "{primitive: timer_delete_sync, scenario: readd,"
                                        + " pairs: [{deleter: 0, base: 3, third: 1}]}",
                                4)
                        .get(0)
                        .pairs());
    }

    @Test
    void aListedThirdThatIsMissingTakenOrIdleIsRefused() {
        assertRefused(
                "{primitive: timer_delete, scenario: readd, pairs: [{deleter: 1, base: 0}]}",
                "deleter 1, base 0 needs a third CPU");
        assertRefused(
                "{primitive: timer_delete, scenario: readd, pairs: [{deleter: 1, base: 0, third: 0}]}",
                "deleter 1, base 0, third 0 has one that is taken");
        assertRefused(
                "{primitive: timer_delete, scenario: readd, pairs: [{deleter: 1, base: 0, third: 9}]}",
                "there is no CPU 9");
        assertRefused(
                "{primitive: timer_delete, scenario: running, pairs: [{deleter: 1, base: 0, third: 2}]}",
                "which the scenario does not use");
    }

    @Test
    void hotplugNeedsTheChaseAndNoOtherArmer() {
        assertRefused(
                "{primitive: timer_delete, scenario: running, align: spin, hotplug: true}",
                "hotplug: only align chase takes CPUs off line");
        assertRefused(
                "{primitive: timer_delete, scenario: readd, hotplug: true}",
                "hotplug: scenario readd keeps its CPUs on line; possible are running, selffree");
        assertRefused("{primitive: timer_delete, scenario: rearm, hotplug: true}", "possible are running, selffree");
    }

    @Test
    void recordingIsCalibratedWhereNothingElseIsTimed() {
        assertRefused(
                "{primitive: timer_delete, scenario: idle, calibrate: true}",
                "calibrate: the cost of recording cannot be measured in scenario idle; possible are pending");
        assertRefused(
                "{primitive: timer_shutdown, scenario: pending, calibrate: true}",
                "calibrate: timer_shutdown shuts its timer down, so the cost of recording cannot be measured");
        assertRefused(
                "{primitive: 'null', scenario: pending, calibrate: true}",
                "calibrate: the cost of recording is measured for native primitives, and null is none");
    }

    @Test
    void aScenarioForShutdownsTakesNoOtherPrimitive() throws Exception {
        assertRefused(
                "{primitive: timer_delete_sync, scenario: shutdown}",
                "scenario shutdown is for primitives that shut the timer down, and timer_delete_sync does not;"
                        + " possible are timer_shutdown, timer_shutdown_sync");
        assertRefused(
                "{primitive: timer_delete, scenario: free-after-sync}",
                "scenario free-after-sync is for primitives that wait for the handler, and timer_delete does not");
        assertTrue(expand("{primitive: timer_shutdown, scenario: shutdown}", 3)
                .get(0)
                .runs());
    }

    @Test
    void allBatchSizesRunOnceBeforeAnyIsRepeated() throws Exception {
        List<Cell> cells = expand("{primitive: timer_delete, scenario: running, batch: [16, 64, auto], repeat: 2}", 2);

        assertEquals(
                List.of(16, 64, 0, 16, 64, 0),
                cells.stream().map(c -> c.settings().batch()).toList());
        assertEquals("running/timer_delete/chase/remote/batch-16", cells.get(0).id());
        assertEquals(
                "running/timer_delete/chase/remote/batch-auto,repeat-2",
                cells.get(5).id());
        assertEquals(
                "running/timer_delete/chase/remote/batch-16",
                expand("{primitive: timer_delete, scenario: running, batch: 16}", 2)
                        .get(0)
                        .id());
    }

    @Test
    void aBatchWhereNothingArmsBatchesIsRefused() {
        assertRefused(
                "{primitive: timer_delete, scenario: running, align: spin, batch: 64}",
                "batch: only align chase arms batches, and this is align spin");
        assertRefused("{primitive: timer_delete, scenario: pending, batch: [64, auto]}", "this is align none");
    }

    @Test
    void aBatchThatNoTickHoldsIsRefusedWithTheRange() {
        assertRefused(
                "{primitive: timer_delete, scenario: running, handler: 100us, batch: 81}",
                "batch: its handlers take 81 % of a tick together; at most 80 % are allowed");
        assertRefused(
                "{primitive: timer_delete, scenario: running, handler: 10ms, batch: 2}",
                "batch: its handlers take 2.0 times the length of a tick together; at most 80 % are allowed");
        assertRefused(
                "{primitive: timer_delete, scenario: rearm, handler: 100us, batch: 51}",
                "at most 50 % are allowed in scenario rearm, which arms timers again meanwhile");
    }

    @Test
    void aBatchThatOnlyThisKernelsTickIsTooShortForIsSkipped() throws Exception {
        Cell cell = expand("{primitive: timer_delete, scenario: running, handler: 100us, batch: 79}", 2)
                .get(0);

        assertEquals(
                "batch: its handlers take 2.0 times the length of a tick together; at most 80 % are allowed",
                cell.skip().orElseThrow());
    }

    @Test
    void everyCheckOfTheModuleHasASentence() {
        assertEquals(
                List.of(),
                Catalogues.whole().checks().stream()
                        .map(StartCheck::name)
                        .filter(name -> !RefusalSentence.knows(name))
                        .toList());
    }

    @Test
    void aHandshakeThatARaceLacksCannotBeLeftOut() throws Exception {
        String race = "{primitive: hist_2_6_query_loop, scenario: defeat-f1, skip: %d}";
        assertEquals(1, expand(race.formatted(6), 2).size());
        assertRefused(race.formatted(7), "skip: expected 1 to 6, the handshakes of defeat-f1, found 7");
    }

    private static void assertRefused(String cell, String expected) {
        String message =
                assertThrows(PlanException.class, () -> expand(cell, 4)).getMessage();
        assertTrue(message.contains(expected), message);
    }

    private static List<Cell> expand(List<String> cells, int cpus) throws Exception {
        return CellExpander.expand(plan(String.join("\n  - ", cells)), Catalogues.whole(), 1)
                .bind(Topology.even(cpus, 1));
    }

    private static List<Cell> expand(String cell, int cpus) throws Exception {
        return expand(cell, cpus, 1);
    }

    private static List<Cell> expand(String cell, int cpus, int nodes) throws Exception {
        return CellExpander.expand(plan(cell), Catalogues.whole(), 1).bind(Topology.even(cpus, nodes));
    }

    private static Plan plan(String cell) throws Exception {
        return PlanReader.read("test.yaml", "test", new StringReader("cells:\n  - " + cell));
    }
}
