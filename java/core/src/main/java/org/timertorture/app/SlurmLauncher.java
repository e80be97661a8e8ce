// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.timertorture.archive.MatrixFolder;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.Progress;
import org.timertorture.slurm.Slurm;
import org.timertorture.slurm.SlurmException;
import org.timertorture.slurm.SlurmPartition;
import org.timertorture.slurm.SlurmQueue;
import org.timertorture.slurm.SlurmTask;

/**
 * Submits the runs to Slurm as one array, in which a task's index is the number of its run, and waits for them. A task
 * calls this program again for that one run. All nodes share the folder of the matrix.
 *
 * <p>All jobs of a matrix have one name, by which a later process finds them, also if an earlier one was killed before it
 * wrote down the number of its job.
 */
final class SlurmLauncher extends MatrixLauncher {
    private static final Duration POLL = Duration.ofSeconds(1);
    /** An outcome can appear so long after the task's end, because a shared file system shows files late. */
    private static final Duration LATE_FILES = Duration.ofSeconds(10);

    private static final Duration MOST_SILENCE = Duration.ofMinutes(10);
    private static final Duration MOST_CANCELLING = Duration.ofSeconds(60); // Slurm kills after 30 s (KillWait)

    private final Slurm slurm;
    private final SlurmQueue queue;

    SlurmLauncher(Slurm slurm, SlurmQueue queue) {
        this.slurm = slurm;
        this.queue = queue;
    }

    @Override
    void check() throws TimertortureException, InterruptedException {
        List<SlurmPartition> partitions = slurm.partitions();
        String names = partitions.stream().map(SlurmPartition::name).collect(Collectors.joining(", "));
        Optional<SlurmPartition> wanted = partitions.stream()
                .filter(p ->
                        queue.partition() == null ? p.isDefault() : p.name().equals(queue.partition()))
                .findFirst();
        if (wanted.isEmpty()) {
            throw new PlanException(
                    queue.partition() == null
                            ? "Slurm has no default partition: name one by --partition; there are " + names
                            : "--partition " + queue.partition() + ": Slurm has no such partition; there are " + names);
        }
        if (wanted.get().sharesNodes()) {
            throw new EnvironmentException(
                    "partition " + wanted.get().name() + " shares nodes between jobs (OverSubscribe="
                            + wanted.get().oversubscribe()
                            + "), so that no time measured there means anything: name another by --partition");
        }
    }

    @Override
    void keep(MatrixFolder folder) throws IOException {
        folder.keepQueue(queue);
    }

    @Override
    void launch(MatrixFolder folder, MatrixExecution execution, MatrixExecution.Racer racer)
            throws IOException, TimertortureException, InterruptedException {
        Map<Integer, MatrixRun> left = new TreeMap<>();
        folder.missing().forEach(run -> left.put(run.number(), run));
        if (left.isEmpty()) {
            return;
        }
        Watch watch = new Watch(folder, execution, left);
        try {
            execution.control().beginInterruptible();
            try {
                watch.adopt();
                watch.submit();
                watch.follow();
            } finally {
                execution.control().endInterruptible();
            }
        } catch (InterruptedException e) {
            watch.cancel();
            throw e;
        }
    }

    /** The name of all jobs of a matrix, which differs from that of every other matrix. */
    static String name(Path folder) {
        return "timertorture-" + folder.getFileName() + "-"
                + Integer.toHexString(folder.toString().hashCode());
    }

    /** The tasks of one matrix. */
    private final class Watch {
        private final MatrixFolder folder;
        private final MatrixExecution execution;
        private final Map<Integer, MatrixRun> left;
        private final int all;
        private final String name;
        private final Set<Long> jobs = new TreeSet<>();
        private final Map<Integer, SlurmTask> tasks = new LinkedHashMap<>();
        private final Map<Integer, Long> gone = new HashMap<>();
        private final Progress.Step step;
        private long answered = System.nanoTime();

        Watch(MatrixFolder folder, MatrixExecution execution, Map<Integer, MatrixRun> left) {
            this.folder = folder;
            this.execution = execution;
            this.left = left;
            all = left.size();
            name = name(folder.path());
            step = execution.control().progress().begin("matrix", all);
        }

        /** Finds what an earlier process submitted and has not ended. */
        void adopt() throws SlurmException, InterruptedException {
            Set<Integer> active = new TreeSet<>();
            for (SlurmTask task : slurm.tasks(name)) {
                if (!task.ended() && left.containsKey(task.index())) {
                    jobs.add(task.job());
                    active.add(task.index());
                    tasks.put(task.index(), task);
                }
            }
            if (!jobs.isEmpty()) {
                tell("goes on with job " + numbers() + ", which has " + count(active.size(), "task") + " left");
            }
        }

        void submit() throws IOException, TimertortureException, InterruptedException {
            Set<Integer> indices = new TreeSet<>(left.keySet());
            indices.removeAll(tasks.keySet());
            if (indices.isEmpty()) {
                return;
            }
            OptionalInt largest = slurm.largestIndex();
            int last = left.keySet().stream().max(Comparator.naturalOrder()).orElseThrow();
            if (largest.isPresent() && last > largest.getAsInt()) {
                throw new PlanException("this matrix has a run " + last + ", and an array of this Slurm ends at "
                        + largest.getAsInt() + " (MaxArraySize): begin matrices with fewer kernels or repeats");
            }
            Path script = folder.keepJobScript(script());
            // Not interruptible: a job that was submitted must not be forgotten.
            execution.control().endInterruptible();
            long job;
            try {
                job = slurm.submit(queue, name, indices, folder.path(), script, MatrixFolder.taskLog("%a"));
                jobs.add(job);
                folder.keepJob(job);
            } finally {
                execution.control().beginInterruptible();
            }
            tell("submitted job " + job + " with " + count(indices.size(), "task"));
        }

        private String script() {
            Path launcher = execution
                    .workspace()
                    .checkout()
                    .map(home -> home.resolve("scripts").resolve("timertorture"))
                    .filter(Files::isExecutable)
                    .orElse(Path.of("timertorture"));
            return "#!/bin/sh\n# The command repeats a run if its folder in runs/ is removed first.\n"
                    + "exec " + quoted(launcher) + " matrix --resume " + quoted(folder.path())
                    + " --run \"$SLURM_ARRAY_TASK_ID\"\n";
        }

        void follow() throws IOException, TimertortureException, InterruptedException {
            while (!left.isEmpty()) {
                Thread.sleep(POLL.toMillis());
                String trouble = poll();
                collect(trouble.isEmpty());
                show(trouble);
            }
        }

        /** Returns why Slurm does not answer; empty if it does. A controller that restarts is waited for. */
        private String poll() throws TimertortureException, InterruptedException {
            try {
                List<SlurmTask> found = slurm.tasks(name);
                answered = System.nanoTime();
                tasks.clear();
                found.stream()
                        .filter(task -> jobs.contains(task.job()))
                        .sorted(Comparator.comparingLong(SlurmTask::job))
                        .forEach(task -> tasks.put(task.index(), task));
                return "";
            } catch (SlurmException e) {
                if (System.nanoTime() - answered > MOST_SILENCE.toNanos()) {
                    throw new EnvironmentException(
                            e.getMessage() + "; job " + numbers()
                                    + " goes on, and so does timertorture matrix --resume " + folder.path(),
                            e);
                }
                return e.getMessage();
            }
        }

        private void collect(boolean known) throws IOException {
            for (MatrixRun run : List.copyOf(left.values())) {
                Optional<MatrixOutcome> outcome = folder.outcome(run);
                if (outcome.isEmpty() && known && lost(run)) {
                    folder.done(run, without(run));
                    outcome = folder.outcome(run);
                }
                if (outcome.isPresent()) {
                    left.remove(run.number());
                    execution.listener().finished(run, outcome.get());
                    SlurmTask task = tasks.get(run.number());
                    tell("run " + run.number() + " of " + folder.state().runs().size() + ", "
                            + run.row().kernel() + ": exit " + outcome.get().exit()
                            + (task == null || task.nodes().isEmpty() ? "" : ", on " + task.nodes()));
                }
            }
        }

        /** Returns whether the task has ended, or Slurm forgot it, so long ago that no outcome can come any more. */
        private boolean lost(MatrixRun run) {
            SlurmTask task = tasks.get(run.number());
            if (task != null && !task.ended()) {
                gone.remove(run.number());
                return false;
            }
            long since = gone.computeIfAbsent(run.number(), number -> System.nanoTime());
            return System.nanoTime() - since > LATE_FILES.toNanos();
        }

        private MatrixOutcome without(MatrixRun run) throws IOException {
            SlurmTask task = tasks.get(run.number());
            String what = task == null
                    ? "Slurm does not know its task any more"
                    : "Slurm says " + task.state() + (task.nodes().isEmpty() ? "" : " on " + task.nodes());
            Path log = folder.path().resolve(MatrixFolder.taskLog(String.valueOf(run.number())));
            String said = lastLine(log);
            String why = !Files.exists(log) && task != null && !task.nodes().isEmpty()
                    ? "; it has written nothing into " + folder.path()
                            + ": that folder must be on a file system that all nodes share (TIMERTORTURE_RESULTS)"
                    : (said.isEmpty() ? "" : "; its last words: " + said) + "; log: " + folder.within(log);
            return new MatrixOutcome(
                    run.number(),
                    run.row().id(),
                    run.repeat(),
                    ExitCode.ENVIRONMENT.code(),
                    what + why,
                    null,
                    Instant.now().toString(),
                    null,
                    0);
        }

        private void show(String trouble) {
            step.at((long) all - left.size());
            List<SlurmTask> ours = left.keySet().stream()
                    .map(tasks::get)
                    .filter(Objects::nonNull)
                    .filter(task -> !task.ended())
                    .toList();
            String reasons = ours.stream()
                    .filter(SlurmTask::waiting)
                    .map(SlurmTask::reason)
                    .distinct()
                    .collect(Collectors.joining(", "));
            String nodes = ours.stream()
                    .filter(task -> !task.waiting())
                    .map(SlurmTask::nodes)
                    .distinct()
                    .collect(Collectors.joining(", "));
            long pending = ours.stream().filter(SlurmTask::waiting).count();
            step.doing("job " + numbers() + ": " + (all - left.size()) + " of " + all + " done, "
                    + (ours.size() - pending) + " running" + (nodes.isEmpty() ? "" : " (" + nodes + ")") + ", "
                    + pending + " pending" + (reasons.isEmpty() ? "" : " (" + reasons + ")")
                    + (trouble.isEmpty() ? "" : "; " + trouble));
        }

        private void cancel() throws InterruptedException {
            if (jobs.isEmpty()) {
                return;
            }
            try {
                slurm.cancel(jobs);
                tell("cancelled job " + numbers());
                long end = System.nanoTime() + MOST_CANCELLING.toNanos();
                while (slurm.tasks(name).stream().anyMatch(task -> !task.ended())) {
                    if (System.nanoTime() > end) {
                        tell("Slurm has not ended all tasks of job " + numbers() + " yet; squeue shows them");
                        return;
                    }
                    Thread.sleep(POLL.toMillis());
                }
            } catch (SlurmException e) {
                tell("job " + numbers() + " may go on: " + e.getMessage() + "; to cancel it: scancel " + numbers());
            }
        }

        private String numbers() {
            return jobs.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }

        private void tell(String message) {
            execution.listener().notice(message);
        }
    }

    private static String lastLine(Path log) throws IOException {
        if (!Files.isReadable(log)) {
            return "";
        }
        byte[] bytes = Files.readAllBytes(log);
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> second)
                .map(String::trim)
                .orElse("");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
