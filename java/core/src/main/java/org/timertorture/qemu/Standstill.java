// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Measures for how long a process could not run: it was stopped, or the host had no CPU for it. A guest that spins or
 * idles can run, so a guest that hangs does not stand still.
 */
final class Standstill {
    private static final long BETWEEN_LOOKS = Duration.ofMillis(100).toNanos();
    /** Whoever has not looked for longer stood still himself. */
    private static final long LONGEST_STEP = Duration.ofSeconds(1).toNanos();
    /** A process that gets less of the CPU than this is given up at some time, too. */
    private static final double LEAST_SHARE = 0.05;

    private final Path process;
    private final LongSupplier nanoTime;
    private Look last;
    private long lastNanos;
    private long total;

    /**
     * Begins to measure.
     *
     * @param process the folder of the process in {@code /proc}
     * @param nanoTime the clock, in ns
     */
    Standstill(Path process, LongSupplier nanoTime) {
        this.process = process;
        this.nanoTime = nanoTime;
        this.last = look();
        this.lastNanos = nanoTime.getAsLong();
    }

    static Standstill of(long pid) {
        return new Standstill(Path.of("/proc", Long.toString(pid)), System::nanoTime);
    }

    /**
     * What the host says of the process's threads, summed up.
     *
     * @param stopped whether the process is stopped
     * @param runnable whether a thread runs or waits for a CPU
     * @param ran the time on CPUs, in ns
     * @param waited the time in which threads waited for a CPU, in ns
     */
    private record Look(boolean stopped, boolean runnable, long ran, long waited) {
        static final Look NONE = new Look(false, false, 0, 0);

        Look plus(Look other) {
            return new Look(
                    stopped || other.stopped, runnable || other.runnable, ran + other.ran, waited + other.waited);
        }

        /** Returns the share of the time since an earlier look in which the process could run. */
        double shareSince(Look earlier) {
            if (stopped || earlier.stopped) {
                return 0;
            }
            long running = Math.max(0, ran - earlier.ran);
            long waiting = Math.max(0, waited - earlier.waited);
            if (running + waiting == 0) {
                return runnable && earlier.runnable ? LEAST_SHARE : 1;
            }
            return Math.max(LEAST_SHARE, (double) running / (running + waiting));
        }
    }

    /** Returns for how long the process has stood still since the beginning, in ns. It looks at most ten times a second. */
    synchronized long nanos() {
        long now = nanoTime.getAsLong();
        long step = now - lastNanos;
        if (step >= BETWEEN_LOOKS) {
            Look look = look();
            total += step - Math.round(look.shareSince(last) * Math.min(step, LONGEST_STEP));
            last = look;
            lastNanos = now;
        }
        return total;
    }

    private Look look() {
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            Look sum = Look.NONE;
            for (Path thread : threads.toList()) {
                sum = sum.plus(thread(thread));
            }
            return sum;
        } catch (IOException e) {
            // The process has ended, or the host tells nothing. Then all silence counts.
            return Look.NONE;
        }
    }

    private static Look thread(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            // The name in parentheses may contain anything.
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            List<Long> times = Stream.of(Files.readString(thread.resolve("schedstat"))
                            .strip()
                            .split(" "))
                    .map(Long::valueOf)
                    .toList();
            return new Look(state == 'T' || state == 't', state == 'R', times.get(0), times.get(1));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            // The thread has just ended.
            return Look.NONE;
        }
    }
}
