// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.RunResult;

/** The extension with real kernels in real machines. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RealMachinesTest {
    private static final AtomicLong RACED_MS = new AtomicLong();
    private static final long MS_PER_SECOND = 1_000;

    @TempDir
    private Path folder;

    // The inner runs. Rates are not checked, because a busy host must not fail a test.

    private static void race(Target target, String primitive) {
        RunResult result = target.plan("short")
                .seconds(0.4)
                .cell("running", primitive)
                .cell("pending", primitive)
                .run();
        for (CellResult cell : result.cells()) {
            assertEquals(CellStatus.RAN, cell.status(), cell.reason());
            assertEquals(List.of(), cell.violations());
            RACED_MS.addAndGet((long) (cell.seconds() * MS_PER_SECOND));
        }
    }

    @TimerTorture(required = true)
    static class TwelveTests {
        @RepeatedTest(12)
        void one(Target target) {
            race(target, "timer_delete_sync");
        }
    }

    @TimerTorture(kernel = "6.1", required = true)
    static class First {
        @Test
        void one(Target target) {
            race(target, "timer_delete_sync");
        }
    }

    @TimerTorture(kernel = "6.12", required = true)
    static class Second {
        @Test
        void one(Target target) {
            race(target, "timer_delete_sync");
        }
    }

    @TimerTorture(kernel = "bookworm", required = true)
    static class Third extends First {}

    @TimerTorture(kernel = "bookworm-backports", required = true)
    static class Fourth extends Second {}

    @TimerTorture(required = true)
    static class Slow {
        @Test
        @Timeout(3)
        void too_slow(Target target) {
            target.plan("slow").seconds(60).cell("running", "timer_delete_sync").run();
        }

        @Test
        void next(Target target) {
            race(target, "timer_delete_sync");
        }
    }

    @TimerTorture(required = true)
    static class Dying {
        @Test
        void a_kernel_dies(Target target) {
            RunResult result = target.run("remove");
            assertTrue(result.cells().size() > 1);
            RunResult dead = target.plan("dying")
                    .seconds(2)
                    .cell("unload", "broken_no_wait")
                    .expect("crash")
                    .run();
            assertEquals(
                    CellStatus.FAULTED,
                    dead.cells().get(0).status(),
                    dead.cells().get(0).reason());
            race(target, "timer_delete_sync");
        }
    }

    private EngineExecutionResults run(Map<String, String> configuration, Class<?>... classes) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(Arrays.stream(classes).map(type -> selectClass(type)).toArray(DiscoverySelector[]::new))
                .configurationParameters(configuration)
                .outputDirectoryCreator(new OutputDirectoryCreator() {
                    @Override
                    public Path getRootDirectory() {
                        return folder;
                    }

                    @Override
                    public Path createOutputDirectory(TestDescriptor test) throws java.io.IOException {
                        return Files.createDirectories(folder.resolve("attached"));
                    }
                })
                .execute();
    }

    private static List<Throwable> failures(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .map(event -> event.getPayload(TestExecutionResult.class)
                        .orElseThrow()
                        .getThrowable()
                        .orElseThrow())
                .toList();
    }

    /** Returns the names of the machines that the runs were on, and the duration of their boots in ms. */
    private static Map<String, Long> machines(EngineExecutionResults results) {
        Map<String, Long> machines = new HashMap<>();
        results.allEvents().reportingEntryPublished().stream()
                .map(event -> event.getPayload(ReportEntry.class).orElseThrow().getKeyValuePairs())
                .forEach(pairs ->
                        machines.put(pairs.get(RunReport.MACHINE), Long.parseLong(pairs.get(RunReport.BOOT_MS))));
        return machines;
    }

    @Test
    void twelve_tests_on_one_kernel_share_one_boot() {
        RACED_MS.set(0);
        long begun = System.nanoTime();
        EngineExecutionResults results = run(Map.of(), TwelveTests.class);
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertEquals(List.of(), failures(results));
        results.testEvents().assertStatistics(stats -> stats.succeeded(12));
        assertEquals(1, machines(results).size());
        System.out.printf(
                "measured: 12 tests on one kernel took %d ms, of which they raced %d ms; the boot took %s ms%n",
                ms, RACED_MS.get(), machines(results).values());
    }

    @Test
    void four_classes_in_parallel_over_two_kernels_share_two_machines() {
        long begun = System.nanoTime();
        EngineExecutionResults results = run(
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"),
                First.class,
                Second.class,
                Third.class,
                Fourth.class);
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertEquals(List.of(), failures(results));
        results.testEvents().assertStatistics(stats -> stats.succeeded(4));
        assertEquals(2, machines(results).size());
        System.out.printf(
                "measured: 4 classes over 2 kernels took %d ms in %d machines, whose boots took %s ms%n",
                ms, machines(results).size(), machines(results).values());
    }

    @Test
    void a_test_that_times_out_has_the_tasks_of_its_kernel_attached_and_the_next_test_can_race() throws Exception {
        EngineExecutionResults results = run(Map.of(), Slow.class);
        List<Throwable> failures = failures(results);
        assertEquals(1, failures.size(), failures.toString());
        assertTrue(failures.get(0).getMessage().contains("timed out"), failures.toString());
        results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(1));
        try (Stream<Path> files = Files.list(folder.resolve("attached"))) {
            assertEquals(
                    List.of("console.log", "result.json", "tasks.log"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        String tasks = Files.readString(folder.resolve("attached/tasks.log"), StandardCharsets.ISO_8859_1);
        assertTrue(tasks.contains("task:init") || tasks.contains("pid:1 "), tasks);
    }

    @Test
    void a_kernel_that_died_is_booted_again() {
        EngineExecutionResults results = run(Map.of(), Dying.class);
        assertEquals(List.of(), failures(results));
        assertEquals(2, machines(results).size());
    }
}
