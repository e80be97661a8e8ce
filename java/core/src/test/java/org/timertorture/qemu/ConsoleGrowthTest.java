// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConsoleGrowthTest {
    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong();

    @Test
    void each_line_ends_the_silence() throws Exception {
        Path console = folder.resolve("console.log");
        ConsoleGrowth growth = new ConsoleGrowth(console, now::get);
        pass(7);
        assertEquals(Duration.ofSeconds(7), growth.silent());
        assertEquals(Duration.ZERO, growth.printed());
        Files.writeString(console, "a line\n");
        assertEquals(Duration.ZERO, growth.silent());
        pass(5);
        Files.writeString(console, "another\n", StandardOpenOption.APPEND);
        assertEquals(Duration.ofSeconds(12), growth.printed());
        pass(3);
        assertEquals(Duration.ofSeconds(3), growth.silent());
        assertEquals(Duration.ofSeconds(12), growth.printed());
    }

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
