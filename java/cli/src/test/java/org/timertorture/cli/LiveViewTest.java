// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program on a terminal of its own, which {@code script} makes. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(300)
class LiveViewTest {
    private static final int COLUMNS = 70;
    /** What a shell starts in the background ignores ^C, and so does what that starts. */
    private static final String HEEDS_INTERRUPT = "env --default-signal=INT ";

    private static final String PLAN = "cells: [{primitive: timer_delete_sync, scenario: running}]\n";
    private static final String CLEARED = "\u001b[J";
    private static final String SEQUENCE = "\u001b\\[[0-9;]*[A-Za-z]";

    @TempDir
    Path folder;

    private final StringBuilder screen = new StringBuilder();

    @Test
    void a_race_is_shown_while_it_lasts_and_nothing_of_that_is_left_after_an_interrupt() throws Exception {
        JavaGuest.defaultKernel();
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Process process = onATerminal("run " + plan + " --seconds 120 --cpus 2 --accel tcg");
        try (InputStream out = process.getInputStream()) {
            readUntil(out, " races/s, hit ");
            readUntil(out, "% [");
            process.getOutputStream().write('\u0003');
            process.getOutputStream().flush();
            readUntil(out, "results: ");
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        } finally {
            process.destroyForcibly();
        }

        assertEquals(130, process.exitValue(), screen::toString);
        String last = screen.substring(screen.lastIndexOf(CLEARED) + CLEARED.length());
        assertTrue(last.matches("(?s)(" + SEQUENCE + ")+INTERRUPTED\u001b\\[0m,? .*"), screen::toString);
        assertFalse(last.contains("cell 1 of 1"), screen::toString);
        for (String drawn : screen.substring(0, screen.lastIndexOf(CLEARED)).split("\r|\n")) {
            assertTrue(drawn.replaceAll(SEQUENCE, "").length() < COLUMNS, drawn);
        }
    }

    /** Starts a command of the program on a terminal with a few columns. */
    private static Process onATerminal(String arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String main = String.join(
                " ",
                java,
                "-Dtimertorture.home=" + System.getProperty("timertorture.home"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "script",
                "-qefc",
                "stty cols " + COLUMNS + " rows 24; exec " + HEEDS_INTERRUPT + main + " " + arguments,
                "/dev/null"));
        builder.environment().put("TERM", "xterm");
        builder.environment().remove("NO_COLOR");
        return builder.redirectErrorStream(true).start();
    }

    private void readUntil(InputStream out, String text) throws IOException {
        byte[] buffer = new byte[4096];
        while (screen.indexOf(text) < 0) {
            int length = out.read(buffer);
            assertTrue(length >= 0, () -> "not shown: " + text + "\n" + screen);
            screen.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
        }
    }
}
