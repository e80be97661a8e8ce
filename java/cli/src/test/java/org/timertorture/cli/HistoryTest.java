// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
import org.timertorture.qemu.MachineShape;
import org.timertorture.run.DeviceCalls;
import org.timertorture.session.Session;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Cold;
import org.timertorture.uapi.DefeatRecord;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.EndRecord;
import org.timertorture.uapi.EventKind;
import org.timertorture.uapi.EventStruct;
import org.timertorture.uapi.EventsRecord;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.ModelSettings;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Start;
import org.timertorture.uapi.ViolationRecord;

/** Runs the models of historical deletions, and the races that defeat them, on the real module in a real kernel. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(900)
class HistoryTest {
    private static final Pair PAIR = new Pair(1, 0, 0, 2);
    private static final int TRIALS = 30;
    private static final int EINVAL = 22;

    /**
     * A forced race, the primitive that it defeats, and its controls.
     *
     * @param handshakes number of handshakes in its script
     * @param hangs whether the defeated primitive would spin for ever
     */
    private record Race(String scenario, String defeated, List<String> controls, int handshakes, boolean hangs) {
        Race(String scenario, String defeated, String control, int handshakes) {
            this(scenario, defeated, List.of(control, "hist_2_6_13"), handshakes, false);
        }
    }

    private static final List<Race> RACES = List.of(
            new Race("defeat-a-use-after-free", "hist_2_2_del_timer", "hist_2_4_global", 2),
            new Race("defeat-b-no-exit", "hist_2_3_timer_exit", List.of("hist_2_4_global", "hist_2_6_13"), 4, true),
            new Race("defeat-b-free", "hist_2_3_timer_exit", List.of("hist_wait_on_timers"), 4, true),
            new Race("defeat-c-readd", "hist_wait_on_timers_noflag", "hist_wait_on_timers", 4),
            new Race("defeat-c-flag", "hist_wait_on_timers", "hist_2_4_global", 4),
            new Race("defeat-d-third-cpu", "hist_timer_race_6", "hist_timer_race_6_else", 6),
            new Race("defeat-d-run-again", "hist_timer_race_6_else", "hist_timer_race_6_retry", 6),
            new Race("defeat-f1", "hist_2_6_query_loop", "hist_2_4_global", 6),
            new Race("defeat-f1", "hist_last_running", "hist_2_4_global", 6),
            new Race("defeat-f1", "hist_singleshot", "hist_2_4_global", 6),
            new Race("defeat-f2", "hist_2_6_query_loop", "hist_2_4_global", 5),
            new Race("defeat-g1", "hist_last_running", "hist_2_6_query_loop", 2),
            new Race("defeat-g2", "hist_last_running", "hist_2_4_global", 5),
            new Race("defeat-h-lwn", "hist_lwn_shortcut", "hist_2_6_query_loop", 2),
            new Race("defeat-h-lwn", "broken_lwn_shortcut", "hist_2_6_query_loop", 2),
            new Race("defeat-h-morton", "hist_morton_shortcut", "hist_2_6_query_loop", 2),
            new Race("defeat-h-morton", "broken_morton_shortcut", "hist_2_6_query_loop", 2),
            new Race("defeat-i-silent", "hist_singleshot", "hist_2_6_query_loop", 2));

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

    private static Start start(
            String primitive, String scenario, Align align, int batch, long milliseconds, ModelSettings model) {
        return new Start(
                primitive,
                scenario,
                align,
                CellSettings.DEFAULT.withBatch(batch).withModel(model),
                milliseconds,
                true,
                42,
                1);
    }

    private static List<KernelRecord> run(Start start) throws Exception {
        List<KernelRecord> records = RealKernel.run(calls, PAIR, start);
        assertEquals(
                EndReason.TIME, EndReason.of(((EndRecord) records.get(records.size() - 1)).reason()), start.toString());
        return records;
    }

    private static DefeatRecord forced(String primitive, String scenario, int trials, int skip) throws Exception {
        ModelSettings model = ModelSettings.DEFAULT.withSkip(skip);
        return outcome(run(start(primitive, scenario, Align.NONE, trials, 60_000, model)));
    }

    /**
     * Asserts that all trials came out so, except those lost on a busy host. If most were lost, nothing is asserted.
     */
    private static void assertAll(long came, DefeatRecord d, String what) {
        assumeTrue(d.lost() <= d.trials() / 2, "the host is too busy for handshakes: " + what + ": " + d);
        assertEquals(d.trials() - d.lost(), came, what + ": " + d);
    }

    private static DefeatRecord outcome(List<KernelRecord> records) {
        return RealKernel.of(DefeatRecord.class, records).findFirst().orElseThrow();
    }

    private static List<String> models() throws Exception {
        List<String> models = new ArrayList<>();
        for (int i = 0; i < calls.info().primitives(); i++) {
            Catalogue.Primitive primitive = calls.primitive(i);
            if (primitive.name().startsWith("hist_")) {
                models.add(primitive.name());
            }
        }
        return models;
    }

    @Test
    void every_known_race_defeats_its_algorithm_every_time() throws Exception {
        for (Race race : RACES) {
            DefeatRecord d = forced(race.defeated(), race.scenario(), TRIALS, 0);
            assertAll(race.hangs() ? d.hung() : d.defeated(), d, race.defeated() + " in " + race.scenario());
            assertEquals(race.handshakes(), d.handshakes(), race.scenario());
        }
    }

    @Test
    void the_same_handshakes_do_nothing_to_a_sound_algorithm() throws Exception {
        for (Race race : RACES) {
            for (String control : race.controls()) {
                DefeatRecord d = forced(control, race.scenario(), TRIALS, 0);
                assertAll(d.holds(), d, control + " in " + race.scenario());
            }
        }
    }

    @Test
    @Tag("slow")
    void without_any_one_handshake_the_forcing_is_lost() throws Exception {
        for (Race race : RACES) {
            for (int skip = 1; skip <= race.handshakes(); skip++) {
                DefeatRecord d = forced(race.defeated(), race.scenario(), 2, skip);
                assertEquals(2, d.lost(), race.scenario() + " without handshake " + skip + ": " + d);
            }
        }
    }

    @Test
    void the_kernels_own_call_is_blind_to_add_timer_on_and_not_to_mod_timer() throws Exception {
        DefeatRecord on = forced("timer_delete_sync", "defeat-rearm-on", 20, 0);
        assertAll(on.defeated(), on, "rearm-on");
        DefeatRecord mod = forced("timer_delete_sync", "defeat-rearm-mod", 20, 0);
        assertAll(mod.holds(), mod, "rearm-mod");
        DefeatRecord free = forced("timer_delete", "defeat-a-use-after-free", 20, 0);
        assertAll(free.defeated(), free, "timer_delete");
        DefeatRecord sync = forced("timer_delete_sync", "defeat-a-use-after-free", 20, 0);
        assertAll(sync.holds(), sync, "timer_delete_sync");
    }

    @Test
    void every_line_of_a_timeline_is_a_step_that_was_taken() throws Exception {
        for (Race race : RACES) {
            ModelSettings none = ModelSettings.DEFAULT;
            List<KernelRecord> records = run(start(race.defeated(), race.scenario(), Align.NONE, 3, 60_000, none));
            List<EventStruct> steps = RealKernel.of(EventsRecord.class, records)
                    .flatMap(e -> e.events().stream())
                    .toList();
            assertTrue(steps.size() >= race.handshakes(), race.scenario() + ": " + steps);
            Set<Integer> cpus = new TreeSet<>();
            for (EventStruct step : steps) {
                assertEquals(EventKind.STEP, EventKind.of(step.what()));
                assertTrue(step.value() >= 0, race.scenario() + ": a step that the list lacks: " + step);
                cpus.add(step.cpu());
            }
            assertTrue(cpus.containsAll(Set.of(0, 1)), race.scenario() + " ran on " + cpus);
        }
    }

    @Test
    void models_run_as_ordinary_cells() throws Exception {
        for (String scenario : List.of("pending", "idle", "expired", "running", "rearm")) {
            boolean races = scenario.startsWith("r");
            for (String model : models()) {
                ModelSettings slots = ModelSettings.DEFAULT.withSlots(32);
                List<KernelRecord> records =
                        run(start(model, scenario, races ? Align.CHASE : Align.NONE, 0, 150, slots));
                DefeatRecord d = outcome(records);
                assertEquals(32, d.slots());
                assertEquals(0, d.gaveUp(), model + " in " + scenario);
                assertEquals(0, d.unlinkedTwice(), model + " in " + scenario);
                assertTrue(d.warmCost() > 0, "the cost of a line was not measured");
                if (model.equals("hist_2_6_13") || model.equals("hist_2_4_global")) {
                    assertEquals(
                            List.of(),
                            RealKernel.of(ViolationRecord.class, records).toList(),
                            model + " in " + scenario);
                }
            }
        }
    }

    @Test
    void lines_are_dirtied_by_their_owners_or_counted_as_not() throws Exception {
        ModelSettings dirty = ModelSettings.DEFAULT.withSlots(16).withCold(Cold.DIRTY);
        DefeatRecord d = outcome(run(start("hist_2_6_query_loop", "pending", Align.NONE, 0, 500, dirty)));
        assertTrue(d.dirtied() > 0 && d.dirtied() <= d.looked(), d.toString());
    }

    @Test
    void senseless_settings_are_refused() throws Exception {
        List<Start> wrong = List.of(
                start("hist_2_4_global", "pending", Align.NONE, 0, 50, ModelSettings.DEFAULT.withSlots(3)),
                start("hist_2_4_global", "pending", Align.NONE, 0, 50, ModelSettings.DEFAULT.withSlots(8193)),
                start("hist_2_4_global", "pending", Align.NONE, 0, 50, ModelSettings.DEFAULT.withSkip(1)),
                start("timer_delete_sync", "pending", Align.NONE, 0, 50, ModelSettings.DEFAULT.withSlots(8)),
                start("timer_delete_sync", "pending", Align.NONE, 0, 50, ModelSettings.DEFAULT.withCold(Cold.DIRTY)),
                start("timer_delete_sync", "defeat-f1", Align.NONE, 0, 50, ModelSettings.DEFAULT),
                start("hist_2_4_global", "readd", Align.CHASE, 0, 50, ModelSettings.DEFAULT));
        for (Start start : wrong) {
            calls.addPair(PAIR);
            ErrnoException e = assertThrows(ErrnoException.class, () -> calls.start(start), start.toString());
            assertEquals(EINVAL, e.errno(), start.toString());
        }
    }
}
