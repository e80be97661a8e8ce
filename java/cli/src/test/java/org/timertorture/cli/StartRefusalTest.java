// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.device.ErrnoException;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Refusal;
import org.timertorture.plan.RefusalSentence;
import org.timertorture.plan.StartCheck;
import org.timertorture.plan.StartFacts;
import org.timertorture.qemu.MachineShape;
import org.timertorture.run.DeviceCalls;
import org.timertorture.run.Machine;
import org.timertorture.session.Session;
import org.timertorture.uapi.Errno;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.Ioctl;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.RefusalStruct;
import org.timertorture.uapi.StartStruct;
import org.timertorture.uapi.TimerFlag;

/** The real module and Java make the same checks of the same settings. One VM for all. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(300)
class StartRefusalTest {
    private static final int SAMPLES_A_CHECK = 4;
    private static final int MOST_TRIES = 400_000;
    private static final String NO_PAIR = "pairs_range";
    private static final List<Pair> PAIRS =
            List.of(new Pair(1, 0, 0), new Pair(1, 1, 0), new Pair(1, 0, 0, 2), new Pair(0, 0, 0));

    private static Session session;
    private static DeviceCalls calls;
    private static Catalogue catalogue;

    private final Random random = new Random(10);

    @BeforeAll
    static void boot(@TempDir Path results) throws Exception {
        session = RealKernel.boot(new MachineShape(3, 1), results);
        calls = new DeviceCalls(session.device());
        catalogue = Machine.read(calls).catalogue();
    }

    @AfterAll
    static void shutDown() {
        if (session != null) {
            session.close();
        }
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void spoil(StartStruct s) {
        switch (random.nextInt(15)) {
            case 0 -> s.align(any(List.of(0, 1, 2, 3, 31, 32, 7777)));
            case 1 -> s.flags(any(List.of(0, 1, 2, 4, 6, 8, 16, 1 << 20)));
            case 2 -> s.handlerNs(any(List.of(0, 300, 100_000, 100_001, 10_000_000, 10_000_001)));
            case 3 -> s.batch(any(List.of(0, 1, 2, 64, 79, 80, 4096, 4097)));
            case 4 -> s.durationMs(any(List.of(9, 10, 86_400_000, 86_400_001)));
            case 5 -> s.sliceMs(any(List.of(0, 86_400_000, 86_400_001)));
            case 6 -> s.inject(any(List.of(0, 1, Inject.values().length - 1, Inject.values().length)));
            case 7 -> s.timerFlags(any(List.of(0, 1, 4, 5, 7, 8)));
            case 8 -> s.slots(any(List.of(0, 1, 3, 4, 100, 101, 8192, 8193)));
            case 9 -> s.cold(any(List.of(0, 1, 2, 3)));
            case 10 -> s.remoteNs(any(List.of(0, 1, 1_000_000, 1_000_001)));
            case 11 -> s.skip(any(List.of(0, 1, 2, 6, 7)));
            case 12 -> s.slots(any(List.of(100, 101))).remoteNs(1_000_000);
            case 13 -> s.timerFlags(TimerFlag.IRQSAFE.bit()).batch(any(List.of(38, 39, 76, 77)));
            default -> s.batch(4096).handlerNs(100_000);
        }
    }

    private StartFacts sample() {
        Catalogue.Primitive primitive = any(catalogue.primitives());
        Catalogue.Scenario scenario = any(catalogue.scenarios());
        StartStruct s = new StartStruct(session.device().order())
                .primitive(primitive.name())
                .scenario(scenario.name())
                .align(scenario.aligns().get(0).number())
                .handlerNs(300)
                .durationMs(100)
                .timerFlags(TimerFlag.PINNED.bit())
                .seed(1);
        for (int i = random.nextInt(4); i > 0; i--) {
            spoil(s);
        }
        return new StartFacts(s, primitive, scenario, List.of(any(PAIRS)), catalogue.hz(), true);
    }

    private static StartFacts without(StartFacts f) {
        return new StartFacts(f.start(), f.primitive(), f.scenario(), List.of(), f.hz(), f.unsafe());
    }

    /** What each check would refuse. What none refuses is asked for without a pair, so that nothing races. */
    private Map<String, List<StartFacts>> samples() {
        Map<String, List<StartFacts>> samples = new TreeMap<>();
        for (int i = 0; i < MOST_TRIES; i++) {
            StartFacts facts = sample();
            if (StartCheck.refusal(catalogue.checks(), facts).isEmpty()) {
                facts = without(facts);
            }
            String check =
                    StartCheck.refusal(catalogue.checks(), facts).orElseThrow().check();
            List<StartFacts> of = samples.computeIfAbsent(check, name -> new ArrayList<>());
            if (of.size() < (check.equals(NO_PAIR) ? 25 * SAMPLES_A_CHECK : SAMPLES_A_CHECK)) {
                of.add(facts);
            }
        }
        return samples;
    }

    @Test
    void every_check_refuses_in_the_module_what_it_refuses_in_Java() throws Exception {
        Map<String, List<StartFacts>> samples = samples();
        Set<String> rows = catalogue.checks().stream()
                .filter(c -> c.must().isPresent() && c.errno() != Errno.EPERM)
                .map(StartCheck::name)
                .collect(Collectors.toCollection(TreeSet::new));
        // Today every scenario can be remote.
        if (catalogue.scenarios().stream().allMatch(c -> c.remote())) {
            rows.remove("not_remote");
        }
        assertEquals(rows, samples.keySet(), "checks that no sample failed, or the other way round");

        for (List<StartFacts> of : samples.values()) {
            for (StartFacts facts : of) {
                Refusal expected = StartCheck.refusal(catalogue.checks(), facts).orElseThrow();
                String what = expected + " of " + facts;
                for (Pair pair : facts.pairs()) {
                    calls.addPair(pair);
                }
                ErrnoException e = assertThrows(
                        ErrnoException.class, () -> session.device().ioctl(Ioctl.START, facts.start()), what);
                RefusalStruct found = calls.refusal().orElseThrow();
                assertEquals(expected.errno(), e.error(), what);
                assertEquals(e.errno(), found.error(), what);
                assertEquals(
                        expected,
                        new Refusal(
                                found.name(),
                                Errno.of(found.error()),
                                found.setting(),
                                found.value(),
                                found.min(),
                                found.max()),
                        what);
            }
        }
    }

    @Test
    void what_only_the_module_can_find_has_a_name_and_a_sentence_too() throws Exception {
        for (StartCheck check : catalogue.checks()) {
            assertTrue(RefusalSentence.knows(check.name()), check.name());
        }
        calls.addPair(PAIRS.get(0));
        StartStruct unknown =
                new StartStruct(session.device().order()).primitive("nobody").scenario("idle");
        assertThrows(ErrnoException.class, () -> session.device().ioctl(Ioctl.START, unknown));
        assertEquals("primitive_unknown", calls.refusal().orElseThrow().name());
        StartStruct unload = new StartStruct(session.device().order())
                .primitive("timer_delete_sync")
                .scenario("unload")
                .durationMs(100);
        calls.addPair(PAIRS.get(0));
        assertThrows(ErrnoException.class, () -> session.device().ioctl(Ioctl.START, unload));
        assertEquals("by_loading", calls.refusal().orElseThrow().name());
    }
}
