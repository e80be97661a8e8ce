// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.app.Control;
import org.timertorture.app.Timertorture;
import org.timertorture.app.Workspace;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.result.EndingKind;
import org.timertorture.result.RunResult;
import org.timertorture.result.TrustLevel;

/** Fetches a kernel of arm64 and races in it, on a host of any architecture that QEMU emulates arm64 on. */
@Tag("vm")
@Tag("slow")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(600)
class Arm64VmTest {
    private static KernelEntry kernel;

    @TempDir
    Path folder;

    @BeforeAll
    static void fetch() throws Exception {
        RealKernel.nameCheckout();
        kernel = new Timertorture(Workspace.ofThisProcess())
                .kernels()
                .fetch(KernelRequest.parse("bookworm:cloud-arm64"), false, Control.silent());
    }

    private CommandLineRun race(String cells) throws Exception {
        Path plan = Files.writeString(folder.resolve("arm64.yaml"), "name: arm64\nseconds: 6\n" + cells);
        return CommandLineRun.of(folder, "run", plan.toString(), "--kernel", kernel.name());
    }

    @Test
    void the_calls_are_raced_and_a_planted_defect_is_caught() throws Exception {
        CommandLineRun run = race("oracle: true\n"
                + "cells: [{primitive: [timer_delete_sync, try_to_del_timer_sync], scenario: running}]\n");
        RunResult result = run.result().orElseThrow();
        assertEquals(0, run.exit(), run.said());
        assertTrue(result.environment().kernelRelease().endsWith("-arm64"), run.said());
        assertEquals("cntvct", result.environment().clock().name());
        assertEquals(16, result.environment().clock().tickNs(), 0.1);
        assertTrue(run.out().contains("The clock, cntvct, ticks every 16 ns."), run.said());
        assertEquals(result.oracle().planted(), result.oracle().seen(), run.said());
        assertEquals(TrustLevel.DEGRADED, result.trust().verdict().level(), run.said());
        assertTrue(
                result.trust().verdict().reasons().get(0).startsWith("weak memory ordering was not exercised"),
                run.said());
    }

    @Test
    void an_oops_is_found_on_its_console() throws Exception {
        CommandLineRun run = race("cells: [{primitive: broken_no_wait, scenario: running, inject: oops}]\n");
        assertEquals(4, run.exit(), run.said());
        assertEquals(EndingKind.OOPS, run.result().orElseThrow().ending().kind(), run.said());
    }
}
