// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.json.Json;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.plan.KernelArguments;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.Progress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.NodeDistance;

/**
 * Tests which rows a matrix has, and which changes keep it from being resumed. Modules are never built here, so the
 * rows report that.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MatrixPreparationTest {
    private static final String OLD = "5.10.0-46-cloud-amd64";
    private static final String NEW = "6.1.0-56-cloud-amd64";

    @TempDir
    private Path root;

    private StoredKernels kernels;
    private Path plan;

    @BeforeEach
    void fill() throws Exception {
        kernels = new StoredKernels(root).with(OLD, "bullseye", "cloud").with(NEW, "bookworm", "cloud");
        plan = Files.writeString(
                root.resolve("mine.yaml"), "seconds: 2\ncells:\n  - {primitive: 'null', scenario: pending}\n");
    }

    private MatrixPreparation preparation() {
        return new MatrixPreparation(new Workspace(root, root.resolve("results"), root), kernels.store());
    }

    private MatrixRequest request(String... names) {
        return new MatrixRequest(plan.toString(), List.of(names)).withAcceleration(Acceleration.TCG);
    }

    private PreparedMatrix begin(MatrixRequest request) throws Exception {
        return preparation().begin(CheckedMatrix.of(request), Progress.SILENT);
    }

    private PreparedMatrix begin(String... names) throws Exception {
        return begin(request(names));
    }

    private String refusal(MatrixState state) {
        return assertThrows(PlanException.class, () -> preparation().resume(state, root, Progress.SILENT))
                .getMessage();
    }

    @Test
    void rows_are_kernels_by_shapes() throws Exception {
        MatrixState state = begin(new MatrixRequest(
                        plan.toString(),
                        List.of("6.1", "5.10"),
                        List.of(),
                        List.of(2, 4),
                        List.of(),
                        List.of(),
                        List.of(),
                        3,
                        Optional.of(Acceleration.TCG),
                        RaceSettings.DEFAULT.withSeed(7)))
                .state();
        assertEquals(
                List.of(NEW + "/2x1", NEW + "/4x1", OLD + "/2x1", OLD + "/4x1"),
                state.rows().stream().map(row -> row.id()).toList());
        assertEquals(12, state.runs().size());
        assertEquals(7, state.seed());
        assertEquals("tcg", state.accel());
        assertEquals(2, state.plan().seconds());
        assertEquals(plan.toString(), state.planLocation());
    }

    @Test
    void arguments_of_the_kernel_make_rows_of_their_own() throws Exception {
        PreparedMatrix prepared = begin(new MatrixRequest(
                plan.toString(),
                List.of("6.1"),
                List.of(),
                List.of(2),
                List.of(),
                List.of(),
                List.of(KernelArguments.NONE, KernelArguments.parse("threadirqs  isolcpus=1")),
                1,
                Optional.of(Acceleration.TCG),
                RaceSettings.DEFAULT));
        List<MatrixRun> runs = prepared.state().runs();
        assertEquals(
                List.of(NEW + "/2x1", NEW + "/2x1 threadirqs isolcpus=1"),
                runs.stream().map(run -> run.row().id()).toList());
        assertFalse(append(prepared, runs.get(0)).contains("threadirqs"));
        assertTrue(append(prepared, runs.get(1)).endsWith(" threadirqs isolcpus=1"), () -> runs.toString());
    }

    @Test
    void distances_between_nodes_are_those_of_every_run_and_outlast_an_interruption() throws Exception {
        MatrixRequest request = new MatrixRequest(
                plan.toString(),
                List.of("6.1"),
                List.of(),
                List.of(4),
                List.of(4),
                List.of(NodeDistance.parse("0,3=77")),
                List.of(),
                1,
                Optional.of(Acceleration.TCG),
                RaceSettings.DEFAULT);
        MatrixState state = Json.MAPPER.readValue(
                Json.MAPPER.writeValueAsBytes(begin(request).state()), MatrixState.class);
        PreparedMatrix resumed = preparation().resume(state, root, Progress.SILENT);
        try (PreparedRun run = resumed.run(state.runs().get(0))) {
            List<String> command = run.schedule().command();
            assertTrue(command.contains("dist,src=0,dst=3,val=77"), command::toString);
            assertTrue(command.contains("dist,src=3,dst=0,val=77"), command::toString);
        }
    }

    private static String append(PreparedMatrix prepared, MatrixRun run) throws Exception {
        try (PreparedRun one = prepared.run(run)) {
            List<String> command = one.schedule().command();
            return command.get(command.indexOf("-append") + 1);
        }
    }

    @Test
    void kernels_of_one_release_are_rows_of_their_own() throws Exception {
        kernels.own("before", "6.12.9", "i0").own("after", "6.12.9", "i1");
        MatrixState state = begin("before", "after", "bookworm").state();
        assertEquals(
                List.of("before/2x1", "after/2x1", NEW + "/2x1"),
                state.rows().stream().map(row -> row.id()).toList());
        kernels.own("after", "6.12.9", "i2");
        String message = refusal(state);
        assertTrue(message.contains("after was fetched or added anew") && !message.contains("before"), message);
    }

    @Test
    void a_module_that_cannot_be_built_does_not_stop_the_others() throws Exception {
        PreparedMatrix prepared = begin("all");
        assertTrue(
                prepared.kernels().get(OLD).failure().orElseThrow().getMessage().contains("no source of the module"));
    }

    @Test
    void an_unchanged_matrix_is_resumed() throws Exception {
        MatrixState state = begin("all").state();
        assertEquals(state, preparation().resume(state, root, Progress.SILENT).state());
    }

    @Test
    void every_change_is_named() throws Exception {
        MatrixState state = begin("all").state();
        Files.writeString(plan, Files.readString(plan) + "# and more\n");
        kernels.with(NEW, "bookworm", "cloud", "c1");
        Files.delete(root.resolve("kernels").resolve(OLD).resolve("manifest.json"));
        String message = refusal(state);
        assertTrue(message.contains("the plan " + plan + " changed"), message);
        assertTrue(message.contains("the configuration of " + NEW + " changed"), message);
        assertTrue(message.contains(OLD + " is not in the store any more"), message);
        assertTrue(message.contains("begin a new matrix"), message);
    }

    @Test
    void a_missing_plan_is_named() throws Exception {
        MatrixState state = begin("all").state();
        Files.delete(plan);
        assertTrue(refusal(state).contains("there is no file " + plan));
    }
}
