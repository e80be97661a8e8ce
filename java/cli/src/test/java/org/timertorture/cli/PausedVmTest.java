// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.RunResult;
import org.timertorture.result.TrustLevel;

/** A host that stops QEMU for some time makes nobody guilty. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(400)
class PausedVmTest {
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final Duration BOOT = Duration.ofSeconds(200);
    private static final Duration RACE = Duration.ofSeconds(4);
    private static final String PLAN = """
            name: paused
            description: one cell whose VM is stopped
            seconds: 20
            cells:
              - {primitive: timer_delete_sync, scenario: running, align: chase}
            """;

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void a_run_goes_on_after_a_pause_says_so_and_accuses_nobody() throws Exception {
        CompletableFuture<Void> pause = CompletableFuture.runAsync(this::pauseInMidRun);
        CommandLineRun run = CommandLineRun.ofPlan(folder, 2, PLAN);
        pause.get();

        RunResult result = run.result().orElseThrow();
        CellResult cell = result.cells().get(0);
        assertEquals(CellStatus.RAN, cell.status(), run.out() + run.err());
        assertEquals(0, run.exit(), run.out() + run.err());
        assertTrue(cell.violations().isEmpty());
        assertTrue(
                cell.racing().seconds() >= 19, "it raced for " + cell.racing().seconds() + " s");
        double paused = cell.health().pausedSeconds();
        assertTrue(paused > PAUSE.toSeconds() - 2 && paused < PAUSE.toSeconds() + 10, paused + " s");
        assertTrue(run.out().contains("paused " + Math.round(paused) + " s"), run.out());
        assertTrue(result.trust().timing().level() != TrustLevel.OK);
    }

    private void pauseInMidRun() {
        try {
            ProcessHandle qemu = qemu();
            Thread.sleep(RACE.toMillis());
            signal("-STOP", qemu);
            Thread.sleep(PAUSE.toMillis());
            signal("-CONT", qemu);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the guest has booted, and its agent's files are gone. */
    private static ProcessHandle qemu() throws InterruptedException {
        long end = System.nanoTime() + BOOT.toNanos();
        while (System.nanoTime() < end) {
            ProcessHandle qemu = ProcessHandle.current()
                    .descendants()
                    .filter(p -> p.info().command().orElse("").contains("qemu-system"))
                    .findFirst()
                    .orElse(null);
            if (qemu != null && booted(qemu)) {
                return qemu;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("no guest came up");
    }

    /** When the guest has answered, what it booted from is deleted. */
    private static boolean booted(ProcessHandle qemu) {
        List<String> words = List.of(qemu.info().arguments().orElse(new String[0]));
        int at = words.indexOf("-initrd");
        return at >= 0 && !Files.exists(Path.of(words.get(at + 1)));
    }

    private static void signal(String signal, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }
}
