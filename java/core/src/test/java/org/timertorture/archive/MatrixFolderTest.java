// SPDX-License-Identifier: Apache-2.0
package org.timertorture.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.host.WholeFile;
import org.timertorture.json.MatrixWriter;
import org.timertorture.json.ResultReader;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.matrix.MatrixStates;
import org.timertorture.plan.PlanException;
import org.timertorture.result.CellResults;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.result.Schema;
import org.timertorture.result.SchemaException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MatrixFolderTest {
    private static final Ownership MINE = Ownership.of(Map.of(), false);
    private static final RunResult GOOD = RunResults.of(CellResults.good());

    @TempDir
    private Path root;

    private final MatrixState state = MatrixStates.of(2, "A", "B");
    private final List<MatrixRun> runs = state.runs();

    private static void ran(MatrixFolder folder, MatrixRun run) throws IOException {
        folder.begin(run).write(GOOD, Optional.empty());
        folder.done(run, MatrixStates.ended(run, GOOD.exit()));
    }

    @Test
    void a_reopened_folder_has_what_was_written() throws Exception {
        Path path;
        try (MatrixFolder folder = MatrixFolder.make(root, state, MINE)) {
            path = folder.path();
            ran(folder, runs.get(0));
        }
        assertEquals(root.resolve("matrix-20261123T093425Z-quick"), path);
        try (MatrixFolder again = MatrixFolder.open(path, MINE)) {
            assertEquals(state, again.state());
            assertEquals(runs.subList(1, 4), again.missing());
            assertEquals(1, again.grid().runs());
            assertEquals(
                    MatrixStates.ended(runs.get(0), 0),
                    again.outcome(runs.get(0)).orElseThrow());
        }
    }

    @Test
    void an_interrupted_run_is_not_done_and_starts_again() throws Exception {
        try (MatrixFolder folder = MatrixFolder.make(root, state, MINE)) {
            ResultFolder half = folder.begin(runs.get(0));
            half.write(GOOD, Optional.empty());
            Files.writeString(half.path().resolve(".outcome.json.4711"), "{\"number\": 1, \"ro");
            assertEquals(runs, folder.missing());
            assertEquals(0, folder.grid().runs());

            ResultFolder fresh = folder.begin(runs.get(0));
            try (Stream<Path> files = Files.list(fresh.path())) {
                assertEquals(List.of(), files.toList());
            }
            folder.drop(runs.get(0));
            assertFalse(Files.exists(fresh.path()));
        }
    }

    @Test
    void only_one_process_can_open_a_folder() throws Exception {
        try (MatrixFolder folder = MatrixFolder.make(root, state, MINE)) {
            folder.grid();
            String message = assertThrows(
                            MatrixFolder.InUseException.class, () -> MatrixFolder.open(folder.path(), MINE))
                    .getMessage();
            assertTrue(message.contains("at work on " + folder.path()), message);
            assertTrue(MatrixFolder.latestUnfinished(root, MINE).isEmpty());
        }
    }

    @Test
    void the_latest_unfinished_matrix_is_found() throws Exception {
        assertTrue(MatrixFolder.latestUnfinished(root.resolve("none"), MINE).isEmpty());
        Path first;
        try (MatrixFolder older = MatrixFolder.make(root, state, MINE);
                MatrixFolder whole = MatrixFolder.make(root, state, MINE)) {
            first = older.path();
            for (MatrixRun run : runs) {
                ran(whole, run);
            }
        }
        try (MatrixFolder found = MatrixFolder.latestUnfinished(root, MINE).orElseThrow()) {
            assertEquals(first, found.path());
        }
    }

    @Test
    void a_folder_without_a_matrix_is_refused() throws Exception {
        assertTrue(assertThrows(PlanException.class, () -> MatrixFolder.open(root, MINE))
                .getMessage()
                .contains("is no folder of a matrix"));
        Files.writeString(root.resolve("matrix.json"), "{\"schema\": \"timerto");
        assertTrue(assertThrows(PlanException.class, () -> MatrixFolder.open(root, MINE))
                .getMessage()
                .contains("cannot be read: it is not JSON"));
        Files.writeString(root.resolve("matrix.json"), "{\"schema\": \"timertorture/3.0\"}");
        assertThrows(SchemaException.class, () -> MatrixFolder.open(root, MINE));
    }

    @Test
    void the_JSON_has_every_run_and_those_without_a_result() throws Exception {
        Path json = root.resolve("out.json");
        try (MatrixFolder folder = MatrixFolder.make(root, state, MINE)) {
            ran(folder, runs.get(0));
            folder.begin(runs.get(1));
            folder.done(runs.get(1), MatrixStates.refused(runs.get(1), "the module does not load"));
            new MatrixWriter(folder).write(3, 12.5, json);
        }
        ObjectMapper mapper = new ObjectMapper();
        JsonNode tree = mapper.readTree(json.toFile());
        assertEquals("matrix", tree.get("kind").asText());
        assertEquals(Schema.CURRENT, tree.get("schema").asText());
        assertEquals(3, tree.get("exit").asInt());
        assertFalse(tree.get("complete").asBoolean());
        assertEquals("a processor", tree.at("/environment/host/model").asText());
        assertEquals("5ca1ab1e", tree.at("/environment/kernels/0/moduleSource").asText());
        assertEquals("B/2x1", tree.at("/rows/1/id").asText());
        assertEquals(2, tree.get("runs").size());
        assertEquals(tree.at("/rows/0/id"), tree.at("/runs/0/row"));
        byte[] run = mapper.writeValueAsBytes(tree.at("/runs/0/result"));
        assertEquals(GOOD, new ResultReader().read(new ByteArrayInputStream(run)));
        assertEquals("the module does not load", tree.at("/runs/1/reason").asText());
        assertFalse(tree.at("/runs/1").has("result"));
        try (Stream<Path> files = Files.list(root)) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith(".")), "nothing half is left");
        }
    }

    @Test
    void every_matrix_that_is_written_is_validated() throws Exception {
        try (MatrixFolder folder = MatrixFolder.make(root, state, MINE)) {
            AssertionError refused = assertThrows(
                    AssertionError.class, () -> new MatrixWriter(folder).write(99, 1, new ByteArrayOutputStream()));
            assertTrue(refused.getMessage().contains("MATRIX is not valid"), refused.getMessage());
        }
    }

    @Test
    void a_matrix_is_not_taken_for_a_run() throws Exception {
        Path json = root.resolve("out.json");
        try (MatrixFolder folder = MatrixFolder.make(root, state, MINE)) {
            new MatrixWriter(folder).write(0, 1, json);
        }
        try (var in = Files.newInputStream(json)) {
            assertTrue(assertThrows(SchemaException.class, () -> new ResultReader().read(in))
                    .getMessage()
                    .contains("the result of a matrix, not of a run"));
        }
    }

    @Test
    void a_file_that_cannot_be_written_whole_stays_as_it_was() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "before");
        assertThrows(
                IOException.class,
                () -> WholeFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("the disk is full");
                }));
        assertEquals("before", Files.readString(file));
        try (Stream<Path> files = Files.list(root)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void a_file_that_is_not_regular_is_written_directly() throws Exception {
        WholeFile.write(Path.of("/dev/null"), out -> out.write(1));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
        Path target = Files.writeString(root.resolve("target"), "");
        Path link = Files.createSymbolicLink(root.resolve("link"), target);
        WholeFile.write(link, out -> out.write('x'));
        assertEquals("x", Files.readString(target));
        assertTrue(Files.isSymbolicLink(link));
    }
}
