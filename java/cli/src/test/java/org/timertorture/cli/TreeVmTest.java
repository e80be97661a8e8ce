// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.app.BisectAnswer;
import org.timertorture.app.Control;
import org.timertorture.app.FinishedRun;
import org.timertorture.app.FinishedSeries;
import org.timertorture.app.RaceRequest;
import org.timertorture.app.SeriesRequest;
import org.timertorture.app.Timertorture;
import org.timertorture.app.Vm;
import org.timertorture.app.Workspace;
import org.timertorture.exit.ExitCode;
import org.timertorture.host.Tool;
import org.timertorture.host.Tool.Output;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelTree;
import org.timertorture.kernel.TreeException;
import org.timertorture.qemu.Acceleration;
import org.timertorture.series.SeriesRow;

/** Builds and races the commits of a tree whose Makefile copies the default kernel instead of compiling one. */
@Tag("vm")
@Tag("slow")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(600)
class TreeVmTest {
    @TempDir
    Path root;

    private Path folder;
    private Timertorture timertorture;
    private Path good;
    private Path bad;

    @BeforeEach
    void makeTree() throws Exception {
        KernelEntry kernel = RealKernel.entry();
        Path headers = Cache.of(System.getenv())
                .headers()
                .resolve(kernel.release())
                .resolve("usr/src/linux-headers-" + kernel.release());
        folder = Files.createDirectories(root.resolve("linux"));
        Files.writeString(folder.resolve("Kconfig"), "");
        Files.writeString(
                folder.resolve("Makefile"),
                String.join(
                        "\n",
                        "allnoconfig:",
                        "\tcp " + headers.resolve(".config") + " $(O)/.config",
                        "bzImage:",
                        "\tsh timer.c",
                        "\tcp -rLf " + headers + "/. $(O)",
                        "\tmkdir -p $(O)/arch/x86/boot $(O)/drivers",
                        "\tcp " + kernel.image() + " $(O)/arch/x86/boot/bzImage",
                        "\tcp " + kernel.folder().resolve("modules") + "/* $(O)/drivers",
                        "modules: bzImage",
                        ""));
        git("init", "-q", "-b", "main");
        commit("true");
        commit("echo timer.c:1: error: wrong; false");
        commit("true # again");
        timertorture = new Timertorture(new Workspace(
                root.resolve("cache"),
                root.resolve("results"),
                Path.of(System.getProperty("timertorture.home")).toAbsolutePath()));
        good = plan("good", "{primitive: timer_delete, scenario: pending}");
        bad = plan("bad", "{primitive: broken_no_wait, scenario: running, expect: pass}");
    }

    private Path plan(String name, String cell) throws Exception {
        return Files.writeString(
                root.resolve(name + ".yaml"), "name: " + name + "\nseconds: 0.5\ncells:\n  - " + cell + "\n");
    }

    private void commit(String text) throws Exception {
        Files.writeString(folder.resolve("timer.c"), text + "\n");
        git("add", "-A");
        git("-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-q", "-m", text);
    }

    private String git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        Output output = Tool.of(command).run();
        assertTrue(output.ok(), output.lines()::toString);
        return String.join("\n", output.lines());
    }

    private RaceRequest race(Path plan) throws Exception {
        return RaceRequest.plan(plan.toString()).on(Vm.DEFAULT.withAcceleration(Acceleration.TCG));
    }

    @Test
    void a_tree_is_raced_under_the_name_of_its_commit_and_one_that_does_not_build_is_skipped() throws Exception {
        KernelEntry entry = timertorture.kernels().build(KernelTree.at(folder), Control.silent());
        assertEquals(git("rev-parse", "--short=12", "HEAD"), entry.name());
        RaceRequest request = RaceRequest.plan(bad.toString())
                .on(Vm.DEFAULT.withAcceleration(Acceleration.TCG).withKernel(entry.name()));
        FinishedRun bad = timertorture.run(request, Control.silent());
        assertEquals(BisectAnswer.BAD, BisectAnswer.of(bad.exit(), bad.result().ending()));

        git("checkout", "-q", "HEAD~1");
        TreeException e = assertThrows(
                TreeException.class, () -> timertorture.kernels().build(KernelTree.at(folder), Control.silent()));
        assertTrue(e.getMessage().contains("timer.c:1: error: wrong"), e.getMessage());
        assertEquals(BisectAnswer.CANNOT_TELL, BisectAnswer.of(e));
    }

    @Test
    void a_series_races_every_commit_that_builds() throws Exception {
        FinishedSeries series = timertorture.series(
                new SeriesRequest(KernelTree.at(folder), "HEAD~2..HEAD", race(good)), Control.silent());
        assertEquals(
                List.of(ExitCode.OK, ExitCode.ENVIRONMENT, ExitCode.OK),
                series.rows().stream().map(SeriesRow::exit).toList(),
                series::toString);
        assertEquals("", git("status", "--porcelain"));
    }
}
