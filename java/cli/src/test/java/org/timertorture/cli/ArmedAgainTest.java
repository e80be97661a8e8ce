// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timertorture.qemu.MachineShape;
import org.timertorture.run.DeviceCalls;
import org.timertorture.session.Session;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.CountersRecord;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.Start;

/** What the calls are worth to a caller whose timers are armed by others, on the real module in a real kernel. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(600)
class ArmedAgainTest {
    private static final Pair PAIR = new Pair(1, 0, 0);
    private static final Pair WITH_THIRD = new Pair(1, 0, 0, 2);
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

    private static CountersRecord race(String primitive, String scenario, long handlerNs) throws Exception {
        Start start = new Start(
                primitive, scenario, Align.CHASE, CellSettings.DEFAULT.withHandlerNs(handlerNs), 500, true, 42, 1);
        boolean third = scenario.equals("free-readd") || scenario.equals("readd");
        List<KernelRecord> records = RealKernel.run(calls, third ? WITH_THIRD : PAIR, start);
        return RealKernel.of(CountersRecord.class, records).findFirst().orElseThrow();
    }

    private static long freed(CountersRecord counters) {
        return counters.violated().get(Rule.FREED.number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"free-readd", "free-work"})
    void timer_delete_sync_does_not_suffice_for_a_timer_that_others_arm(String scenario) throws Exception {
        long freed = 0;
        long again = 0;
        for (int i = 0; i < MOST_RUNS && (freed == 0 || again == 0); i++) {
            CountersRecord counters = race("timer_delete_sync", scenario, 300);
            freed += freed(counters);
            again += counters.armedAgain();
            assertEquals(0, counters.violated().get(Rule.NO_RUN_AFTER_SYNC.number()));
        }
        assertTrue(freed > 0, "no freed timer was queued or ran");
        assertTrue(again > 0, "no timer was armed again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"free-readd", "free-work"})
    void timer_shutdown_sync_suffices(String scenario) throws Exception {
        long armed = 0;
        for (int i = 0; i < MOST_RUNS && armed == 0; i++) {
            CountersRecord counters = race("timer_shutdown_sync", scenario, 300);
            assertEquals(List.of(0L), counters.violated().stream().distinct().toList());
            assertEquals(0, counters.armedAgain());
            armed += counters.doubtfulArms();
        }
        assertTrue(armed > 0, "nobody armed a timer that was shut down");
    }

    @Test
    void a_timer_that_somebody_armed_again_is_counted_unless_it_was_shut_down() throws Exception {
        assertTrue(armedAgain("timer_delete_sync", "readd") > 0);
        assertTrue(armedAgain("timer_delete", "rearm") > 0);
        assertEquals(0, race("timer_shutdown_sync", "readd", 300).armedAgain());
        assertEquals(0, race("timer_shutdown", "rearm", 300).armedAgain());
        assertEquals(0, race("timer_delete_sync", "rearm", 300).armedAgain());
        assertEquals(0, race("timer_delete", "running", 300).armedAgain());
    }

    private static long armedAgain(String primitive, String scenario) throws Exception {
        long again = 0;
        for (int i = 0; i < MOST_RUNS && again == 0; i++) {
            again = race(primitive, scenario, 300).armedAgain();
        }
        return again;
    }

    @Test
    void a_call_that_touches_an_end_of_its_handler_is_no_disagreement() throws Exception {
        long encounters = 0;
        long disagreements = 0;
        for (int i = 0; i < MOST_RUNS && encounters < 10_000; i++) {
            CountersRecord counters = race("timer_delete_sync_try", "running", 0);
            encounters += counters.attempts().get(1);
            disagreements += counters.disagreements();
        }
        assertTrue(
                disagreements * 100 <= encounters, disagreements + " disagreements in " + encounters + " encounters");
    }
}
