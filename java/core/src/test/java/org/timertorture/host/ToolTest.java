// SPDX-License-Identifier: Apache-2.0
package org.timertorture.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class ToolTest {
    @TempDir
    Path folder;

    @Test
    void output_is_kept_logged_and_passed_on() throws Exception {
        ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        Path log = folder.resolve("logs/x.log");
        Tool.Output output = Tool.of("sh", "-c", "echo one; echo two >&2; exit 3")
                .loggedTo(log)
                .onLine(heard::add)
                .run();
        assertEquals(3, output.exit());
        assertEquals(List.of("one", "two"), output.lines());
        assertEquals(List.of("one", "two"), Files.readAllLines(log));
        assertEquals(List.of("one", "two"), List.copyOf(heard));
    }

    @Test
    void a_program_that_does_not_end_is_killed_with_what_it_started() {
        IOException e = assertThrows(
                IOException.class,
                () -> Tool.of("sh", "-c", "sleep 1000 & sleep 1000")
                        .within(Duration.ofMillis(300))
                        .run());
        assertTrue(e.getMessage().contains("not done within"), e.getMessage());
    }

    @Test
    void a_full_disk_is_the_cause_whatever_else_was_printed() {
        Tool.Output output = new Tool.Output(
                2, List.of("tar: ./x: Cannot write: No space left on device", "dpkg-deb: error: tar exit status 2"));
        assertEquals("No space left on device: 'timertorture kernel prune' frees some", output.cause("dpkg-deb:"));
        assertEquals(
                "why", new Tool.Output(2, List.of("E: why", "done")).cause("E:").substring(3));
    }

    @Test
    void a_line_with_the_prefix_is_preferred_to_the_last_one() {
        Tool.Output output = new Tool.Output(100, List.of("Get:1", "E: no space left", "done"));
        assertEquals("E: no space left", output.lastLine("E:"));
        assertEquals("done", output.lastLine("W:"));
    }
}
