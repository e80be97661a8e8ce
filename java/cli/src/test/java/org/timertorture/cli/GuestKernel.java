// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/** Examines the kernel that {@link InsideGuest} runs on: CPU 1, the module and its threads, and the memory. */
final class GuestKernel {
    private static final int SYS_FINIT_MODULE = 313;
    private static final int SYS_DELETE_MODULE = 176;
    private static final int O_NONBLOCK = 04000;
    private static final int O_RDONLY = 0;

    private static final String MODULE = "timertorture";
    private static final Path ONLINE = Path.of("/sys/devices/system/cpu/cpu1/online");

    private static final CLibrary LIBC = Native.load("libc.so.6", CLibrary.class);

    private GuestKernel() {}

    /** Functions that the Java runtime lacks. */
    interface CLibrary extends Library {
        int open(String path, int flags) throws LastErrorException;

        int close(int fd) throws LastErrorException;

        long syscall(long number, Object... arguments) throws LastErrorException;
    }

    static void online(boolean wanted) throws IOException {
        String text = wanted ? "1" : "0";
        Files.writeString(ONLINE, text, StandardOpenOption.WRITE);
        if (!Files.readString(ONLINE).strip().equals(text)) {
            throw new IllegalStateException("the CPU did not go " + (wanted ? "on" : "off") + "line");
        }
    }

    /** Returns null if the module was unloaded. */
    static LastErrorException unloadRefused() {
        try {
            LIBC.syscall(SYS_DELETE_MODULE, MODULE, O_NONBLOCK);
            return null;
        } catch (LastErrorException e) {
            return e;
        }
    }

    static void load() {
        int fd = LIBC.open("/modules/" + MODULE + ".ko", O_RDONLY);
        try {
            LIBC.syscall(SYS_FINIT_MODULE, fd, "unsafe=0", 0);
        } finally {
            LIBC.close(fd);
        }
    }

    static int references() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/modules"))) {
            return lines.filter(line -> line.startsWith(MODULE + " "))
                    .map(line -> Integer.parseInt(line.split(" ")[2]))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Returns a thread of the module. A thread that has just ended may be listed for a moment. */
    static Optional<String> threadLeft() throws IOException, InterruptedException {
        Optional<String> left = Optional.empty();
        for (int look = 0; look < 100; look++) {
            left = thread();
            if (left.isEmpty()) {
                return left;
            }
            Thread.sleep(20);
        }
        return left;
    }

    static Optional<String> thread() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .map(GuestKernel::name)
                    .filter(name -> name.startsWith("tt_"))
                    .findFirst();
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            // The process ended while it was read.
            return "";
        }
    }

    /** Returns the memory held by kmalloc and vmalloc, in KiB. */
    static long kernelMemory() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("SUnreclaim:") || line.startsWith("VmallocUsed:"))
                    .mapToLong(line -> Long.parseLong(line.split("\\s+")[1]))
                    .sum();
        }
    }
}
