// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.timertorture.qemu.GuestConsole;

/**
 * Kills a guest whose emulation has stalled during the boot. It stalls for ever just after the kernel has declared its
 * clock stable, while it patches its own code on all CPUs. Meanwhile another thread goes on with the boot, and may print
 * two lines before it stands still, too. This happens in one boot in a hundred with two CPUs and in one in three with
 * dozens of CPUs. It says nothing about the kernel.
 */
final class BootWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String LAST_WORDS = "sched_clock: Marking stable";
    /** The one with these words, and those of the other thread. */
    private static final int LAST_MESSAGES = 3;

    private final Thread watcher;
    private volatile boolean stalled;

    private BootWatch(Path console, Duration silence, LongSupplier standstill, Runnable kill) {
        LongSupplier running = () -> System.nanoTime() - standstill.getAsLong();
        this.watcher = new Thread(() -> watch(console, silence, running, kill), "watch over a boot");
        watcher.setDaemon(true);
    }

    /**
     * Starts a watch.
     *
     * @param console the console's file, which grows while the guest boots
     * @param silence how long the file must not have grown before the guest counts as stalled
     * @param standstill for how long the guest could not run so far, in ns
     * @param kill kills the guest
     */
    static BootWatch start(Path console, Duration silence, LongSupplier standstill, Runnable kill) {
        BootWatch watch = new BootWatch(console, silence, standstill, kill);
        watch.watcher.start();
        return watch;
    }

    /** Returns a watch that never kills anything. */
    static BootWatch none() {
        return new BootWatch(null, Duration.ZERO, () -> 0, () -> {});
    }

    /** Returns whether the watch killed the guest. */
    boolean stalled() {
        return stalled;
    }

    private void watch(Path console, Duration silence, LongSupplier running, Runnable kill) {
        long size = -1;
        long since = running.getAsLong();
        try {
            while (true) {
                Thread.sleep(LOOK.toMillis());
                long now = size(console);
                if (now != size) {
                    size = now;
                    since = running.getAsLong();
                } else if (running.getAsLong() - since > silence.toNanos() && standsStill(console)) {
                    stalled = true;
                    kill.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            // The guest is up or has ended.
            return;
        }
    }

    private static boolean standsStill(Path console) {
        try {
            return GuestConsole.read(console).lastMessages(LAST_MESSAGES).stream()
                    .anyMatch(message -> message.contains(LAST_WORDS));
        } catch (IOException e) {
            return false;
        }
    }

    private static long size(Path console) {
        try {
            return Files.size(console);
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
