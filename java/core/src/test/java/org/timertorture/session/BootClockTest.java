// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.qemu.ConsoleGrowth;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BootClockTest {
    @TempDir
    private Path folder;

    @Test
    void what_a_booting_guest_prints_excuses_the_time_before() throws Exception {
        Path console = folder.resolve("console.log");
        BootClock clock = new BootClock(() -> 7, new ConsoleGrowth(console));
        assertEquals(7, clock.excusedNanos());
        Thread.sleep(20);
        Files.writeString(console, "a line\n");
        assertTrue(clock.excusedNanos() >= 20_000_000, () -> "" + clock.excusedNanos());
        clock.bootIsOver();
        assertEquals(7, clock.excusedNanos());
    }
}
