// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.kernel.KernelEntry;

/** Runs a separate process in an environment that lacks something, and expects an error of one line. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(180)
class LackingEnvironmentTest {
    private static final long LIMIT_SECONDS = 120;

    private KernelEntry kernel;

    @TempDir
    Path folder;

    private Path cache;
    private String results;
    private String mirror;

    private record Ended(int exit, List<String> err) {
        String last() {
            return err.isEmpty() ? "" : err.get(err.size() - 1);
        }

        /** Returns the lines on stderr without the progress. */
        List<String> complaints() {
            return err.stream()
                    .filter(line -> line.startsWith("timertorture: "))
                    .toList();
        }
    }

    @BeforeEach
    void copyTheStore() throws Exception {
        kernel = JavaGuest.defaultKernel();
        cache = folder.resolve("cache");
        results = folder.resolve("results").toString();
        Path entry = cache.resolve("kernels").resolve(kernel.release());
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
    }

    private Ended timertorture(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dtimertorture.home=" + System.getProperty("timertorture.home"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TIMERTORTURE_CACHE", cache.toString());
        builder.environment().put("TIMERTORTURE_RESULTS", results);
        if (mirror != null) {
            builder.environment().put("TIMERTORTURE_MIRROR", mirror);
        }
        Path err = folder.resolve("err");
        Process process = builder.redirectOutput(folder.resolve("out").toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), () -> "it does not end");
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readAllLines(err));
    }

    private Ended race(String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("run", "floor", "--seconds", "0.2", "--kernel", kernel.release(), "--accel", "tcg"));
        arguments.addAll(List.of(more));
        return timertorture(arguments.toArray(String[]::new));
    }

    @Test
    void a_module_that_does_not_load_is_named_with_the_console_that_says_why() throws Exception {
        Path own = cache.resolve("kernels")
                .resolve(kernel.release())
                .resolve(kernel.folder().relativize(kernel.ownModules().get(0)).toString());
        try (FileChannel file = FileChannel.open(own, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        Ended ended = race();
        assertEquals(3, ended.exit(), ended.err().toString());
        assertEquals(1, ended.complaints().size(), ended.err().toString());
        Matcher line = Pattern.compile(
                        "timertorture: the module does not load: /modules/timertorture.ko: .+; see (\\S+)")
                .matcher(ended.last());
        assertTrue(line.matches(), ended.last());
        assertTrue(Files.readString(Path.of(line.group(1))).contains("timertorture.ko"), "the console says so, too");
    }

    @Test
    void a_full_disk_is_reported_after_the_run_and_the_table_is_printed() throws Exception {
        Ended ended = race("--json", "/dev/full");
        assertEquals(3, ended.exit(), ended.err().toString());
        assertEquals(1, ended.complaints().size(), ended.err().toString());
        assertTrue(ended.last().contains("No space left on device"), ended.last());
        assertTrue(Files.readString(folder.resolve("out")).contains("floor on " + kernel.release()));
    }

    @Test
    void without_a_network_a_fetch_names_the_mirror_the_cause_and_the_mend() throws Exception {
        mirror = "http://127.0.0.1:9/debian";
        Ended ended = timertorture("kernel", "fetch", "sid");
        assertEquals(3, ended.exit(), ended.err().toString());
        assertEquals(1, ended.complaints().size(), ended.err().toString());
        assertTrue(ended.last().contains("the index of sid from " + mirror + ": Failed to fetch"), ended.last());
        assertTrue(ended.last().contains("is there a network? TIMERTORTURE_MIRROR names another"), ended.last());
        assertTrue(ended.last().contains("; see " + cache.resolve("logs/update-sid.log")), ended.last());
    }

    @Test
    void a_vanished_suite_is_reported_with_the_archive_and_leaves_nothing() throws Exception {
        mirror = "file:" + Files.createDirectories(folder.resolve("mirror"));
        Ended ended = timertorture("kernel", "fetch", "buster");
        assertEquals(3, ended.exit(), ended.err().toString());
        assertTrue(ended.last().contains("has no suite 'buster' (TIMERTORTURE_MIRROR names"), ended.last());
        assertTrue(ended.last().contains("http://archive.debian.org/debian"), ended.last());
        assertFalse(Files.exists(cache.resolve("apt/buster")));
    }

    @Test
    void a_folder_for_results_that_cannot_be_made_is_reported_before_a_VM_is_started() throws Exception {
        results = "/proc/results";
        Ended ended = race();
        assertEquals(3, ended.exit(), ended.err().toString());
        assertEquals(1, ended.err().size(), ended.err().toString());
        assertTrue(ended.last().contains("/proc/results"), ended.last());
    }

    @Test
    void an_unknown_kernel_is_refused_with_the_nearest_name() throws Exception {
        String typo = kernel.release().replace("cloud", "clod");
        Ended ended = timertorture("run", "floor", "--kernel", typo);
        assertEquals(2, ended.exit(), ended.err().toString());
        assertTrue(ended.last().contains("no kernel '" + typo + "'"), ended.last());
        assertTrue(ended.last().contains("did you mean " + kernel.release()), ended.last());
        assertFalse(Files.exists(Path.of(results)), "a folder for results was made");
    }
}
