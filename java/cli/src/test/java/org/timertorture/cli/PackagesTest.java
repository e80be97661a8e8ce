// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.CellExpander;
import org.timertorture.plan.Plan;

/** Guards the direction in which data flows: plan, run, device, records, result, judge, report. */
@AnalyzeClasses(packages = "org.timertorture", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
    private static final String ROOT = "org.timertorture.";

    /** The packages that each package may use. A package that is new needs a line here. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            // Plain values and what describes them.
            entry("words", Set.of()),
            entry("exit", Set.of()),
            entry("progress", Set.of()),
            entry("uapi", Set.of()),
            entry("plan", Set.of("exit", "uapi", "words")),
            entry("grade", Set.of("plan", "uapi")),
            entry("explain", Set.of("grade", "plan", "uapi")),
            entry("result", Set.of("exit", "grade", "plan", "uapi", "words")),
            // The machine: kernels, the module, virtual machines, the device.
            entry("host", Set.of("words")),
            entry("git", Set.of("exit", "host")),
            entry("ssh", Set.of("exit", "host", "plan")),
            entry("slurm", Set.of("exit", "host")),
            entry("stalls", Set.of("uapi")),
            entry("device", Set.of("uapi", "words")),
            entry("kernel", Set.of("exit", "host", "plan", "progress")),
            entry("debian", Set.of("host", "kernel", "plan", "progress", "words")),
            entry("build", Set.of("debian", "exit", "host", "kernel", "progress")),
            entry("qemu", Set.of("device", "host", "kernel", "progress")),
            entry("store", Set.of("build", "debian", "exit", "git", "host", "kernel", "plan", "progress", "qemu")),
            entry(
                    "session",
                    Set.of("device", "exit", "host", "kernel", "progress", "qemu", "result", "ssh", "uapi", "words")),
            // From the device to the reader.
            entry(
                    "run",
                    Set.of(
                            "console",
                            "device",
                            "grade",
                            "host",
                            "judge",
                            "plan",
                            "progress",
                            "result",
                            "session",
                            "stalls",
                            "stats",
                            "uapi",
                            "words")),
            entry("console", Set.of("grade", "result", "uapi")),
            entry("stats", Set.of("result", "uapi", "words")),
            entry("judge", Set.of("exit", "plan", "result", "stats", "uapi", "words")),
            entry("matrix", Set.of("exit", "judge", "result", "stats", "uapi")),
            entry("compare", Set.of("exit", "result", "stats", "uapi")),
            entry("finding", Set.of("result", "uapi")),
            entry("shrink", Set.of("exit", "plan", "result", "uapi")),
            entry("series", Set.of("exit", "judge", "result")),
            entry("predict", Set.of("grade", "plan", "result", "stats", "uapi")),
            entry("json", Set.of("compare", "host", "matrix", "plan", "result", "uapi", "words")),
            entry(
                    "report",
                    Set.of(
                            "compare", "exit", "explain", "grade", "judge", "matrix", "plan", "predict", "result",
                            "series", "shrink", "stats", "uapi", "words")),
            entry(
                    "html",
                    Set.of("compare", "exit", "grade", "json", "judge", "matrix", "report", "result", "stats", "uapi")),
            entry("format", Set.of("compare", "exit", "judge", "plan", "result", "stats", "uapi")),
            entry("archive", Set.of("format", "host", "json", "matrix", "plan", "predict", "result", "slurm", "words")),
            // The way in, and the command line, which has what the way in shows of other packages.
            entry(
                    "app",
                    Set.of(
                            "archive",
                            "build",
                            "compare",
                            "device",
                            "exit",
                            "explain",
                            "finding",
                            "format",
                            "git",
                            "grade",
                            "host",
                            "html",
                            "json",
                            "kernel",
                            "matrix",
                            "plan",
                            "predict",
                            "progress",
                            "qemu",
                            "result",
                            "run",
                            "series",
                            "session",
                            "shrink",
                            "slurm",
                            "ssh",
                            "store",
                            "uapi",
                            "words")),
            entry(
                    "cli",
                    Set.of(
                            "app",
                            "compare",
                            "exit",
                            "explain",
                            "format",
                            "grade",
                            "json",
                            "kernel",
                            "matrix",
                            "plan",
                            "predict",
                            "progress",
                            "qemu",
                            "report",
                            "result",
                            "shrink",
                            "slurm",
                            "store",
                            "uapi",
                            "words")));

    @ArchTest
    static void each_package_uses_only_those_before_it(JavaClasses classes) {
        MAY_USE.forEach((user, used) -> {
            String[] forbidden = MAY_USE.keySet().stream()
                    .filter(other -> !other.equals(user) && !used.contains(other))
                    .map(other -> ROOT + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + user + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .because(user + " may use " + new TreeSet<>(used) + " only")
                    .check(classes);
        });
    }

    @ArchTest
    static void every_package_has_its_line(JavaClasses classes) {
        Set<String> found = classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()).split("\\.")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(MAY_USE.keySet()), found);
    }

    /** All others bind the cells that it made. */
    @ArchTest
    static final ArchRule only_one_class_expands_plans = noClasses()
            .that()
            .doNotHaveSimpleName("PreparedRun")
            .should()
            .callMethod(CellExpander.class, "expand", Plan.class, Catalogue.class, long.class);

    @ArchTest
    static final ArchRule there_is_no_circle =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_device_calls_native_code = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "device..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    /** QEMU's command and process are not public; host runs all other programs, but for one whose output is binary. */
    @ArchTest
    static final ArchRule only_qemu_starts_machines = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "qemu..", ROOT + "host..")
            .and()
            .doNotHaveSimpleName("ModuleFile")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class);

    @ArchTest
    static final ArchRule only_the_command_line_has_options = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");
}
