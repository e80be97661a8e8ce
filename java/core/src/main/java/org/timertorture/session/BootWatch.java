// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.timertorture.qemu.GuestConsole;

/**
 * Ends a guest whose emulation stands still while it boots: for ever, where the kernel has just said that its clock is
 * stable and patches its own code on all CPUs. With two CPUs it is one boot in a hundred, with dozens one in three, and
 * says nothing about the kernel.
 */
final class BootWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String LAST_WORDS = "sched_clock: Marking stable";

    private final Thread watcher;
    private volatile boolean stalled;

    private BootWatch(Path console, Duration silence, Runnable kill) {
        this.watcher = new Thread(() -> watch(console, silence, kill), "watch over a boot");
        watcher.setDaemon(true);
    }

    /**
     * Begins.
     *
     * @param console that grows while the guest boots
     * @param silence after which it is taken for stalled
     * @param kill ends the guest
     */
    static BootWatch over(Path console, Duration silence, Runnable kill) {
        BootWatch watch = new BootWatch(console, silence, kill);
        watch.watcher.start();
        return watch;
    }

    /** One that never ends anything. */
    static BootWatch none() {
        return new BootWatch(null, Duration.ZERO, () -> {});
    }

    /** Whether it ended the guest. */
    boolean stalled() {
        return stalled;
    }

    private void watch(Path console, Duration silence, Runnable kill) {
        long size = -1;
        long since = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(LOOK.toMillis());
                long now = size(console);
                if (now != size) {
                    size = now;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > silence.toNanos() && standsStill(console)) {
                    stalled = true;
                    kill.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            // The guest is up, or gone.
            return;
        }
    }

    private static boolean standsStill(Path console) {
        try {
            return GuestConsole.read(console).lastWords().orElse("").contains(LAST_WORDS);
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
