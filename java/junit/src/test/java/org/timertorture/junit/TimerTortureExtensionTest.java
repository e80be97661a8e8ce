// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.timertorture.result.CellResults;
import org.timertorture.result.RunResults;
import org.timertorture.result.Verdict;
import org.timertorture.uapi.Rule;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimerTortureExtensionTest {
    @TempDir
    private Path folder;

    private FakeLaboratory laboratory;

    @BeforeEach
    void fakes() {
        laboratory = new FakeLaboratory(folder);
        WithFakes.laboratory = laboratory;
    }

    // The classes that the inner runs run. Their names do not end in Test, so that Maven does not run them.

    @ExtendWith(WithFakes.class)
    @TimerTorture(kernel = "6.1")
    static class TwoTests {
        @Test
        void one(Target target) {
            assertEquals(FakeLaboratory.KERNEL, target.kernel());
            assertEquals(Verdict.PASS, target.run("quick").verdict());
        }

        @Test
        void two(Target target) {
            target.plan("mine").cell("running", "timer_delete_sync").seconds(2).run();
        }
    }

    @ExtendWith(WithFakes.class)
    @TimerTorture(kernel = "6.1")
    static class TwoMoreTests extends TwoTests {}

    @ExtendWith(WithFakes.class)
    @TimerTorture(kernel = "6.12")
    static class OtherKernel {
        @Test
        void one(Target target) {
            target.run("quick");
        }

        @Test
        @TimerTorture(kernel = "6.12", cpus = 4)
        void with_another_shape(Target target) {
            target.run("quick");
        }
    }

    @ExtendWith(WithFakes.class)
    @TimerTorture(kernel = "6.12")
    static class OtherKernelAgain extends OtherKernel {}

    @ExtendWith(WithFakes.class)
    @TimerTorture(kernel = "6.13")
    static class UnknownKernel {
        @Test
        void never(Target target) {}
    }

    @ExtendWith(WithFakes.class)
    @TimerTorture(kernel = FakeLaboratory.NOT_FETCHED)
    static class MissingKernel {
        @Test
        void never(Target target) {}
    }

    @ExtendWith(WithFakes.class)
    @TimerTorture(kernel = FakeLaboratory.NOT_FETCHED, required = true)
    static class RequiredKernel {
        @Test
        void never(Target target) {}
    }

    @ExtendWith(WithFakes.class)
    @TimerTorture(kernel = "6.1")
    static class Failing {
        @Test
        void one(Target target) {
            target.run("quick");
            fail("as it should");
        }
    }

    @ExtendWith(WithFakes.class)
    @TimerTorture(kernel = "6.1")
    static class Endless {
        @Test
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
        void one(Target target) {
            target.run(
                    target.plan("endless").cell("running", "timer_delete_sync").build());
        }
    }

    @ExtendWith(WithFakes.class)
    static class Parameterized {
        @ParameterizedTest
        @KernelSource({"6.1", "6.12"})
        void on_each_kernel(Target target) {
            target.run("quick");
        }

        @ParameterizedTest
        @KernelSource({"6.1", FakeLaboratory.NOT_FETCHED})
        void on_kernels_of_which_one_is_missing(Target target) {
            target.run("quick");
        }

        @ParameterizedTest
        @PrimitiveSource
        void of_each_primitive(String primitive) {
            assertTrue(primitive.contains("timer"), primitive);
        }

        @ParameterizedTest
        @ScenarioSource(cycles = false)
        void in_each_scenario(String scenario) {
            assertFalse(scenario.equals("unload"), scenario);
        }
    }

    @ExtendWith(WithFakes.class)
    @ParameterizedClass
    @KernelSource
    static class ParameterizedByKernel {
        @Parameter
        private Target target;

        @Test
        void one() {
            target.run("quick");
        }

        @Test
        void two() {
            target.run("floor");
        }
    }

    @ExtendWith(WithFakes.class)
    @EachKernel({"6.1", "6.12", FakeLaboratory.NOT_FETCHED})
    static class OnEachKernel {
        @Test
        void one(Target target) {
            target.run("quick");
        }
    }

    private EngineExecutionResults run(Class<?>... classes) {
        return kit(classes).execute();
    }

    private EngineTestKit.Builder kit(Class<?>... classes) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(Arrays.stream(classes)
                        .map(type -> selectClass(type))
                        .toArray(org.junit.platform.engine.DiscoverySelector[]::new))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .outputDirectoryCreator(new OutputDirectoryCreator() {
                    @Override
                    public Path getRootDirectory() {
                        return folder;
                    }

                    @Override
                    public Path createOutputDirectory(TestDescriptor test) throws java.io.IOException {
                        return Files.createDirectories(folder.resolve("attached"));
                    }
                });
    }

    private static String message(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .map(event -> event.getPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .orElseThrow()
                        .getThrowable()
                        .orElseThrow())
                .map(TimerTortureExtensionTest::whole)
                .reduce("", String::concat);
    }

    private static String whole(Throwable failure) {
        return failure.getMessage() + (failure.getCause() == null ? "" : whole(failure.getCause()));
    }

    private List<String> kernels() {
        return laboratory.boots.stream().map(Machine::kernel).sorted().toList();
    }

    @Test
    void classes_of_one_kernel_share_a_machine_that_is_closed_at_the_end() {
        EngineExecutionResults results = run(TwoTests.class, TwoMoreTests.class);
        results.testEvents().assertStatistics(stats -> stats.succeeded(4).failed(0));
        assertEquals(List.of(FakeLaboratory.KERNEL), kernels());
        assertEquals(4, laboratory.boots.get(0).runs.get());
        assertTrue(laboratory.boots.get(0).closed);
    }

    @Test
    void four_classes_in_parallel_over_two_kernels_share_their_machines() {
        EngineExecutionResults results = kit(
                        TwoTests.class, TwoMoreTests.class, OtherKernel.class, OtherKernelAgain.class)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .execute();
        assertEquals("", message(results));
        results.testEvents().assertStatistics(stats -> stats.succeeded(8).failed(0));
        assertEquals(List.of(FakeLaboratory.KERNEL, FakeLaboratory.OTHER, FakeLaboratory.OTHER), kernels());
        assertEquals(1, laboratory.mostRacing.get(), "a race has all of the two CPUs");
        assertTrue(laboratory.boots.stream().allMatch(machine -> machine.closed));
    }

    @Test
    void a_kernel_that_nobody_knows_fails_the_class_with_the_nearest_names() {
        EngineExecutionResults results = run(UnknownKernel.class);
        results.containerEvents().assertStatistics(stats -> stats.failed(1));
        results.testEvents().assertStatistics(stats -> stats.started(0));
        String message = message(results);
        assertTrue(message.contains("no kernel '6.13' in the store; valid are 6.1.0-56-cloud-amd64, 6.12"), message);
    }

    @Test
    void a_kernel_that_is_missing_skips_the_class_with_the_reason() {
        EngineExecutionResults results = run(MissingKernel.class);
        results.allEvents().assertStatistics(stats -> stats.skipped(1).failed(0));
        String reason = results.allEvents().skipped().stream()
                .map(event -> event.getPayload(String.class).orElseThrow())
                .findFirst()
                .orElseThrow();
        assertTrue(reason.contains("timertorture kernel fetch trixie"), reason);
    }

    @Test
    void a_missing_QEMU_skips_the_tests_and_is_asked_for_once() {
        laboratory.missing = Optional.of("cannot start a VM: no qemu-system-x86_64");
        run(TwoTests.class)
                .testEvents()
                .assertStatistics(stats -> stats.skipped(2).failed(0));
        assertEquals(List.of(), kernels());
    }

    @Test
    void a_missing_kernel_that_is_required_fails_the_class() {
        run(RequiredKernel.class).containerEvents().assertStatistics(stats -> stats.failed(1));
        EngineExecutionResults results = kit(MissingKernel.class)
                .configurationParameter(TimerTorture.REQUIRED_PARAMETER, "true")
                .execute();
        results.containerEvents().assertStatistics(stats -> stats.failed(1));
    }

    @Test
    void a_kernel_that_died_is_booted_again_for_the_next_test() {
        laboratory.crash();
        run(TwoTests.class);
        assertEquals(List.of(FakeLaboratory.KERNEL, FakeLaboratory.KERNEL), kernels());
    }

    @Test
    void a_failed_test_has_its_console_result_and_tasks_attached() throws Exception {
        run(Failing.class).testEvents().assertStatistics(stats -> stats.failed(1));
        assertEquals(List.of("console.log", "result.json", "tasks.log"), attached());
        assertEquals("task:timertorture state:R\n", Files.readString(folder.resolve("attached/tasks.log")));
    }

    @Test
    void a_test_that_succeeds_has_nothing_attached() throws Exception {
        run(TwoTests.class);
        assertFalse(Files.exists(folder.resolve("attached")));
    }

    @Test
    void a_timeout_lists_the_tasks_while_the_kernel_still_races() throws Exception {
        EngineExecutionResults results = run(Endless.class);
        results.testEvents().assertStatistics(stats -> stats.failed(1));
        assertTrue(message(results).contains("timed out after 200 milliseconds"), message(results));
        assertEquals(List.of("console.log", "result.json", "tasks.log"), attached());
    }

    private List<String> attached() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("attached"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void sources_give_kernels_primitives_and_scenarios() {
        EngineExecutionResults results = run(Parameterized.class);
        assertEquals("", message(results));
        results.testEvents().assertStatistics(stats -> stats.aborted(1).failed(0));
        assertEquals(List.of(FakeLaboratory.KERNEL, FakeLaboratory.OTHER), kernels());
        assertTrue(results.testEvents().succeeded().count() > 20);
    }

    @Test
    void a_parameterized_class_runs_on_each_kernel_of_the_store_and_reports_each_run() {
        EngineExecutionResults results = run(ParameterizedByKernel.class);
        assertEquals("", message(results));
        results.testEvents().assertStatistics(stats -> stats.succeeded(4));
        assertEquals(4, entries(results).size());
        assertEquals(List.of(FakeLaboratory.KERNEL, FakeLaboratory.OTHER), kernels());
    }

    @Test
    void a_class_runs_once_for_each_kernel_and_is_skipped_where_it_is_missing() {
        EngineExecutionResults results = run(OnEachKernel.class);
        assertEquals("", message(results));
        results.testEvents().assertStatistics(stats -> stats.succeeded(2).failed(0));
        assertTrue(results.allEvents().skipped().count() == 1);
        assertEquals(List.of(FakeLaboratory.KERNEL, FakeLaboratory.OTHER), kernels());
        assertEquals(
                List.of("OnEachKernel.one 6.1", "OnEachKernel.one 6.12"),
                entries(results).stream()
                        .map(entry -> entry.getKeyValuePairs().get(RunReport.TEST))
                        .toList());
    }

    private static List<org.junit.platform.engine.reporting.ReportEntry> entries(EngineExecutionResults results) {
        List<org.junit.platform.engine.reporting.ReportEntry> entries = new ArrayList<>();
        results.allEvents().reportingEntryPublished().stream()
                .map(Event::getPayload)
                .map(payload -> (org.junit.platform.engine.reporting.ReportEntry) payload.orElseThrow())
                .forEach(entries::add);
        return entries;
    }

    @Test
    void one_table_at_the_end_has_all_runs_and_counts_the_machines() {
        EngineExecutionResults results = run(TwoTests.class, OtherKernel.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RunTable table = new RunTable(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        entries(results).forEach(entry -> table.reportingEntryPublished(null, entry));
        table.testPlanExecutionFinished(null);
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(
                "test                            kernel                     plan   verdict  cells    races  trust",
                lines.get(0));
        assertTrue(
                lines.contains(
                        "TwoTests.one                    6.1.0-56-cloud-amd64       quick  PASS         1  200,000  ok"),
                lines.toString());
        assertEquals("4 runs in 3 virtual machines, which booted in 4.5 s", lines.get(lines.size() - 1));
    }

    @Test
    void a_plan_builder_refuses_names_and_values_where_they_are_given() throws Exception {
        Machines machines = new Machines(laboratory, 2);
        Target target = Target.of(machines, new MachineKey(FakeLaboratory.KERNEL, 2, 1, ""));
        PlanBuilder plan = target.plan("mine");
        refused("has no scenario \"runing\"; did you mean running", () -> plan.cell("runing", "timer_delete"));
        refused("has no primitive \"timer_delet\"", () -> plan.cell("running", "timer_delet"));
        refused("align", () -> plan.cell("running", "timer_delete").align("chace"));
        refused("rule", () -> target.plan("b").cell("running", "timer_delete").expect("fail(no-such-rule)"));
        refused(
                "handler",
                () -> target.plan("c").cell("running", "timer_delete").handler("soon"));
        refused("seconds", () -> target.plan("d").seconds(-1));
        refused("letters", () -> target.plan("../e"));
        refused("haste", () -> target.plan("f").cell("running", "timer_delete").set("haste", 1));
        machines.close();
    }

    private static void refused(String expected, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(PlanRefusedException.class, call).getMessage();
        assertTrue(message.contains(expected), message);
        assertFalse(message.contains("line "), message);
    }

    @Test
    void a_plan_that_was_built_is_kept_as_a_file_that_the_command_line_can_race() throws Exception {
        Machines machines = new Machines(laboratory, 2);
        Target target = Target.of(machines, new MachineKey(FakeLaboratory.KERNEL, 2, 1, ""));
        var plan = target.plan("mine")
                .seconds(3)
                .cell("rearm", "timer_delete_sync", "del_timer_sync")
                .handler("500ns")
                .expect("any")
                .cell("pending", "timer_delete")
                .placement("local")
                .build();
        machines.close();
        assertEquals(3, plan.seconds());
        assertEquals(2, plan.cells().size());
        assertTrue(Files.isRegularFile(Path.of(plan.source())), plan.source());
        assertEquals(plan, org.timertorture.plan.Plans.load(plan.source()));
    }

    @Test
    void a_violation_is_told_by_the_result_and_not_by_an_exception() {
        laboratory.result = () -> RunResults.of(CellResults.good().violated(Rule.NO_RUN_AFTER_SYNC));
        EngineExecutionResults results = run(OtherKernel.class);
        results.testEvents().assertStatistics(stats -> stats.succeeded(2));
    }
}
