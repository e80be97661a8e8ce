// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuAffinityTest {

    @Test
    void theAllowedCpusAreReadFromTheStatus() {
        assertEquals(
                List.of(0, 2, 3, 4, 9),
                CpuAffinity.allowed("Cpus_allowed:\t21d\nCpus_allowed_list:\t0,2-4,9\nMems_allowed_list:\t0-1\n"));
        assertEquals(List.of(), CpuAffinity.allowed(""));
    }

    @Test
    void theThreadsOfVirtualCpusAreKnownByTheirNames(@TempDir Path tasks) throws Exception {
        thread(tasks, "100", "qemu-system-x86");
        thread(tasks, "101", "CPU 0/TCG");
        thread(tasks, "102", "CPU 11/KVM");
        thread(tasks, "103", "worker");
        assertEquals(Map.of(0, 101L, 11, 102L), CpuAffinity.threads(tasks));
    }

    private static void thread(Path tasks, String id, String name) throws Exception {
        Files.createDirectories(tasks.resolve(id));
        Files.writeString(tasks.resolve(id).resolve("comm"), name + "\n");
    }
}
