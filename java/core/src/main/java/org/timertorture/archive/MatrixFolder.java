// SPDX-License-Identifier: Apache-2.0
package org.timertorture.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.timertorture.format.Suite;
import org.timertorture.host.WholeFile;
import org.timertorture.json.Json;
import org.timertorture.json.ResultReader;
import org.timertorture.matrix.MatrixGrid;
import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.matrix.MatrixResults;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.plan.PlanException;
import org.timertorture.result.RunResult;
import org.timertorture.result.Schema;
import org.timertorture.slurm.SlurmQueue;
import org.timertorture.words.JsonProblem;

/**
 * The folder of a matrix, with its state and a folder for each run. A run is done when its outcome file exists, which
 * is written last. A run's folder without an outcome belongs to an interrupted run. Only one process at a time can open
 * the folder.
 */
public final class MatrixFolder implements MatrixResults, AutoCloseable {
    private static final String PREFIX = "matrix-";
    private static final String STATE = "matrix.json";
    private static final String OUTCOME = "outcome.json";
    private static final String RUNS = "runs";
    private static final String SLURM = "slurm";
    private static final String QUEUE = "queue.json";

    private final Path folder;
    private final Ownership ownership;
    private final FileChannel held;
    private final MatrixState state;
    private final OptionalInt only;

    private MatrixFolder(Path folder, Ownership ownership, FileChannel held, MatrixState state, OptionalInt only) {
        this.folder = folder;
        this.ownership = ownership;
        this.held = held;
        this.state = state;
        this.only = only;
    }

    /** Thrown when another process has the folder open. */
    public static final class InUseException extends IOException {
        private static final long serialVersionUID = 1L;

        InUseException(Path folder) {
            super("another timertorture is at work on " + folder);
        }
    }

    /**
     * Creates the folder of a new matrix.
     *
     * @param root the folder of all results
     * @throws IOException if the folder cannot be created; the message names it
     */
    public static MatrixFolder make(Path root, MatrixState state, Ownership ownership)
            throws IOException, PlanException {
        String name = PREFIX
                + ResultFolder.name(Instant.parse(state.started()), state.plan().name());
        Path folder = ResultFolder.unlike(root, name, ownership).toAbsolutePath();
        Path file = folder.resolve(STATE);
        WholeFile.write(file, out -> Json.MAPPER.writeValue(out, state));
        ownership.give(file);
        return open(folder, ownership);
    }

    /**
     * Opens a folder to resume its matrix.
     *
     * @throws PlanException if the folder holds no matrix
     * @throws InUseException if another process has it open
     * @throws IOException if it cannot be read
     */
    public static MatrixFolder open(Path folder, Ownership ownership) throws IOException, PlanException {
        Path file = folder.resolve(STATE);
        if (!Files.isRegularFile(file)) {
            throw new PlanException(folder + " is no folder of a matrix: it has no " + STATE);
        }
        FileChannel held = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean opened = false;
        try {
            if (!lock(held)) {
                throw new InUseException(folder);
            }
            MatrixFolder made =
                    new MatrixFolder(folder.toAbsolutePath(), ownership, held, read(file, held), OptionalInt.empty());
            opened = true;
            return made;
        } finally {
            if (!opened) {
                held.close();
            }
        }
    }

    /**
     * Opens a folder for one of its runs, while other processes may have it open for others.
     *
     * @param number of the run
     * @throws PlanException if the folder holds no matrix, or the matrix has no such run
     * @throws InUseException if another process has it open for the same run
     * @throws IOException if it cannot be read
     */
    public static MatrixFolder openRun(Path folder, int number, Ownership ownership) throws IOException, PlanException {
        Path file = folder.resolve(STATE);
        if (!Files.isRegularFile(file)) {
            throw new PlanException(folder + " is no folder of a matrix: it has no " + STATE);
        }
        MatrixState state;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            state = read(file, channel);
        }
        if (state.runs().stream().noneMatch(run -> run.number() == number)) {
            throw new PlanException("--run " + number + ": the runs of this matrix are 1 to "
                    + state.runs().size());
        }
        Path locks = folder.toAbsolutePath().resolve(SLURM);
        ownership.makeFolders(locks);
        FileChannel held =
                FileChannel.open(locks.resolve(number + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(held)) {
            held.close();
            throw new InUseException(folder);
        }
        return new MatrixFolder(folder.toAbsolutePath(), ownership, held, state, OptionalInt.of(number));
    }

    /** Opens the latest matrix that has runs left and that no other process has open. */
    public static Optional<MatrixFolder> latestUnfinished(Path root, Ownership ownership)
            throws IOException, PlanException {
        for (Path folder : latestFirst(root)) {
            MatrixFolder found;
            try {
                found = open(folder, ownership);
            } catch (InUseException e) {
                continue;
            }
            if (!found.missing().isEmpty()) {
                return Optional.of(found);
            }
            found.close();
        }
        return Optional.empty();
    }

    private static List<Path> latestFirst(Path root) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(root)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(root, PREFIX + "*")) {
                for (Path folder : found) {
                    if (Files.isRegularFile(folder.resolve(STATE))) {
                        folders.add(folder);
                    }
                }
            }
        }
        folders.sort(Comparator.reverseOrder());
        return folders;
    }

    /**
     * Locks the channel's file until the channel is closed. The process that holds the lock must not open the file
     * again, because closing any descriptor of it releases the lock.
     */
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static MatrixState read(Path file, FileChannel channel) throws IOException, PlanException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            continue;
        }
        try {
            MatrixState state = Json.MAPPER.readValue(bytes.array(), 0, bytes.position(), MatrixState.class);
            Schema.check(state.schema());
            return state;
        } catch (JsonProcessingException e) {
            throw new PlanException(file + " cannot be read: " + JsonProblem.of(e), e);
        }
    }

    public Path path() {
        return folder;
    }

    @Override
    public MatrixState state() {
        return state;
    }

    /** Returns the runs that are not done, in order. */
    @Override
    public List<MatrixRun> missing() {
        return state.runs().stream()
                .filter(run -> only.isEmpty() || only.getAsInt() == run.number())
                .filter(run -> !Files.isRegularFile(outcomeOf(run)))
                .toList();
    }

    /** Creates an empty folder for a run. The files of an interrupted run are deleted. */
    public ResultFolder begin(MatrixRun run) throws IOException {
        drop(run);
        ownership.makeFolders(folder.resolve(RUNS));
        return ResultFolder.within(folderOf(run), ownership);
    }

    /** Deletes all files of a run. */
    public void drop(MatrixRun run) throws IOException {
        Path of = folderOf(run);
        if (Files.isDirectory(of)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(of)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(of);
        }
    }

    /** Records the outcome. From then on the run is done. */
    public void done(MatrixRun run, MatrixOutcome outcome) throws IOException {
        Path file = outcomeOf(run);
        ownership.makeFolders(file.getParent());
        WholeFile.write(file, out -> Json.MAPPER.writeValue(out, outcome));
        ownership.give(file);
    }

    /** Writes down that Slurm executes the runs. */
    public void keepQueue(SlurmQueue queue) throws IOException {
        write(QUEUE, out -> Json.MAPPER.writeValue(out, queue));
    }

    /** Returns the nodes on which Slurm executes the runs; empty if it does not. */
    public Optional<SlurmQueue> queue() throws IOException {
        Path file = folder.resolve(SLURM).resolve(QUEUE);
        return Files.isRegularFile(file)
                ? Optional.of(Json.MAPPER.readValue(file.toFile(), SlurmQueue.class))
                : Optional.empty();
    }

    /** Writes the script that a task of Slurm runs, and returns its file. */
    public Path keepJobScript(String script) throws IOException {
        return write("job.sh", out -> out.write(script.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes down a job of Slurm. */
    public void keepJob(long job) throws IOException {
        write("job-" + job, out -> out.write((job + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the path of a task's log within the folder. */
    public static String taskLog(String task) {
        return SLURM + "/" + task + ".log";
    }

    private Path write(String name, WholeFile.Content content) throws IOException {
        Path file = folder.resolve(SLURM).resolve(name);
        ownership.makeFolders(file.getParent());
        WholeFile.write(file, content);
        ownership.give(file);
        return file;
    }

    /** Returns the outcome of a run; empty if the run is not done. */
    @Override
    public Optional<MatrixOutcome> outcome(MatrixRun run) throws IOException {
        Path file = outcomeOf(run);
        return Files.isRegularFile(file)
                ? Optional.of(Json.MAPPER.readValue(file.toFile(), MatrixOutcome.class))
                : Optional.empty();
    }

    /** Returns the file with a run's result; empty if the run is not done or has no result. */
    @Override
    public Optional<Path> resultFile(MatrixRun run) throws IOException {
        Path file = folderOf(run).resolve(ResultFolder.RESULT);
        return Files.isRegularFile(outcomeOf(run)) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /** Returns all finished runs as rows and columns. */
    public MatrixGrid grid() throws IOException {
        MatrixGrid grid = new MatrixGrid(state.rows());
        for (MatrixRun run : state.runs()) {
            Optional<MatrixOutcome> outcome = outcome(run);
            if (outcome.isPresent()) {
                grid.add(outcome.get(), result(run));
            }
        }
        return grid;
    }

    /** Returns all finished runs in their order, those without a result included. */
    public List<Suite> suites() throws IOException {
        List<Suite> suites = new ArrayList<>();
        for (MatrixRun run : state.runs()) {
            Optional<MatrixOutcome> outcome = outcome(run);
            if (outcome.isPresent()) {
                suites.add(suite(run, outcome.get()));
            }
        }
        return suites;
    }

    private Suite suite(MatrixRun run, MatrixOutcome outcome) throws IOException {
        String title = state.plan().name() + " on " + run.row().kernel() + ", "
                + run.row().cpus() + " CPUs, " + run.row().nodes() + " nodes, repeat " + run.repeat();
        Optional<RunResult> result = result(run);
        return result.isPresent()
                ? Suite.of(title, result.get())
                : Suite.without(title, state.plan().name(), outcome.reason());
    }

    private Optional<RunResult> result(MatrixRun run) throws IOException {
        Optional<Path> file = resultFile(run);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            return Optional.of(new ResultReader().read(in));
        }
    }

    /** Returns the file of the whole matrix's result. */
    public Path json() {
        return folder.resolve("result.json");
    }

    /** Returns the path of a file relative to the folder. */
    public String within(Path file) {
        return folder.relativize(file.toAbsolutePath()).toString();
    }

    /** Closes the folder, so that other processes can open it. */
    @Override
    public void close() throws IOException {
        held.close();
    }

    private Path folderOf(MatrixRun run) {
        return folder.resolve(RUNS).resolve(run.folder());
    }

    private Path outcomeOf(MatrixRun run) {
        return folderOf(run).resolve(OUTCOME);
    }
}
