// SPDX-License-Identifier: Apache-2.0
package org.timertorture.slurm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.timertorture.host.Tool;

/**
 * The programs of Slurm. Only output that they make for other programs is read; what they say to people is quoted. They
 * print errors among their output, so that every line that is read begins with a mark.
 */
public final class Slurm {
    private static final Duration LIMIT = Duration.ofSeconds(70); // the clients themselves give up after 10 to 60 s
    private static final String MARK = "timertorture|";
    private static final Pattern SUBMITTED = Pattern.compile("(\\d+)(;.*)?");
    private static final Pattern MAX_ARRAY_SIZE = Pattern.compile("MaxArraySize\\s*=\\s*(\\d+)\\s*");
    private static final String[] ERRORS = {"sbatch: error:", "squeue: error:", "sinfo: error:", "scancel: error:"};

    private final Path folder;

    /** Uses the programs that the search path has. */
    public Slurm() {
        this(null);
    }

    /** Uses the programs of a folder. */
    Slurm(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns all partitions.
     *
     * @throws SlurmException if Slurm is not here or does not answer
     */
    public List<SlurmPartition> partitions() throws SlurmException, InterruptedException {
        return marked(call("sinfo", "--noheader", "--all", "--format=" + MARK + "%P|%h"), 2).stream()
                .map(f -> f.get(0).endsWith("*")
                        ? new SlurmPartition(f.get(0).substring(0, f.get(0).length() - 1), true, f.get(1))
                        : new SlurmPartition(f.get(0), false, f.get(1)))
                .distinct()
                .toList();
    }

    /** Returns the largest index that a task may have; empty if Slurm does not say. */
    public OptionalInt largestIndex() throws SlurmException, InterruptedException {
        return call("scontrol", "show", "config").lines().stream()
                .map(MAX_ARRAY_SIZE::matcher)
                .filter(Matcher::matches)
                .mapToInt(m -> Integer.parseInt(m.group(1)) - 1)
                .findFirst();
    }

    /**
     * Submits an array. Every task gets a node of its own, and is not repeated if that node fails.
     *
     * @param folder the working folder of the tasks
     * @param script what a task runs
     * @param logs the file for a task's output within the folder; {@code %a} is the index
     * @return the number of the job
     * @throws SlurmException if Slurm refuses it
     */
    public long submit(
            SlurmQueue queue, String name, Collection<Integer> indices, Path folder, Path script, String logs)
            throws SlurmException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "sbatch",
                "--parsable",
                "--exclusive",
                "--nodes=1",
                "--ntasks=1",
                "--mem=0",
                "--no-requeue",
                "--job-name=" + name,
                "--array=" + indices.stream().map(String::valueOf).collect(Collectors.joining(",")),
                "--chdir=" + folder,
                "--output=" + logs));
        command.addAll(queue.options());
        command.add(script.toString());
        List<String> lines = call(command.toArray(String[]::new)).lines();
        for (String line : lines) {
            Matcher submitted = SUBMITTED.matcher(line);
            if (submitted.matches()) {
                return Long.parseLong(submitted.group(1));
            }
        }
        throw new SlurmException("sbatch gave no job number: " + String.join(" ", lines));
    }

    /**
     * Returns the tasks of all jobs of a name that Slurm still knows. It forgets those that ended some minutes ago.
     *
     * @throws SlurmException if Slurm does not answer
     */
    public List<SlurmTask> tasks(String name) throws SlurmException, InterruptedException {
        return marked(
                        call(
                                "squeue",
                                "--noheader",
                                "--array",
                                "--me",
                                "--states=all",
                                "--name=" + name,
                                "--format=" + MARK + "%F|%K|%T|%N|%r"),
                        5)
                .stream()
                // Until its tasks are known one by one, an array that is being submitted has no index.
                .filter(f -> f.get(1).matches("\\d+"))
                .map(f -> new SlurmTask(
                        Long.parseLong(f.get(0)), Integer.parseInt(f.get(1)), f.get(2), f.get(3), f.get(4)))
                .toList();
    }

    /**
     * Cancels jobs; those that have ended stay as they are.
     *
     * @throws SlurmException if Slurm does not answer
     */
    public void cancel(Collection<Long> jobs) throws SlurmException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("scancel", "--quiet"));
        jobs.forEach(job -> command.add(job.toString()));
        call(command.toArray(String[]::new));
    }

    private Tool.Output call(String... command) throws SlurmException, InterruptedException {
        String program = command[0];
        List<String> whole = new ArrayList<>(Arrays.asList(command));
        if (folder != null) {
            whole.set(0, folder.resolve(program).toString());
        }
        Tool.Output output;
        try {
            output = Tool.of(whole).within(LIMIT).run();
        } catch (IOException e) {
            if (e.getMessage() != null && e.getMessage().contains("error=2,")) {
                throw new SlurmException("there is no " + program
                        + " here: install Slurm's programs (package slurm-client), or start this on a machine of the"
                        + " cluster that has them");
            }
            throw new SlurmException("Slurm does not answer: " + e.getMessage());
        }
        if (!output.ok()) {
            String said = output.lastLine(ERRORS);
            throw new SlurmException(
                    program.equals("sbatch")
                            ? "Slurm refuses the job: " + said
                            : "Slurm does not answer (" + program + ": " + said
                                    + "); see that slurmctld and munged run, and that slurm.conf names them");
        }
        return output;
    }

    /** Returns the fields of the lines that have the mark. */
    private static List<List<String>> marked(Tool.Output output, int fields) {
        return output.lines().stream()
                .filter(line -> line.startsWith(MARK))
                .map(line -> List.of(line.substring(MARK.length()).split("\\|", fields)))
                .filter(found -> found.size() == fields)
                .map(found -> IntStream.range(0, fields)
                        .mapToObj(i -> found.get(i).trim())
                        .toList())
                .toList();
    }
}
