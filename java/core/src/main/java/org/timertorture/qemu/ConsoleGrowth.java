// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Knows when a booting guest last printed something. A guest that prints is alive, however slowly it boots, as under
 * nested virtualisation.
 */
public final class ConsoleGrowth {
    private final Path console;
    private final LongSupplier nanoTime;
    private final long begun;
    private long size;
    private long grown;

    /** Begins to watch a console's file. It need not exist yet. */
    public ConsoleGrowth(Path console) {
        this(console, System::nanoTime);
    }

    ConsoleGrowth(Path console, LongSupplier nanoTime) {
        this.console = console;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.grown = begun;
    }

    /** Returns how long the guest printed, from the beginning to the last time that it was seen to have printed. */
    public synchronized Duration printed() {
        look();
        return Duration.ofNanos(grown - begun);
    }

    /** Returns how long the guest has been silent. */
    public synchronized Duration silent() {
        look();
        return Duration.ofNanos(nanoTime.getAsLong() - grown);
    }

    private void look() {
        long now = size();
        if (now != size) {
            size = now;
            grown = nanoTime.getAsLong();
        }
    }

    private long size() {
        try {
            return Files.exists(console) ? Files.size(console) : 0;
        } catch (IOException e) {
            return size;
        }
    }
}
