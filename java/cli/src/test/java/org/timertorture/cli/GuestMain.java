// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.timertorture.device.ErrnoException;
import org.timertorture.device.NativeDevice;
import org.timertorture.run.DeviceCalls;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.Pair;

/** What runs in the guest of {@link GuestJavaTest}: the product on its own machine, as on a real one. */
final class GuestMain {
    private static final Path DEVICE = Path.of("/dev/timertorture");
    private static final int O_NONBLOCK = 04000;
    private static final long FINIT_MODULE = 313;
    private static final long DELETE_MODULE = 176;

    /** System calls that the shim has no business with. */
    interface C extends Library {
        C SELF = Native.load("c", C.class);

        NativeLong syscall(NativeLong number, Object... arguments);

        int open(String path, int flags);

        int close(int fd);
    }

    private GuestMain() {}

    public static void main(String[] arguments) throws Exception {
        try {
            whole();
            unload(Integer.parseInt(arguments[0]));
            offline();
            System.out.println("guest: all done");
        } catch (Throwable e) { // the guest powers off: this is where it can be told
            e.printStackTrace(System.out);
        }
    }

    /** A whole run through the command line; its result goes out by the console. */
    private static void whole() throws IOException {
        Path json = Path.of("/tmp/result.json");
        int exit = Main.run(
                System.out, System.out, "run", "--target", "local", "--seconds", "6", "--json", json.toString());
        System.out.println("guest: run exited " + exit);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            Files.copy(json, gzip);
        }
        String text = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(zipped.toByteArray());
        text.lines().forEach(line -> System.out.println("json: " + line));
    }

    /** Closes the device in the middle of a cell, and the module goes at once. */
    private static void unload(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            NativeDevice device = NativeDevice.open(DEVICE);
            DeviceCalls calls = new DeviceCalls(device);
            calls.addPair(new Pair(1, 0, 0));
            calls.start(RealKernel.start(
                    "timer_delete_sync", i % 2 == 0 ? "running" : "rearm", Align.CHASE, 60_000, Inject.NONE));
            if (i == 0) {
                alone(calls);
                check(remove() != 0, "the module went though its device is open");
            }
            for (int records = 0; records < 2 + i % 5; records++) {
                calls.read(java.time.Duration.ofMillis(200));
            }
            device.close();
            check(threads().isEmpty(), "threads left: " + threads());
            check(remove() == 0, "the module does not go, time " + i);
            check(insert() == 0, "the module does not come back, time " + i);
        }
        System.out.println("guest: unloaded " + times + " times");
    }

    /** One cell in the whole kernel. */
    private static void alone(DeviceCalls running) throws IOException {
        try (NativeDevice other = NativeDevice.open(DEVICE)) {
            DeviceCalls calls = new DeviceCalls(other);
            calls.addPair(new Pair(3, 2, 0));
            calls.start(RealKernel.start("timer_delete", "running", Align.CHASE, 100, Inject.NONE));
            throw new IllegalStateException("a second file got a cell of its own");
        } catch (ErrnoException e) {
            check(e.errno() == 16, "second file: " + e.getMessage());
        }
    }

    /** A CPU of the cell goes offline in the middle of it. */
    private static void offline() throws IOException {
        Path online = Path.of("/sys/devices/system/cpu/cpu1/online");
        try (NativeDevice device = NativeDevice.open(DEVICE)) {
            DeviceCalls calls = new DeviceCalls(device);
            calls.addPair(new Pair(1, 0, 0));
            calls.start(RealKernel.start("timer_delete_sync", "running", Align.CHASE, 60_000, Inject.NONE));
            calls.read(java.time.Duration.ofSeconds(5));
            Files.writeString(online, "0");
            List<KernelRecord> records = RealKernel.untilEnd(calls);
            KernelRecord.End end = (KernelRecord.End) records.get(records.size() - 1);
            Files.writeString(online, "1");
            System.out.println("guest: offline ended the cell by " + end.reason());
            calls.addPair(new Pair(1, 0, 0));
            calls.start(RealKernel.start("timer_delete_sync", "running", Align.CHASE, 100, Inject.NONE));
            records = RealKernel.untilEnd(calls);
            end = (KernelRecord.End) records.get(records.size() - 1);
            System.out.println("guest: online again ended by " + end.reason());
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    private static long remove() {
        return C.SELF.syscall(new NativeLong(DELETE_MODULE), "timertorture", O_NONBLOCK)
                .longValue();
    }

    private static long insert() {
        int fd = C.SELF.open("/modules/timertorture.ko", 0);
        try {
            return C.SELF.syscall(new NativeLong(FINIT_MODULE), fd, "", 0).longValue();
        } finally {
            C.SELF.close(fd);
        }
    }

    /** Kernel threads of ours. */
    private static List<String> threads() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(p -> p.getFileName().toString().matches("\\d+"))
                    .map(GuestMain::name)
                    .filter(name -> name.startsWith("tt_"))
                    .toList();
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }
}
