// SPDX-License-Identifier: Apache-2.0
package org.timertorture.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With programs that stand in for Slurm's. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SlurmTest {
    @TempDir
    private Path folder;

    @Test
    void an_error_among_the_partitions_is_no_partition() throws Exception {
        program("sinfo", """
                echo 'sinfo: error: a|b|c'
                echo 'timertorture|lab*|NO'
                echo 'timertorture|old|FORCE:4'
                echo 'timertorture|old|FORCE:4'
                """);
        assertEquals(
                List.of(new SlurmPartition("lab", true, "NO"), new SlurmPartition("old", false, "FORCE:4")),
                slurm().partitions());
    }

    @Test
    void only_a_partition_that_forces_more_than_one_job_on_a_node_shares_it() {
        assertTrue(new SlurmPartition("p", false, "FORCE:4").sharesNodes());
        assertFalse(new SlurmPartition("p", false, "FORCE:1").sharesNodes());
        assertFalse(new SlurmPartition("p", false, "YES:4").sharesNodes());
    }

    @Test
    void tasks_are_read_with_their_state_node_and_reason() throws Exception {
        program("squeue", """
                echo 'timertorture|7|1|RUNNING|node1|None'
                echo 'timertorture|7|2|PENDING||Resources'
                echo 'timertorture|7|3|NODE_FAIL|node3|NonZeroExitCode'
                echo 'timertorture|8|N/A|PENDING||None'
                """);
        List<SlurmTask> tasks = slurm().tasks("name");
        assertEquals(
                List.of(
                        new SlurmTask(7, 1, "RUNNING", "node1", "None"),
                        new SlurmTask(7, 2, "PENDING", "", "Resources"),
                        new SlurmTask(7, 3, "NODE_FAIL", "node3", "NonZeroExitCode")),
                tasks);
        assertFalse(tasks.get(0).ended() || tasks.get(0).waiting());
        assertTrue(tasks.get(1).waiting());
        assertTrue(tasks.get(2).ended());
    }

    @Test
    void a_job_asks_for_whole_nodes_and_its_number_is_found_among_warnings() throws Exception {
        program("sbatch", """
                printf '%s\\n' "$@" >"$0.arguments"
                echo 'sbatch: error: something harmless'
                echo '4711;cluster'
                """);
        assertEquals(
                4711,
                slurm().submit(
                                new SlurmQueue("lab", null),
                                "name",
                                List.of(1, 3),
                                folder,
                                Path.of("job.sh"),
                                "%a.log"));
        List<String> arguments = Files.readAllLines(folder.resolve("sbatch.arguments"));
        assertTrue(arguments.containsAll(List.of("--exclusive", "--no-requeue", "--array=1,3", "--partition=lab")));
        assertEquals("job.sh", arguments.get(arguments.size() - 1));
    }

    @Test
    void a_job_that_is_refused_is_told_in_the_words_of_sbatch() throws Exception {
        program("sbatch", "echo 'sbatch: error: Invalid feature specification' >&2; exit 1");
        SlurmException e = assertThrows(
                SlurmException.class,
                () -> slurm().submit(
                                new SlurmQueue(null, "huge"), "name", List.of(1), folder, Path.of("job.sh"), "%a.log"));
        assertTrue(e.getMessage().contains("refuses the job"), e.getMessage());
        assertTrue(e.getMessage().contains("Invalid feature specification"), e.getMessage());
    }

    @Test
    void the_largest_index_is_one_below_the_size_of_an_array() throws Exception {
        program("scontrol", "echo 'MaxArraySize            = 1001'");
        assertEquals(OptionalInt.of(1000), slurm().largestIndex());
    }

    @Test
    void a_machine_without_slurm_is_named() {
        SlurmException e = assertThrows(SlurmException.class, () -> slurm().partitions());
        assertTrue(e.getMessage().startsWith("there is no sinfo here"), e.getMessage());
    }

    private Slurm slurm() {
        return new Slurm(folder);
    }

    private void program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
