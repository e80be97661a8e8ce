// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.host.Tool;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.qemu.MachineShape;

/** A known finding of the default kernel, written for its maintainers, and shown again by a module that needs nothing of ours. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(400)
class FindingVmTest {
    private static final String ID = "mod-timer-leaves-an-expiring-timer";
    private static final int TRIES = 5;
    private static final String SECONDS = "5";
    private static final Duration LIMIT = Duration.ofSeconds(100);

    private final Captured captured = new Captured();

    @BeforeAll
    static void nameCheckout() {
        RealKernel.nameCheckout();
    }

    private void run(String... arguments) {
        assertEquals(0, captured.run(arguments), () -> captured.out() + captured.err());
    }

    /** On a busy host a few seconds may pass without the finding. */
    private void find(String... replay) {
        int status = 1;
        for (int i = 0; i < TRIES && status == 1; i++) {
            status = captured.run(replay);
        }
        assertEquals(0, status, () -> captured.out() + captured.err());
    }

    private static GuestProgram.Console load(KernelEntry kernel, Path folder, int number) throws Exception {
        Path guest = Files.createDirectory(folder.resolve("guest-" + number));
        GuestProgram.Console console = new GuestProgram("load", "", List.of("/reproducer.ko", "reproducer", SECONDS))
                .with("/reproducer.ko", folder.resolve("reproducer.ko"))
                .run(kernel, new MachineShape(3, 1), guest, LIMIT);
        assertTrue(console.says("load: done"), console.tail());
        return console;
    }

    private static boolean shown(GuestProgram.Console console) {
        return console.lines().stream()
                .anyMatch(line -> line.matches(".*reproducer: a handler began \\d+ jiffies early"));
    }

    @Test
    void the_letter_says_all_and_the_module_shows_it_alone(@TempDir Path folder) throws Exception {
        Path result = folder.resolve("result.json");
        Path module = folder.resolve("reproducer.c");
        KernelEntry kernel = RealKernel.entry();
        find("replay", ID, "--kernel", kernel.release(), "--seconds", "3", "--json", result.toString());
        run("finding", result.toString(), "--module", module.toString());
        String letter = captured.out();
        for (String part : List.of(
                "() breaks not-early in remod",
                "Where\n  Kernel 6.1",
                "What is promised\n  \"Start @timer to expire at @timer->expires in the future.\"",
                "What happened\n",
                "CPU 0",
                "Why\n  mod_timer() returns 1",
                "How often\n",
                "Kernels\n  6.1",
                "To reproduce it\n  timertorture replay " + ID + " --seed ",
                module.toString())) {
            assertTrue(letter.contains(part), () -> part + " is missing in\n" + letter);
        }

        build(kernel, folder);
        GuestProgram.Console console = load(kernel, folder, 0);
        for (int i = 1; i < TRIES && !shown(console); i++) {
            console = load(kernel, folder, i);
        }
        assertTrue(shown(console), console.tail());
        assertEquals(List.of(), KernelComplaints.in(console.lines()));
    }

    private static void build(KernelEntry kernel, Path folder) throws Exception {
        Files.writeString(folder.resolve("Kbuild"), "obj-m := reproducer.o\n");
        Path headers = Cache.of(System.getenv())
                .headers()
                .resolve(kernel.release())
                .resolve("usr/src/linux-headers-" + kernel.release());
        Tool.Output made = Tool.of(List.of(
                        "make",
                        "-C",
                        headers.toString(),
                        "M=" + folder,
                        "CC=gcc",
                        "W=1",
                        "KCFLAGS=-Werror",
                        "CONFIG_DEBUG_INFO_BTF_MODULES=",
                        "modules"))
                .within(LIMIT)
                .run();
        assertTrue(made.ok(), made::toString);
    }
}
