// SPDX-License-Identifier: Apache-2.0
package org.timertorture.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Ends a guest that falls silent while it boots. With dozens of CPUs about one emulated boot in three stands still for
 * ever where the kernel patches its own code on all of them, which says nothing about the kernel.
 */
final class BootWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);

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
                } else if (System.nanoTime() - since > silence.toNanos()) {
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
