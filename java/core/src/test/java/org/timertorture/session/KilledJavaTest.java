// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.BareBoot;
import org.timertorture.qemu.MachineShape;

/** QEMU never outlives Java, however Java ends. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(300)
class KilledJavaTest {
    private static final long LONG_SECONDS = 60;

    @TempDir
    Path results;

    private Process java;

    @BeforeAll
    static void fetch() throws Exception {
        StandIn.kernel();
    }

    @AfterEach
    void endJava() {
        if (java != null) {
            java.destroyForcibly();
        }
    }

    private ProcessHandle start(String how) throws IOException {
        java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dbasedir=" + System.getProperty("basedir", System.getProperty("user.dir")),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "org.timertorture.session.VmHolder",
                        results.toString(),
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = java.inputReader(StandardCharsets.UTF_8);
        String pid = said.readLine();
        assertNotNull(pid, "the VM's holder did not come so far");
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void mustEnd(ProcessHandle qemu) {
        long start = System.nanoTime();
        while (runs(qemu)) {
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            if (millis > 1000) {
                qemu.destroyForcibly();
                fail("QEMU lives on, " + millis + " ms after Java was killed");
            }
            Thread.onSpinWait();
        }
    }

    /**
     * A zombie counts as ended, because this process does not decide when it is reaped. ProcessHandle.onExit() polls
     * too rarely.
     */
    private static boolean runs(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status"));
            return process.isAlive() && status.lines().noneMatch(line -> line.matches("State:\\s+[ZX].*"));
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_killed_Java_leaves_no_QEMU() throws Exception {
        ProcessHandle qemu = start("reading");
        java.destroyForcibly();
        mustEnd(qemu);
    }

    @Test
    void a_killed_Java_leaves_no_QEMU_even_if_the_agents_frames_were_not_read() throws Exception {
        ProcessHandle qemu = start("deaf");
        Path console = results.resolve("console.log");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONG_SECONDS);
        // Three reads exceed what the agent can buffer. From then on the agent waits for a reader.
        while (!Files.readString(console).contains("stand-in: read 3")) {
            assertTrue(System.nanoTime() < end, "the agent does not read records");
            Thread.onSpinWait();
        }
        java.destroyForcibly();
        mustEnd(qemu);
    }

    @Test
    void an_interrupted_Java_leaves_no_QEMU_and_no_files() throws Exception {
        ProcessHandle qemu = start("reading");
        java.destroy();
        mustEnd(qemu);
        assertTrue(java.waitFor(LONG_SECONDS, TimeUnit.SECONDS));
        assertEquals(0, filesLeft());
    }

    @Test
    void a_killed_Java_leaves_no_files() throws Exception {
        ProcessHandle qemu = start("deaf");
        assertTrue(filesLeft() > 0);
        java.destroyForcibly();
        mustEnd(qemu);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONG_SECONDS);
        while (filesLeft() > 0) {
            assertTrue(System.nanoTime() < end, "nobody deleted what the VM needed");
            Thread.onSpinWait();
        }
    }

    @Test
    void the_next_VM_deletes_files_that_nothing_else_deleted() throws Exception {
        ProcessHandle qemu = start("deaf");
        // Kill the process that would delete the files after Java's end first.
        java.children().filter(child -> child.pid() != qemu.pid()).forEach(ProcessHandle::destroyForcibly);
        java.destroyForcibly();
        mustEnd(qemu);
        assertTrue(java.waitFor(LONG_SECONDS, TimeUnit.SECONDS));
        assertTrue(filesLeft() > 0);
        BareBoot.Result boot = new BareBoot(StandIn.cache())
                .run(StandIn.kernel(), new MachineShape(1, 1), Acceleration.TCG, Duration.ofSeconds(60));
        assertTrue(boot.completed(), boot.reason());
        assertEquals(0, filesLeft());
    }

    private static long filesLeft() throws IOException {
        try (Stream<Path> left = Files.list(StandIn.cache().root().resolve("run"))) {
            return left.count();
        }
    }
}
