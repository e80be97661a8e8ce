// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.json.ResultReader;
import org.timertorture.json.ResultSchema;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.result.Verdict;

/** Interrupts and resumes a matrix of a kernel that runs and a file that is no kernel. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(240)
class MatrixVmTest {
    private static final String BROKEN = "9.9.0-broken-cloud-amd64";
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    Path folder;

    private KernelEntry kernel;
    private Path results;
    private Path out;

    @BeforeEach
    void copyTheStoreAndBreakOne() throws Exception {
        RealKernel.nameCheckout();
        kernel = RealKernel.entry();
        results = folder.resolve("results");
        out = folder.resolve("out");
        copy(kernel.release());
        Path broken = copy(BROKEN);
        Path manifest = broken.resolve("manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"" + kernel.release() + "\"", "\"" + BROKEN + "\""));
        try (FileChannel image = FileChannel.open(broken.resolve("vmlinuz"), StandardOpenOption.WRITE)) {
            image.truncate(image.size() / 4);
        }
    }

    private Path copy(String name) throws IOException {
        Path entry = folder.resolve("cache").resolve("kernels").resolve(name);
        try (Stream<Path> files = Files.walk(kernel.folder())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = entry.resolve(kernel.folder().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        return entry;
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dtimertorture.home=" + System.getProperty("timertorture.home"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "matrix"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TIMERTORTURE_CACHE", folder.resolve("cache").toString());
        builder.environment().put("TIMERTORTURE_RESULTS", results.toString());
        return builder.redirectOutput(out.toFile()).redirectErrorStream(true).start();
    }

    private int exit(Process process) throws Exception {
        try {
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "it does not end");
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(out);
    }

    private long done() throws IOException {
        if (!Files.isDirectory(results)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(results)) {
            return files.filter(file -> file.endsWith("outcome.json")).count();
        }
    }

    /** Waits until something has happened while the process runs. */
    private void await(Process process, Callable<Boolean> happened) throws Exception {
        while (process.isAlive() && !happened.call()) {
            Thread.sleep(100);
        }
        assertTrue(process.isAlive(), said());
    }

    @Test
    void a_killed_and_interrupted_matrix_is_resumed_and_has_every_run_once() throws Exception {
        Process killed = start(
                "floor",
                "--kernels",
                kernel.release() + "," + BROKEN,
                "--cpus",
                "1,2",
                "--seconds",
                "0.2",
                "--accel",
                "tcg",
                "--seed",
                "7");
        await(killed, () -> done() == 1);
        killed.destroyForcibly();
        exit(killed);

        Process interrupted = start("--resume");
        // The progress appears two seconds after the first boot began, and the boot takes longer than that.
        await(interrupted, () -> said().contains("run 2 of 4"));
        interrupted.destroy();
        assertEquals(130, exit(interrupted), said());
        assertTrue(said().contains("go on with: timertorture matrix --resume " + results), said());

        Path json = folder.resolve("all.json");
        assertEquals(4, exit(start("--resume", "--json", json.toString())), said());
        assertTrue(said().lines().anyMatch(line -> line.startsWith("CRASHED   2 of 4 runs as expected")), said());
        assertTrue(said().contains("never booted"), said());

        ObjectMapper mapper = new ObjectMapper();
        JsonNode tree = mapper.readTree(json.toFile());
        ResultSchema.MATRIX.check(tree);
        assertTrue(tree.get("complete").asBoolean());
        List<String> rows = new ArrayList<>();
        tree.get("runs").forEach(run -> rows.add(run.get("row").asText() + " " + run.get("exit")));
        assertEquals(
                List.of(kernel.release() + "/1x1 0", kernel.release() + "/2x1 0", BROKEN + "/1x1 4", BROKEN + "/2x1 4"),
                rows);
        byte[] first = mapper.writeValueAsBytes(tree.at("/runs/0/result"));
        assertEquals(
                Verdict.PASS,
                new ResultReader().read(new ByteArrayInputStream(first)).verdict());
        assertEquals("never-booted", tree.at("/runs/2/result/ending/kind").asText());
        try (Stream<Path> run = Files.list(folder.resolve("cache").resolve("run"))) {
            assertFalse(run.findAny().isPresent(), "a VM left its folder behind");
        }
    }
}
