// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import com.sun.jna.LastErrorException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.timertorture.device.ErrnoException;
import org.timertorture.device.NativeDevice;
import org.timertorture.json.ResultReader;
import org.timertorture.plan.Catalogue;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingKind;
import org.timertorture.result.RunResult;
import org.timertorture.run.DeviceCalls;
import org.timertorture.run.Machine;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.EndRecord;
import org.timertorture.uapi.Errno;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.Mark;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.PrimitiveFlag;
import org.timertorture.uapi.ProgressRecord;
import org.timertorture.uapi.Start;
import org.timertorture.uapi.StartRecord;
import org.timertorture.uapi.TimerFlag;
import org.timertorture.uapi.ViolationRecord;

/**
 * The program in the guest that {@link JavaInGuestTest} boots. It uses the device of the kernel that it runs on, and
 * prints one line for each step, which the test reads.
 */
final class InsideGuest {
    /** Marks a line for the test. The step's name follows, then {@link #OK} or the error. */
    static final String STEP = "@step ";

    static final String OK = "ok";
    /** Marks a line with a part of the run's result, compressed by gzip and encoded in base64. */
    static final String RESULT = "@result ";

    private static final int PART = 100;

    private static final int EPERM = 1;
    private static final int EAGAIN = 11;
    private static final int EBUSY = 16;
    private static final int ENODEV = 19;
    private static final int ENODATA = 61;
    private static final int EMSGSIZE = 90;

    private static final Pair PAIR = new Pair(1, 0, 0);
    private static final Set<TimerFlag> PINNED = Set.of(TimerFlag.PINNED);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final long LONG_MS = 60_000;
    private static final long CUT_MS = 6_000;
    private static final int ROUNDS = 50;
    private static final int FIRST_ROUNDS = 5;
    private static final long LEAST_CELL_KIB = 64;

    private InsideGuest() {}

    /** One step of the proof. */
    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }

    /** Takes no arguments. The exit status is always 0, because the lines carry the outcome. */
    public static void main(String[] arguments) {
        step("run", InsideGuest::run);
        step("ssh", InsideGuest::runOverSsh);
        step("ssh-cut", InsideGuest::aLineIsCutInMidRun);
        step("unsafe", InsideGuest::whatIsUnsafeIsRefused);
        step("short-buffer", InsideGuest::aBufferThatIsTooShortIsRefusedAndNothingIsLost);
        step("two-files", InsideGuest::twoFilesShareOneCell);
        step("in-use", InsideGuest::theModuleStaysWhileItsDeviceIsOpen);
        step("deleter-offline", () -> aCpuGoesOfflineInMidRun(PAIR));
        step("base-offline", () -> aCpuGoesOfflineInMidRun(new Pair(0, 1, 0)));
        step("other-offline", InsideGuest::anotherCpuMayGoOfflineInMidRun);
        step("close", InsideGuest::closingInMidRunFreesEverything);
        System.exit(0);
    }

    private static void step(String name, Step step) {
        String outcome = OK;
        try {
            step.take();
        } catch (Throwable e) { // whatever it is, the test outside has to hear of it
            StackTraceElement[] trace = e.getStackTrace();
            outcome = (e + " at " + (trace.length > 0 ? trace[0] : "?")).replaceAll("\\s+", " ");
        }
        System.out.println(STEP + name + " " + outcome);
        System.out.flush();
    }

    /** Calls the command line's main method, as scripts/timertorture does. */
    private static int runQuick(String target, String seconds, Path json) {
        return Main.run(
                System.out,
                System.err,
                "run",
                "quick",
                "--target",
                target,
                "--seconds",
                seconds,
                "--json",
                json.toString());
    }

    private static void run() throws Exception {
        Path json = Path.of("/tmp/result.json");
        int exit = runQuick("local", "5", json);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            Files.copy(json, out);
        }
        String text = Base64.getEncoder().encodeToString(packed.toByteArray());
        PrintStream out = System.out;
        for (int at = 0; at < text.length(); at += PART) {
            out.println(RESULT + text.substring(at, Math.min(at + PART, text.length())));
        }
        must(exit == 0 || exit == 5, "exit " + exit);
    }

    private static RunResult overSsh(String seconds, int... exits) throws Exception {
        Path json = Path.of("/tmp/ssh.json");
        int exit = runQuick("ssh:root@here", seconds, json);
        must(IntStream.of(exits).anyMatch(e -> e == exit), "exit " + exit);
        try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
            must(
                    files.noneMatch(file -> file.getFileName().toString().startsWith("timertorture.")),
                    "something is left");
        }
        try (InputStream in = Files.newInputStream(json)) {
            return new ResultReader().read(in);
        }
    }

    private static void runOverSsh() throws Exception {
        RunResult result = overSsh("4", 0, 5);
        must(result.ending() == null, "it ended early");
        must(result.environment().kernel().commandLine() != null, "the kernel's command line is not known");
        must(
                result.cells().stream()
                        .filter(cell -> cell.status() == CellStatus.RAN)
                        .allMatch(cell -> cell.attempts().sum() > 0),
                "a cell did not race");
    }

    private static void aLineIsCutInMidRun() throws Exception {
        Thread cut = new Thread(() -> {
            try {
                Thread.sleep(CUT_MS);
                ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            } catch (InterruptedException e) {
                return;
            }
        });
        cut.start();
        RunResult result = overSsh("60", 3);
        must(result.ending().kind() == EndingKind.LOST, result.ending().summary());
        must(
                result.ending().summary().endsWith("the kernel of root@here lives"),
                result.ending().summary());
        must(result.cells().stream().anyMatch(cell -> cell.attempts().sum() > 0), "what had arrived is not kept");
    }

    private static void whatIsUnsafeIsRefused() throws Exception {
        try (NativeDevice device = NativeDevice.open(NativeDevice.PATH)) {
            DeviceCalls calls = new DeviceCalls(device);
            must(!calls.info().unsafe(), "the module says that it is unsafe");
            for (Catalogue.Primitive primitive : Machine.read(calls).primitives()) {
                if (primitive.unsafe()) {
                    calls.addPair(PAIR);
                    refused(EPERM, primitive.name(), () -> calls.start(start(primitive, "running", Align.CHASE, 100)));
                }
            }
            calls.addPair(PAIR);
            refused(EPERM, "stalls", () -> calls.start(stalling()));
            refused(EPERM, "code", () -> calls.code(0, 0));
            refused(EPERM, "marks", () -> calls.putMarks(0, 0, List.of(Mark.INSTRUCTION)));
            for (Inject inject : Inject.values()) {
                if (inject != Inject.NONE) {
                    calls.addPair(PAIR);
                    refused(EPERM, inject.label(), () -> calls.start(start("timer_delete", 100, inject)));
                }
            }
        }
    }

    private static void aBufferThatIsTooShortIsRefusedAndNothingIsLost() throws Exception {
        try (NativeDevice device = NativeDevice.open(NativeDevice.PATH)) {
            DeviceCalls calls = new DeviceCalls(device);
            calls.addPair(PAIR);
            calls.start(start("timer_delete_sync", 100, Inject.NONE));
            refused(EMSGSIZE, "a read of 8 bytes", () -> device.read(ByteBuffer.allocate(8), SILENCE));
            List<KernelRecord> records = untilEnd(calls);
            must(records.get(0) instanceof StartRecord, "the first record was lost");
        }
    }

    private static void twoFilesShareOneCell() throws Exception {
        try (NativeDevice first = NativeDevice.open(NativeDevice.PATH)) {
            DeviceCalls one = new DeviceCalls(first);
            one.addPair(PAIR);
            one.start(start("timer_delete_sync", LONG_MS, Inject.NONE));
            try (NativeDevice second = NativeDevice.open(NativeDevice.PATH)) {
                DeviceCalls other = new DeviceCalls(second);
                must(other.info().hz() > 0, "the second file may ask");
                other.addPair(PAIR);
                refused(EBUSY, "a second cell", () -> other.start(start("timer_delete", 100, Inject.NONE)));
                refused(ENODATA, "stopping another's cell", other::stop);
            }
            awaitProgress(one);
            one.stop();
            List<KernelRecord> records = untilEnd(one);
            must(reason(records) == EndReason.STOPPED, "ended by " + reason(records));
        }
        // Now another open file may race.
        try (NativeDevice third = NativeDevice.open(NativeDevice.PATH)) {
            DeviceCalls calls = new DeviceCalls(third);
            calls.addPair(PAIR);
            calls.start(start("timer_delete", 100, Inject.NONE));
            must(reason(untilEnd(calls)) == EndReason.TIME, "the device is free again");
        }
    }

    private static void theModuleStaysWhileItsDeviceIsOpen() throws Exception {
        try (NativeDevice device = NativeDevice.open(NativeDevice.PATH)) {
            must(device.order() != null, "open");
            LastErrorException refused = GuestKernel.unloadRefused();
            must(refused != null, "the module went while its device was open");
            must(refused.getErrorCode() == EAGAIN || refused.getErrorCode() == EBUSY, refused.toString());
        }
        must(GuestKernel.references() == 0, "references: " + GuestKernel.references());
    }

    private static void aCpuGoesOfflineInMidRun(Pair pair) throws Exception {
        try (NativeDevice device = NativeDevice.open(NativeDevice.PATH)) {
            DeviceCalls calls = new DeviceCalls(device);
            calls.addPair(pair);
            calls.start(start("timer_delete_sync", LONG_MS, Inject.NONE));
            awaitProgress(calls);
            GuestKernel.online(false);
            try {
                EndReason reason = reason(untilEnd(calls));
                must(reason == EndReason.HOTPLUG, "ended by " + reason);
                refused(ENODEV, "a pair on a CPU that is offline", () -> calls.addPair(pair));
            } finally {
                GuestKernel.online(true);
            }
            calls.addPair(pair);
            calls.start(start("timer_delete_sync", 200, Inject.NONE));
            List<KernelRecord> records = untilEnd(calls);
            must(reason(records) == EndReason.TIME, "after it came back, ended by " + reason(records));
            must(records.stream().noneMatch(ViolationRecord.class::isInstance), "a rule was broken");
        }
    }

    private static void anotherCpuMayGoOfflineInMidRun() throws Exception {
        try (NativeDevice device = NativeDevice.open(NativeDevice.PATH)) {
            DeviceCalls calls = new DeviceCalls(device);
            calls.addPair(new Pair(0, 0, 0));
            calls.start(new Start("timer_delete", "pending", Align.NONE, CellSettings.DEFAULT, 2000, false, 42, 1));
            awaitProgress(calls);
            GuestKernel.online(false);
            GuestKernel.online(true);
            must(reason(untilEnd(calls)) == EndReason.TIME, "a CPU that it does not use ended the cell");
        }
    }

    /** Closing must free everything in every scenario, whether or not the records were read. */
    private static void closingInMidRunFreesEverything() throws Exception {
        List<Catalogue.Primitive> primitives;
        try (NativeDevice device = NativeDevice.open(NativeDevice.PATH)) {
            primitives = Machine.read(new DeviceCalls(device)).primitives().stream()
                    .filter(p -> p.available() && !p.unsafe())
                    .toList();
        }
        long ofOne = memoryOfOneCell();
        long before = 0;
        for (int round = 0; round < ROUNDS; round++) {
            if (round == FIRST_ROUNDS) {
                before = GuestKernel.kernelMemory();
            }
            Catalogue.Primitive primitive = primitives.get(round % primitives.size());
            Align align = Align.values()[round % Align.values().length];
            try (NativeDevice device = NativeDevice.open(NativeDevice.PATH)) {
                DeviceCalls calls = new DeviceCalls(device);
                calls.addPair(PAIR);
                calls.start(new Start(
                        primitive.name(),
                        scenarioOf(primitive, round % 4 < 2 ? "running" : "rearm"),
                        alignOf(primitive, align),
                        CellSettings.DEFAULT,
                        LONG_MS,
                        round % 5 == 0,
                        round,
                        round));
                if (round % 3 != 0) {
                    awaitProgress(calls);
                }
            }
            String where = " after round " + round + ", " + primitive + ", " + align.label();
            Optional<String> thread = GuestKernel.threadLeft();
            must(thread.isEmpty(), "thread " + thread.orElse("") + " is left" + where);
            LastErrorException refused = GuestKernel.unloadRefused();
            must(refused == null, "the module does not go" + where + ": " + refused);
            must(!Files.exists(NativeDevice.PATH), "the device is left" + where);
            GuestKernel.load();
        }
        long growth = GuestKernel.kernelMemory() - before;
        // In 45 rounds, half a cell's memory is noise. Memory left by every close would add up to more.
        must(growth < ofOne / 2, "the kernel's memory grew by " + growth + " KiB, a cell has " + ofOne);
        System.out.println("the kernel's memory grew by " + growth + " KiB");
    }

    /** Returns the memory of one cell in KiB. It also proves that this test can see the module's threads and memory. */
    private static long memoryOfOneCell() throws IOException {
        long before = GuestKernel.kernelMemory();
        try (NativeDevice device = NativeDevice.open(NativeDevice.PATH)) {
            DeviceCalls calls = new DeviceCalls(device);
            calls.addPair(PAIR);
            calls.start(start("timer_delete_sync", LONG_MS, Inject.NONE));
            awaitProgress(calls);
            long held = GuestKernel.kernelMemory() - before;
            must(GuestKernel.thread().isPresent(), "no thread is to be seen in the middle of a cell");
            must(held > LEAST_CELL_KIB, "a cell holds " + held + " KiB");
            System.out.println("a cell holds " + held + " KiB");
            return held;
        }
    }

    private static Start start(String primitive, long milliseconds, Inject inject) {
        return new Start(
                primitive, "running", Align.CHASE, CellSettings.DEFAULT.withInject(inject), milliseconds, false, 42, 1);
    }

    private static Start start(Catalogue.Primitive primitive, String scenario, Align align, long milliseconds) {
        return new Start(
                primitive.name(),
                scenarioOf(primitive, scenario),
                alignOf(primitive, align),
                CellSettings.DEFAULT,
                milliseconds,
                false,
                42,
                1);
    }

    /** Calls that arm a timer, and expiries that nobody disturbs, have scenarios of their own. */
    private static String scenarioOf(Catalogue.Primitive primitive, String ofDeletions) {
        if (!Collections.disjoint(primitive.flags(), Set.of(PrimitiveFlag.ARMS, PrimitiveFlag.ASKS))) {
            return "arm-idle";
        }
        return primitive.flags().contains(PrimitiveFlag.EXPIRES) ? "expire" : ofDeletions;
    }

    private static Align alignOf(Catalogue.Primitive primitive, Align ofDeletions) {
        return scenarioOf(primitive, "").isEmpty() ? ofDeletions : Align.NONE;
    }

    private static Start stalling() {
        CellSettings sweep = CellSettings.DEFAULT.withStalls(CellSettings.SWEEP);
        return new Start("timer_delete", "running", Align.CHASE, sweep, 100, false, 42, 1);
    }

    /** Waits until the cell races. */
    private static void awaitProgress(DeviceCalls calls) throws IOException {
        List<KernelRecord> some;
        do {
            some = calls.read(SILENCE).orElseThrow();
            must(!some.isEmpty(), "the device is silent");
        } while (some.stream().noneMatch(r -> r instanceof ProgressRecord p && p.elapsedNs() > 0));
    }

    private static List<KernelRecord> untilEnd(DeviceCalls calls) throws IOException {
        List<KernelRecord> all = new ArrayList<>();
        while (all.isEmpty() || !(all.get(all.size() - 1) instanceof EndRecord)) {
            List<KernelRecord> some = calls.read(SILENCE).orElseThrow();
            must(!some.isEmpty(), "the device is silent");
            all.addAll(some);
        }
        return all;
    }

    private static EndReason reason(List<KernelRecord> records) {
        return EndReason.of(((EndRecord) records.get(records.size() - 1)).reason());
    }

    private interface Request {
        void make() throws IOException;
    }

    private static void refused(int errno, String what, Request request) throws IOException {
        try {
            request.make();
        } catch (ErrnoException e) {
            must(
                    e.errno() == errno,
                    String.format(Locale.ROOT, "%s: %s, not %s", what, e.getMessage(), Errno.name(errno)));
            return;
        }
        throw new IllegalStateException(what + ": not refused");
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
