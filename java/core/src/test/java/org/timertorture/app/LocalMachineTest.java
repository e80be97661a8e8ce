// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.host.ThisMachine;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocalMachineTest {
    @TempDir
    private Path root;

    @BeforeEach
    void make() throws Exception {
        write("sys/devices/system/cpu/online", "0,2-7");
        write("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-6\n");
    }

    @Test
    void CPUs_that_this_process_may_not_run_on_are_left_out() throws Exception {
        FreeCpus cpus = FreeCpus.read(new ThisMachine(root));
        assertEquals(List.of(0, 2, 3, 4, 5, 6), List.copyOf(cpus.usable()));
        assertEquals(1, cpus.notes().size());
        assertTrue(
                cpus.notes().get(0).startsWith("leaves out CPU 7 (this process may not run there"),
                cpus.notes()::toString);
    }

    @Test
    void isolated_and_nohz_full_CPUs_are_left_out() throws Exception {
        write("sys/devices/system/cpu/isolated", "2-3\n");
        write("sys/devices/system/cpu/nohz_full", "3-4\n");
        FreeCpus cpus = FreeCpus.read(new ThisMachine(root));
        assertEquals(List.of(0, 5, 6), List.copyOf(cpus.usable()));
        assertTrue(cpus.notes().get(1).startsWith("leaves out CPU 2-3 (isolated)"), cpus.notes()::toString);
        assertTrue(cpus.notes().get(2).startsWith("leaves out CPU 4 (nohz_full)"), cpus.notes()::toString);
    }

    @Test
    void a_kernel_that_isolates_nothing_says_so_in_more_than_one_way() throws Exception {
        write("sys/devices/system/cpu/isolated", "\n");
        write("sys/devices/system/cpu/nohz_full", "  (null)\n");
        assertEquals(6, FreeCpus.read(new ThisMachine(root)).usable().size());
    }

    @Test
    void a_quiet_machine_has_no_signs_of_production() {
        assertEquals(Optional.empty(), ProductionSigns.warning(3_600, 0.9, 2, Set.of()));
    }

    @Test
    void each_sign_of_production_is_named() {
        assertEquals(
                "others may rely on this machine (it has been up for 12 days; its load is 20.5; alice, bob logged in),"
                        + " and a kernel with the bug that you look for may take it down",
                ProductionSigns.warning(12 * 86_400, 20.5, 64, Set.of("bob", "alice"))
                        .orElseThrow());
    }

    private void write(String file, String text) throws Exception {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
