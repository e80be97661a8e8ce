// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.app.Control;
import org.timertorture.app.Timertorture;
import org.timertorture.app.Workspace;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.qemu.MachineShape;

/**
 * Random calls of the device, see {@code native/src/test/c/guest/fuzz.c}. {@code scripts/fuzz} sets the properties for a
 * longer run.
 */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FuzzTest {
    private static final String CALLS = System.getProperty("fuzz.calls", "20000");
    private static final String SEED = System.getProperty("fuzz.seed", "1");
    private static final Optional<String> KERNEL = Optional.ofNullable(System.getProperty("fuzz.kernel"));
    private static final Duration LIMIT = Duration.ofSeconds(Long.getLong("fuzz.seconds", 300));

    private static void fuzz(boolean unsafe, Path folder) throws Exception {
        RealKernel.nameCheckout();
        KernelEntry kernel =
                new Timertorture(Workspace.ofThisProcess()).kernels().usable(KERNEL, Control.silent());
        List<String> arguments = new ArrayList<>(List.of("--seed", SEED, "--calls", CALLS));
        if (unsafe) {
            arguments.add("--unsafe");
        }
        GuestProgram.Console console = new GuestProgram("fuzz", unsafe ? "unsafe=1" : "unsafe=0", arguments)
                .run(kernel, new MachineShape(4, 1), folder, LIMIT);
        assertEquals(List.of(), KernelComplaints.in(console.lines()), console::tail);
        assertTrue(console.says("fuzz: 0 problems"), console::tail);
        console.lines().stream().filter(line -> line.startsWith("fuzz: ")).forEach(System.out::println);
    }

    @Test
    void without_unsafe_no_call_harms_the_kernel(@TempDir Path folder) throws Exception {
        fuzz(false, folder);
    }

    @Test
    @Tag("slow")
    void with_unsafe_no_call_harms_it_that_is_not_made_for_that(@TempDir Path folder) throws Exception {
        fuzz(true, folder);
    }
}
