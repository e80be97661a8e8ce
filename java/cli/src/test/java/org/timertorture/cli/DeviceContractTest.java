// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.device.ErrnoException;
import org.timertorture.plan.Catalogue;
import org.timertorture.qemu.MachineShape;
import org.timertorture.run.DeviceCalls;
import org.timertorture.run.Machine;
import org.timertorture.run.TimerCode;
import org.timertorture.session.Session;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.CheckTextStruct;
import org.timertorture.uapi.CodeStruct;
import org.timertorture.uapi.CountersRecord;
import org.timertorture.uapi.CpuStruct;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.EndRecord;
import org.timertorture.uapi.Field;
import org.timertorture.uapi.HistogramRecord;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.InfoStruct;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.Ioctl;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Mark;
import org.timertorture.uapi.MarksStruct;
import org.timertorture.uapi.NodeStruct;
import org.timertorture.uapi.Outcome;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.PairStruct;
import org.timertorture.uapi.Phase;
import org.timertorture.uapi.PrimitiveStruct;
import org.timertorture.uapi.RecordType;
import org.timertorture.uapi.RefusalStruct;
import org.timertorture.uapi.Requests;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.ScenarioStruct;
import org.timertorture.uapi.Start;
import org.timertorture.uapi.StartFlag;
import org.timertorture.uapi.StartRecord;
import org.timertorture.uapi.StartStruct;
import org.timertorture.uapi.StopStruct;
import org.timertorture.uapi.Struct;
import org.timertorture.uapi.TimerFlag;
import org.timertorture.uapi.Uapi;
import org.timertorture.uapi.VictimStruct;
import org.timertorture.uapi.ViolationRecord;

/** Checks the promises of timertorture.h on the real module, all in one VM. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(300)
class DeviceContractTest {
    private static final int EBUSY = 16;
    private static final int ENODEV = 19;
    private static final int EINVAL = 22;
    private static final int ENOTTY = 25;
    private static final int ENOENT = 2;
    private static final int ENODATA = 61;
    private static final int EOPNOTSUPP = 95;

    private static final Pair PAIR = new Pair(1, 0, 0);

    private static Session session;
    private static DeviceCalls calls;

    @BeforeAll
    static void boot(@TempDir Path results) throws Exception {
        session = RealKernel.boot(new MachineShape(2, 1), results);
        calls = new DeviceCalls(session.device());
    }

    @AfterAll
    static void shutDown() {
        if (session != null) {
            session.close();
        }
    }

    private static void refused(int errno, String what, Executable request) {
        ErrnoException e = assertThrows(ErrnoException.class, request, what);
        assertEquals(errno, e.errno(), what);
    }

    private static Start start(String primitive, String scenario) {
        return RealKernel.start(primitive, scenario, Align.CHASE, 100, Inject.NONE);
    }

    /** Adds the pair first, because a refused start drops it. */
    private static void startRefused(int errno, String what, Start start) throws Exception {
        calls.addPair(PAIR);
        refused(errno, what, () -> calls.start(start));
    }

    @Test
    void an_unknown_request_number_is_refused() {
        refused(
                ENOTTY,
                "number 99",
                () -> session.device()
                        .ioctl(
                                99,
                                ByteBuffer.allocate(32).order(session.device().order())));
    }

    @Test
    void a_request_of_the_wrong_size_is_refused() {
        for (Map.Entry<Integer, Integer> request : Requests.sizes().entrySet()) {
            ByteBuffer more = ByteBuffer.allocate(request.getValue() + 8)
                    .order(session.device().order());
            refused(
                    EINVAL,
                    "request " + request.getKey(),
                    () -> session.device().ioctl(request.getKey(), more));
        }
    }

    @Test
    void a_reserved_field_that_is_not_zero_is_refused() {
        ByteOrder order = session.device().order();
        Map<Ioctl, Struct> structs = Map.ofEntries(
                Map.entry(Ioctl.GET_INFO, new InfoStruct(order)),
                Map.entry(Ioctl.GET_CPU, new CpuStruct(order)),
                Map.entry(Ioctl.GET_NODE, new NodeStruct(order)),
                Map.entry(Ioctl.GET_PRIMITIVE, new PrimitiveStruct(order)),
                Map.entry(Ioctl.GET_SCENARIO, new ScenarioStruct(order)),
                Map.entry(Ioctl.ADD_PAIR, new PairStruct(order)),
                Map.entry(Ioctl.START, new StartStruct(order)),
                Map.entry(Ioctl.STOP, new StopStruct(order)),
                Map.entry(Ioctl.GET_VICTIM, new VictimStruct(order)),
                Map.entry(Ioctl.GET_REFUSAL, new RefusalStruct(order)),
                Map.entry(Ioctl.GET_CHECK, new CheckTextStruct(order)),
                Map.entry(Ioctl.GET_CODE, new CodeStruct(order)),
                Map.entry(Ioctl.PUT_MARKS, new MarksStruct(order)));
        assertEquals(Set.of(Ioctl.values()), structs.keySet());
        structs.forEach((request, struct) -> {
            for (Field field : struct.fields()) {
                if (field.name().startsWith("reserved")) {
                    int last = field.offset() + field.size() - 1;
                    struct.bytes().put(last, (byte) 1);
                    refused(
                            EINVAL,
                            struct.structName() + "." + field.name(),
                            () -> session.device().ioctl(request, struct));
                    struct.bytes().put(last, (byte) 0);
                }
            }
        });
    }

    @Test
    void CPUs_and_nodes_that_do_not_exist_are_refused() throws Exception {
        Info info = calls.info();
        refused(EINVAL, "cpu", () -> calls.cpu(info.cpusPossible()));
        refused(EINVAL, "node", () -> calls.node(info.nodes(), 1));
        refused(EINVAL, "primitive", () -> calls.primitive(info.primitives()));
        refused(EINVAL, "scenario", () -> calls.scenario(info.scenarios(), List.of()));
        refused(EINVAL, "deleter", () -> calls.addPair(new Pair(9999, 0, 0)));
        refused(EINVAL, "base", () -> calls.addPair(new Pair(0, Integer.MAX_VALUE, 0)));
        refused(EINVAL, "third", () -> calls.addPair(new Pair(1, 0, 0, 9999)));
        refused(EINVAL, "node of a pair", () -> calls.addPair(new Pair(1, 0, 77)));
        assertEquals(2, info.cpusPossible(), "no CPU is possible and offline here: " + ENODEV + " cannot be had");
    }

    @Test
    void a_CPU_is_in_one_pair_only() throws Exception {
        calls.addPair(PAIR);
        refused(EBUSY, "again", () -> calls.addPair(PAIR));
        refused(EBUSY, "one of them", () -> calls.addPair(new Pair(0, 0, 0)));
        // A refused start drops the pairs.
        refused(ENOENT, "no such name", () -> calls.start(start("no", "running")));
        refused(EINVAL, "no pair", () -> calls.start(start("timer_delete", "running")));
    }

    @Test
    void unknown_and_unavailable_names_are_distinguished() throws Exception {
        startRefused(ENOENT, "primitive", start("timer_delet", "running"));
        startRefused(ENOENT, "scenario", start("timer_delete", "runing"));
        for (int i = 0; i < calls.info().primitives(); i++) {
            Catalogue.Primitive primitive = calls.primitive(i);
            if (!primitive.available()) {
                startRefused(EOPNOTSUPP, primitive.name(), start(primitive.name(), "running"));
                assertTrue(!primitive.reason().isEmpty(), primitive.name() + " has no reason");
            }
        }
        StartStruct unterminated =
                start("timer_delete", "running").encode(session.device().order());
        for (int i = 0; i < Uapi.NAME_LEN; i++) {
            unterminated.bytes().put(i, (byte) 'a');
        }
        calls.addPair(PAIR);
        refused(EINVAL, "unterminated", () -> session.device().ioctl(Ioctl.START, unterminated));
    }

    @Test
    void a_scenario_gets_the_CPUs_and_the_primitive_that_it_is_for() throws Exception {
        refused(EINVAL, "third is base", () -> calls.addPair(new Pair(1, 0, 0, 0)));
        refused(EINVAL, "third is deleter", () -> calls.addPair(new Pair(1, 0, 0, 1)));
        startRefused(EINVAL, "no third CPU", start("timer_delete_sync", "contend"));
        startRefused(EINVAL, "no shutdown", start("timer_delete_sync", "shutdown"));
        startRefused(EINVAL, "does not wait", start("timer_delete", "free-after-sync"));
    }

    @Test
    void absurd_settings_are_refused() throws Exception {
        record Absurd(String what, Consumer<StartStruct> set) {}
        for (Absurd a : List.of(
                new Absurd("too large a batch", s -> s.batch(Uapi.MAX_BATCH + 1)),
                new Absurd("the largest batch", s -> s.batch(0xffff_ffffL)),
                new Absurd("too long a handler", s -> s.handlerNs(Uapi.MAX_HANDLER_NS + 1)),
                new Absurd("too short a time", s -> s.durationMs(Uapi.MIN_DURATION_MS - 1)),
                new Absurd("too long a time", s -> s.durationMs(Uapi.MAX_DURATION_MS + 1)),
                new Absurd("too long a slice", s -> s.sliceMs(Uapi.MAX_DURATION_MS + 1)),
                new Absurd("an unknown engine", s -> s.align(3)),
                new Absurd("an unknown flag", s -> s.flags(1 << 20)),
                new Absurd("calibration where there is none", s -> s.flags(StartFlag.CALIBRATE.bit())),
                new Absurd("an unknown fault", s -> s.inject(Inject.values().length)),
                new Absurd("an unknown timer flag", s -> s.timerFlags(8)),
                new Absurd("a batch of 0.4 s", s -> s.batch(4096).handlerNs(100_000)))) {
            StartStruct arg =
                    start("timer_delete", "running").encode(session.device().order());
            a.set().accept(arg);
            calls.addPair(PAIR);
            refused(EINVAL, a.what(), () -> session.device().ioctl(Ioctl.START, arg));
        }
        calls.addPair(new Pair(1, 1, 0));
        refused(EINVAL, "one CPU cannot race itself", () -> calls.start(start("timer_delete", "running")));
    }

    @Test
    void one_cell_at_a_time_and_it_can_be_stopped() throws Exception {
        refused(ENODATA, "nothing to stop", calls::stop);
        calls.addPair(PAIR);
        calls.start(RealKernel.start("timer_delete_sync", "running", Align.CHASE, 60_000, Inject.NONE));
        refused(EBUSY, "second start", () -> calls.start(start("timer_delete", "running")));
        refused(EBUSY, "pair meanwhile", () -> calls.addPair(PAIR));
        calls.stop();
        List<KernelRecord> records = RealKernel.untilEnd(calls);
        assertEquals(EndReason.STOPPED, EndReason.of(((EndRecord) records.get(records.size() - 1)).reason()));
    }

    @Test
    void no_worker_starts_early_and_one_that_does_is_detected() throws Exception {
        for (Inject inject : List.of(Inject.NONE, Inject.EARLY_START)) {
            List<KernelRecord> records = RealKernel.run(
                    calls, PAIR, RealKernel.start("timer_delete_sync", "running", Align.CHASE, 50, inject));
            long early = RealKernel.of(StartRecord.class, records)
                    .findFirst()
                    .orElseThrow()
                    .early();
            assertEquals(inject == Inject.EARLY_START, early > 0, inject + ": " + early);
        }
    }

    @Test
    void every_planted_defect_is_caught_by_the_rule_that_names_it() throws Exception {
        Catalogue catalogue = Machine.read(calls).catalogue();
        int planted = 0;
        for (int i = 0; i < calls.info().primitives(); i++) {
            Catalogue.Primitive primitive = calls.primitive(i);
            if (primitive.kind() != Kind.BROKEN) {
                continue;
            }
            planted++;
            List<ViolationRecord> seen = List.of();
            // On a busy machine the two CPUs may hardly have run at the same time.
            for (int attempt = 0; attempt < 20 && seen.isEmpty(); attempt++) {
                Align align = catalogue
                        .scenarioNamed(primitive.showsIn())
                        .orElseThrow()
                        .aligns()
                        .get(0);
                Start start = RealKernel.start(primitive.name(), primitive.showsIn(), align, 500, Inject.NONE);
                seen = RealKernel.of(ViolationRecord.class, RealKernel.run(calls, PAIR, start))
                        .filter(v -> v.rule() == primitive.defect())
                        .toList();
            }
            assertTrue(!seen.isEmpty(), primitive.name() + ": rule " + primitive.defect() + " never broken");
            assertTrue(seen.size() <= 16, "evidence is for the first 16");
        }
        assertTrue(planted >= 10, "planted: " + planted);
    }

    /** The bins are a finer view of the phases. Those before the entry lack the deletions that dequeued their timer. */
    private static void assertPhases(CountersRecord counters) {
        List<Long> phases = counters.phases();
        long before = sum(counters.phaseBins(), 0);
        assertTrue(before <= phases.get(Phase.BEFORE.number()), before + " of " + phases);
        assertEquals(
                phases.get(Phase.ENTRY.number()) + phases.get(Phase.BODY.number()) + phases.get(Phase.LAST.number()),
                sum(counters.phaseBins(), 1));
        assertEquals(phases.get(Phase.AFTER.number()), sum(counters.phaseBins(), 2));
    }

    private static long sum(List<Long> bins, int third) {
        return bins.subList(third * Uapi.PHASE_BINS_EACH, (third + 1) * Uapi.PHASE_BINS_EACH).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The catalogue states before a boot which rules a cell checks, unless its settings make a rule void. */
    private static void assertClaims(String scenario, Catalogue.Primitive primitive, List<KernelRecord> records)
            throws Exception {
        Catalogue catalogue = Machine.read(calls).catalogue();
        long claims = RealKernel.of(StartRecord.class, records)
                .findFirst()
                .orElseThrow()
                .claims();
        assertEquals(
                Stream.of(Rule.values()).filter(rule -> rule.in(claims)).collect(Collectors.toSet()),
                catalogue
                        .scenarioNamed(scenario)
                        .orElseThrow()
                        .rulesOf(catalogue.primitive(primitive.name(), false).orElseThrow()),
                primitive.name() + " in " + scenario);
    }

    @Test
    void native_primitives_keep_the_contract_and_its_rules_were_checked() throws Exception {
        for (String scenario : List.of(
                "running", "rearm", "selffree", "pending", "idle", "lengths", "in-softirq", "in-handler", "hop")) {
            Align align = scenario.equals("pending") || scenario.equals("idle") ? Align.NONE : Align.CHASE;
            for (int i = 0; i < calls.info().primitives(); i++) {
                Catalogue.Primitive primitive = calls.primitive(i);
                if (primitive.kind() != Kind.NATIVE
                        || !primitive.available()
                        || !primitive.deletes()
                        || scenario.equals("hop") && !primitive.sync()) {
                    continue;
                }
                List<KernelRecord> records = RealKernel.run(
                        calls, PAIR, RealKernel.start(primitive.name(), scenario, align, 200, Inject.NONE));
                assertEquals(
                        List.of(), RealKernel.of(ViolationRecord.class, records).toList());
                CountersRecord counters =
                        RealKernel.of(CountersRecord.class, records).findFirst().orElseThrow();
                assertEquals(1, counters.checked().get(4), "conservation is checked once a pair");
                assertPhases(counters);
                assertClaims(scenario, primitive, records);
                if (counters.doubtfulArms() == 0) {
                    assertEquals(counters.arms(), counters.expiries() + counters.dequeues());
                }
            }
        }
    }

    @Test
    void calls_that_arm_keep_the_contract_and_are_timed_by_what_they_found() throws Exception {
        Map<String, Set<String>> cells = Map.of(
                "arm-idle",
                Set.of(
                        "mod_timer",
                        "timer_reduce",
                        "timer_pending",
                        "add_timer",
                        "add_timer_on",
                        "arm_delete",
                        "arm_delete_sync"),
                "arm-same-bucket",
                Set.of("mod_timer", "timer_reduce", "timer_pending"),
                "arm-pending",
                Set.of("mod_timer", "timer_reduce", "timer_pending"));
        for (Map.Entry<String, Set<String>> cell : cells.entrySet()) {
            for (String primitive : cell.getValue()) {
                for (Pair pair : List.of(PAIR, new Pair(1, 1, 0))) {
                    List<KernelRecord> records = RealKernel.run(
                            calls, pair, RealKernel.start(primitive, cell.getKey(), Align.NONE, 100, Inject.NONE));
                    String what = primitive + " in " + cell.getKey() + " on " + pair;
                    CountersRecord counters = withoutViolation(what, records);
                    boolean idle = cell.getKey().equals("arm-idle");
                    int outcome = (idle ? Outcome.LATE : Outcome.EARLY).number();
                    long found = counters.attempts().get(outcome);
                    assertTrue(found > 0, what);
                    assertEquals(
                            found,
                            counters.attempts().stream().mapToLong(n -> n).sum(),
                            what);
                    assertEquals(found, timed(records, outcome) + counters.disturbed(), what);
                    boolean disarms = primitive.startsWith("arm_delete");
                    assertEquals(found, counters.returned().get(idle && !disarms ? 1 : 2), what);
                    assertEquals(0, counters.expiries(), what);
                    assertEquals(0, counters.pending(), what);
                    assertClaims(cell.getKey(), calls.primitive(indexOf(primitive)), records);
                }
            }
        }
    }

    @Test
    void what_a_kernel_does_between_two_handlers_is_timed() throws Exception {
        for (Pair pair : List.of(PAIR, new Pair(1, 1, 0))) {
            List<KernelRecord> records =
                    RealKernel.run(calls, pair, RealKernel.start("let_expire", "expire", Align.NONE, 500, Inject.NONE));
            CountersRecord counters = withoutViolation("let_expire on " + pair, records);
            long followed = counters.attempts().get(Outcome.LATE.number());
            assertTrue(followed > 0 && followed < counters.expiries(), pair + ": " + followed);
            assertEquals(followed, timed(records, Outcome.LATE.number()) + counters.disturbed());
            assertClaims("expire", calls.primitive(indexOf("let_expire")), records);
        }
    }

    @Test
    void a_call_that_arms_is_refused_where_timers_are_deleted_and_where_they_are_queued_already() throws Exception {
        startRefused(EINVAL, "running", start("mod_timer", "running"));
        assertEquals("scenario_of_arming", calls.refusal().orElseThrow().name());
        Map<String, String> refused = Map.of(
                "arm-idle timer_delete", "arms_only",
                "arm-pending add_timer", "idle_only",
                "expire mod_timer", "expires_only",
                "arm-idle let_expire", "arms_only",
                "pending let_expire", "scenario_of_expiry",
                "pending timer_pending", "scenario_of_arming");
        for (Map.Entry<String, String> cell : refused.entrySet()) {
            String[] words = cell.getKey().split(" ");
            startRefused(EINVAL, cell.getKey(), RealKernel.start(words[1], words[0], Align.NONE, 100, Inject.NONE));
            assertEquals(cell.getValue(), calls.refusal().orElseThrow().name(), cell.getKey());
        }
    }

    @Test
    void a_call_in_a_hard_interrupt_waits_for_irqsafe_timers_only() throws Exception {
        startRefused(EINVAL, "in-hardirq", start("timer_delete_sync", "in-hardirq"));
        assertEquals("hardirq_waits", calls.refusal().orElseThrow().name());
        Start irqsafe = new Start(
                "timer_delete_sync",
                "in-hardirq",
                Align.CHASE,
                CellSettings.DEFAULT.withTimer(Set.of(TimerFlag.PINNED, TimerFlag.IRQSAFE)),
                300,
                false,
                42,
                1);
        withoutViolation("irqsafe", RealKernel.run(calls, PAIR, irqsafe));
        for (String primitive : List.of("timer_delete", "timer_delete_sync_try")) {
            withoutViolation(
                    primitive,
                    RealKernel.run(
                            calls, PAIR, RealKernel.start(primitive, "in-hardirq", Align.CHASE, 300, Inject.NONE)));
        }
    }

    @Test
    void an_arming_call_that_meets_the_handler_tells_whether_it_found_the_timer_queued() throws Exception {
        for (String primitive : List.of("mod_timer", "timer_reduce")) {
            CountersRecord counters = withoutViolation(
                    primitive,
                    RealKernel.run(
                            calls, PAIR, RealKernel.start(primitive, "arm-running", Align.CHASE, 500, Inject.NONE)));
            assertEquals(counters.arms(), counters.expiries() + counters.dequeues(), primitive);
            assertTrue(counters.returned().get(1) > 0, primitive + ": " + counters.returned());
        }
        withoutViolation(
                "null",
                RealKernel.run(calls, PAIR, RealKernel.start("null", "arm-running", Align.CHASE, 200, Inject.NONE)));
        startRefused(EINVAL, "arm-running", start("timer_pending", "arm-running"));
        assertEquals("asks_at_rest", calls.refusal().orElseThrow().name());
    }

    private static int indexOf(String primitive) throws Exception {
        int i = 0;
        while (!calls.primitive(i).name().equals(primitive)) {
            i++;
        }
        return i;
    }

    private static CountersRecord withoutViolation(String what, List<KernelRecord> records) {
        assertEquals(List.of(), RealKernel.of(ViolationRecord.class, records).toList(), what);
        CountersRecord counters =
                RealKernel.of(CountersRecord.class, records).findFirst().orElseThrow();
        assertEquals(1, counters.checked().get(Rule.CONSERVATION.number()), what);
        assertEquals(counters.arms(), counters.expiries() + counters.dequeues(), what);
        return counters;
    }

    private static long timed(List<KernelRecord> records, int outcome) {
        return RealKernel.of(HistogramRecord.class, records)
                .filter(h -> h.type() == RecordType.HISTOGRAM.number() && h.which() == outcome)
                .mapToLong(HistogramRecord::count)
                .sum();
    }

    /** The softirq expires deferrable timers last. Their long handlers let the clock go on past what it expired before. */
    @Test
    void a_timer_is_not_overtaken_by_those_of_another_base() throws Exception {
        CellSettings settings = CellSettings.DEFAULT
                .withHandlerNs(25_000)
                .withBatch(120)
                .withTimer(EnumSet.of(TimerFlag.PINNED, TimerFlag.DEFERRABLE));
        Start start = new Start("timer_delete_sync", "running", Align.CHASE, settings, 4000, true, 42, 1);
        List<KernelRecord> records = RealKernel.run(calls, PAIR, start);
        assertEquals(List.of(), RealKernel.of(ViolationRecord.class, records).toList());
        CountersRecord counters =
                RealKernel.of(CountersRecord.class, records).findFirst().orElseThrow();
        assertTrue(counters.checked().get(Rule.NOT_OVERTAKEN.number()) > 0, "rule 13 was not checked");
    }

    private static Start stalling(String stalls, long ms) {
        return new Start(
                "timer_delete_sync", "running", Align.CHASE, CellSettings.DEFAULT.withStalls(stalls), ms, true, 42, 1);
    }

    @Test
    void the_timer_code_is_stalled_where_a_cell_wants_it_and_nobody_is_accused() throws Exception {
        for (String stalls : List.of(CellSettings.SWEEP, "mod_timer+0x0")) {
            List<KernelRecord> records = RealKernel.run(calls, PAIR, stalling(stalls, 1_000));
            assertEquals(
                    List.of(), RealKernel.of(ViolationRecord.class, records).toList(), stalls);
            CountersRecord counters =
                    RealKernel.of(CountersRecord.class, records).findFirst().orElseThrow();
            assertTrue(counters.stalls() > 0, stalls);
            assertTrue(counters.stallStays() > 0, stalls);
        }
    }

    @Test
    void a_sweep_stays_at_windows_once_the_code_is_marked() throws Exception {
        TimerCode.read(calls).mark(calls);
        List<KernelRecord> records = RealKernel.run(calls, PAIR, stalling(CellSettings.SWEEP, 1_000));
        assertEquals(List.of(), RealKernel.of(ViolationRecord.class, records).toList());
        CountersRecord counters =
                RealKernel.of(CountersRecord.class, records).findFirst().orElseThrow();
        assertTrue(counters.stallWindows() > 0, counters.stallStays() + " stays, none of them at a window");
        assertTrue(counters.stallWindows() <= counters.stallStays());
    }

    @Test
    void code_and_marks_are_those_of_the_functions_that_the_kernel_has() throws Exception {
        CodeStruct whole = calls.code(0, 0);
        assertTrue(whole.size() > 0 && whole.length() == Math.min(whole.size(), Uapi.CODE_LEN), whole.toString());
        Set<String> some = new HashSet<>(Set.of("mod_timer", "add_timer_on", "run_timer_softirq"));
        for (int i = 0; !some.isEmpty(); i++) {
            some.remove(calls.code(i, 0).name());
        }
        CodeStruct tail = calls.code(0, whole.size() - 1);
        assertEquals(1, tail.length());
        assertEquals(whole.name(), tail.name());
        refused(EINVAL, "behind the end", () -> calls.code(0, whole.size()));
        refused(EINVAL, "no function", () -> calls.code(Integer.MAX_VALUE, 0));
        List<Mark> two = List.of(Mark.NONE, Mark.NONE);
        refused(EINVAL, "marks behind the end", () -> calls.putMarks(0, whole.size() - 1, two));
        refused(EINVAL, "marks of no function", () -> calls.putMarks(Integer.MAX_VALUE, 0, two));
        MarksStruct odd = new MarksStruct(session.device().order()).length(1).marks(first(Mark.values().length));
        refused(EINVAL, "an unknown mark", () -> session.device().ioctl(Ioctl.PUT_MARKS, odd));
        MarksStruct many = new MarksStruct(session.device().order()).length(Uapi.CODE_LEN + 1);
        refused(EINVAL, "too many marks", () -> session.device().ioctl(Ioctl.PUT_MARKS, many));
        calls.addPair(PAIR);
        calls.start(stalling(CellSettings.SWEEP, 60_000));
        refused(EBUSY, "marks meanwhile", () -> calls.putMarks(0, 0, two));
        calls.stop();
        RealKernel.untilEnd(calls);
    }

    private static int[] first(int value) {
        int[] marks = new int[Uapi.CODE_LEN];
        marks[0] = value;
        return marks;
    }

    @Test
    void a_place_that_the_kernel_does_not_have_is_refused() throws Exception {
        for (String place : List.of("nobody+0x0", "mod_timer+0xffff", "mod_timer")) {
            startRefused(ENOENT, place, stalling(place, 100));
            assertEquals("stalled_place_unknown", calls.refusal().orElseThrow().name());
        }
    }
}
