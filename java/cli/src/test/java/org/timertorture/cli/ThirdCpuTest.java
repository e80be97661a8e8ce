// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.plan.Catalogue;
import org.timertorture.qemu.MachineShape;
import org.timertorture.run.DeviceCalls;
import org.timertorture.session.Session;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Arming;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.CountersRecord;
import org.timertorture.uapi.CpuFlag;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.EndRecord;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Mechanism;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.Start;
import org.timertorture.uapi.ViolationRecord;

/** Runs the scenarios with three CPUs, and those whose CPUs go offline, on the real module in a real kernel. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(600)
class ThirdCpuTest {
    private static final Pair PAIR = new Pair(1, 0, 0, 2);
    /** A busy host may keep the CPUs from meeting for a while. */
    private static final int MOST_RUNS = 12;

    private static Session session;
    private static DeviceCalls calls;

    @BeforeAll
    static void boot(@TempDir Path results) throws Exception {
        session = RealKernel.boot(new MachineShape(3, 1), results);
        calls = new DeviceCalls(session.device());
    }

    @AfterAll
    static void shutDown() {
        if (session != null) {
            session.close();
        }
    }

    private static List<Catalogue.Primitive> natives() throws Exception {
        List<Catalogue.Primitive> natives = new ArrayList<>();
        for (int i = 0; i < calls.info().primitives(); i++) {
            Catalogue.Primitive primitive = calls.primitive(i);
            if (primitive.kind() == Kind.NATIVE && primitive.available() && primitive.deletes()) {
                natives.add(primitive);
            }
        }
        return natives;
    }

    /** Returns all violations except those that show the mechanism of a known finding; see known-findings.yaml. */
    private static List<ViolationRecord> violations(List<KernelRecord> records) {
        return RealKernel.of(ViolationRecord.class, records)
                .filter(v -> v.mechanism() == Mechanism.NONE.number())
                .toList();
    }

    private static CountersRecord counters(List<KernelRecord> records) {
        return RealKernel.of(CountersRecord.class, records).findFirst().orElseThrow();
    }

    @Test
    void native_primitives_keep_the_contract_where_a_third_CPU_interferes() throws Exception {
        long interfered = 0;
        for (String scenario : List.of("readd", "contend", "migrate", "remod", "shutdown")) {
            for (Catalogue.Primitive primitive : natives()) {
                if (scenario.equals("shutdown") && !primitive.shutsDown()) {
                    continue;
                }
                Start start = RealKernel.start(primitive.name(), scenario, Align.CHASE, 200, Inject.NONE);
                List<KernelRecord> records = RealKernel.run(calls, PAIR, start);
                assertEquals(List.of(), violations(records), primitive.name() + " in " + scenario);
                assertEquals(2, counters(records).thirdCpu());
                interfered += counters(records).third();
                assertDrawn(counters(records));
            }
        }
        assertTrue(interfered > 0, "the third CPU did nothing at all");
    }

    @Test
    void an_early_handler_is_new_unless_its_own_evidence_shows_the_mechanism_of_a_known_finding() throws Exception {
        Start start = RealKernel.start("broken_fire_early", "remod", Align.CHASE, 1_000, Inject.NONE);
        List<KernelRecord> records = List.of();
        // Only a timer that the third CPU moved ahead, and that is then dequeued, can fire early.
        for (int i = 0; i < MOST_RUNS && broken(Rule.NOT_EARLY, records).isEmpty(); i++) {
            records = RealKernel.run(calls, PAIR, start);
        }
        assertFalse(broken(Rule.NOT_EARLY, records).isEmpty(), records::toString);
        assertTrue(counters(records).explained().get(Mechanism.NONE.number()) > 0);
    }

    private static List<ViolationRecord> broken(Rule rule, List<KernelRecord> records) {
        return violations(records).stream()
                .filter(v -> v.rule() == rule.number())
                .toList();
    }

    @Test
    void every_way_to_arm_a_timer_is_drawn_where_it_is_allowed() throws Exception {
        assertDrawn("running", Set.of(Arming.MOD_TIMER, Arming.TIMER_REDUCE, Arming.ADD_TIMER, Arming.ADD_TIMER_ON));
        assertDrawn("readd", Set.of(Arming.MOD_TIMER, Arming.TIMER_REDUCE));
        assertDrawn("remod", Set.of(Arming.MOD_TIMER, Arming.MOD_TIMER_PENDING, Arming.TIMER_REDUCE));
    }

    private static void assertDrawn(String scenario, Set<Arming> expected) throws Exception {
        Start start = RealKernel.start("timer_delete_sync", scenario, Align.CHASE, 500, Inject.NONE);
        Set<Arming> drawn = EnumSet.noneOf(Arming.class);
        // On a busy host the third CPU may hardly come to interfere.
        for (int i = 0; i < MOST_RUNS && !drawn.equals(expected); i++) {
            List<Long> counts = counters(RealKernel.run(calls, PAIR, start)).armedBy();
            Arrays.stream(Arming.values())
                    .filter(a -> counts.get(a.number()) > 0)
                    .forEach(drawn::add);
        }
        assertEquals(expected, drawn, scenario);
    }

    @Test
    void a_timer_that_its_handler_armed_again_is_looked_at_for_its_function() throws Exception {
        Start start = RealKernel.start("timer_shutdown_sync", "rearm", Align.CHASE, 500, Inject.NONE);
        List<KernelRecord> records = RealKernel.run(calls, PAIR, start);
        assertEquals(List.of(), violations(records));
        assertTrue(counters(records).checked().get(Rule.HAS_FUNCTION.number()) > 0);

        start = RealKernel.start("broken_clear_function", "rearm", Align.CHASE, 1_000, Inject.NONE);
        List<ViolationRecord> found = List.of();
        for (int i = 0; i < MOST_RUNS && found.isEmpty(); i++) {
            found = broken(Rule.HAS_FUNCTION, RealKernel.run(calls, PAIR, start));
        }
        assertFalse(found.isEmpty());
    }

    /** Each new expiry lies on some level of the wheel, and each action of the third CPU happened at some moment. */
    private static void assertDrawn(CountersRecord counters) {
        assertEquals(sum(counters.drawn()), sum(counters.drawnLevel()));
        assertEquals(counters.third(), sum(counters.drawnAhead()));
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void timers_survive_their_CPU_going_offline() throws Exception {
        // CPU 0 cannot go offline, so CPU 1 is the base.
        Start start = new Start(
                "timer_delete_sync",
                "running",
                Align.CHASE,
                CellSettings.DEFAULT.withHotplug(true),
                3_000,
                true,
                42,
                1);
        List<KernelRecord> records = RealKernel.run(calls, new Pair(0, 1, 0), start);
        assertEquals(List.of(), violations(records));
        assertEquals(EndReason.TIME, EndReason.of(((EndRecord) records.get(records.size() - 1)).reason()));
        assertTrue(counters(records).hotplugs() > 0, "no CPU went off line");
        assertTrue(CpuFlag.ONLINE.in(calls.cpu(1).flags()), "CPU 1 did not come back");
    }
}
