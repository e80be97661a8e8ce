// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.timertorture.app.MatrixLauncher;
import org.timertorture.app.MatrixRequest;
import org.timertorture.plan.KernelArguments;
import org.timertorture.plan.PlanException;
import org.timertorture.qemu.MachineShape;
import org.timertorture.slurm.SlurmQueue;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The options of {@code matrix}, and their ranges. */
final class MatrixOptions {
    private static final int MOST_REPEATS = 1000;
    private static final String LATEST = "";
    private static final Set<String> WITH_RESUME =
            Set.of("--resume", "--json", "--format", "--html", "--baseline", "--wide", "--dry-run", "--run");
    private static final Set<String> WITH_RUN = Set.of("--resume", "--run", "--dry-run");
    private static final Set<String> OF_SLURM = Set.of("--partition", "--constraint");
    private static final String SLURM = "slurm";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private RaceOptions race;

    @Option(
            names = "--kernels",
            paramLabel = "LIST|all",
            split = ",",
            hideParamSyntax = true,
            description =
                    "The kernels, separated by commas: names, unique beginnings of names, or SUITE[:FLAVOUR][=VERSION];"
                            + " or all, for every kernel of the store. A suite that the store lacks is fetched.")
    private List<String> kernels;

    @Option(
            names = "--flavours",
            paramLabel = "LIST",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Take each suite in these flavours (cloud, amd64, rt; cloud-arm64, arm64, rt-arm64); limit 'all'"
                            + " to them.")
    private List<String> flavours = new ArrayList<>();

    @Option(
            names = "--cpus",
            paramLabel = "LIST",
            split = ",",
            hideParamSyntax = true,
            description = "Virtual CPUs, 1 to 64; each number gets a row. Default: as many as the plan wants, or 2.")
    private List<Integer> cpus;

    @Option(
            names = "--nodes",
            paramLabel = "LIST",
            split = ",",
            hideParamSyntax = true,
            description = "NUMA nodes, 1 to 8, at most one for each CPU; each number gets a row. Default: as many as"
                    + " the plan wants, or 1.")
    private List<Integer> nodes;

    @Mixin
    private NodeDistanceOption distances;

    @Option(
            names = "--kernel-args",
            paramLabel = "ARGS",
            description = "Further arguments for the kernels; may be repeated, also with \"\", and each gets a row.")
    private List<String> kernelArguments = new ArrayList<>();

    @Option(
            names = "--repeat",
            paramLabel = "R",
            description = "How often to run all kernels one after another. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private int repeat;

    @Option(
            names = "--resume",
            arity = "0..1",
            paramLabel = "FOLDER",
            fallbackValue = LATEST,
            description = "Continue an interrupted matrix with its settings. Default folder: the latest one.")
    private String resume;

    @Option(
            names = "--launcher",
            paramLabel = "local|slurm",
            description = {
                "Where the runs are executed: one after another on this machine, or by Slurm, each on a node of its own."
                        + " Default: ${DEFAULT-VALUE}.",
                "With slurm, TIMERTORTURE_RESULTS and TIMERTORTURE_CACHE name folders that all nodes share. ^C cancels"
                        + " the job, and --resume goes on with it after anything else."
            },
            defaultValue = "local")
    private String launcher;

    @Option(
            names = "--partition",
            paramLabel = "NAME",
            description = "The partition of --launcher slurm. Default: the default of the cluster.")
    private String partition;

    @Option(
            names = "--constraint",
            paramLabel = "FEATURES",
            description = "What a node must have, as sbatch --constraint takes it; only with --launcher slurm.")
    private String constraint;

    @Option(
            names = "--run",
            paramLabel = "N",
            description = "Execute run N alone of the matrix that --resume FOLDER names. A task of Slurm does so.")
    private Integer run;

    /**
     * Checks the options, as far as that is possible without the plan and without a kernel.
     *
     * @throws PlanException if an option is out of its range; the message names both
     */
    void check() throws PlanException {
        race.check();
        if (run != null && (!resumes() || resumed().isEmpty())) {
            throw new PlanException("--run " + run + ": expected --resume FOLDER with it");
        }
        if (resumes()) {
            nothingElse(WITH_RESUME, "--resume, which keeps the settings of the matrix");
            if (run != null) {
                nothingElse(WITH_RUN, "--run, which prints and saves no table");
            }
            return;
        }
        if (kernels == null) {
            throw new PlanException("expected --kernels LIST, --kernels all, or --resume");
        }
        if (!launcher.equals("local") && !launcher.equals(SLURM)) {
            throw new PlanException("--launcher: expected local or slurm, found '" + launcher + "'");
        }
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!launcher.equals(SLURM) && OF_SLURM.contains(option.longestName())) {
                throw new PlanException(option.longestName() + " can only be used with --launcher slurm");
            }
        }
        distinct("--kernels", kernels);
        distinct("--flavours", flavours);
        distances.distances();
        kernelArguments();
        Ranges.upTo("--repeat", repeat, MOST_REPEATS);
    }

    /** Returns the options that other commands have, too. */
    RaceOptions race() {
        return race;
    }

    /**
     * Returns the request that these options describe.
     *
     * @throws PlanException if an option is out of its range; the message names both
     */
    MatrixRequest request() throws PlanException {
        return new MatrixRequest(
                race.plan(),
                kernels,
                flavours,
                numbers("--cpus", cpus, MachineShape.MAX_CPUS),
                numbers("--nodes", nodes, MachineShape.MAX_NODES),
                distances.distances(),
                kernelArguments(),
                repeat,
                race.acceleration(),
                race.settings());
    }

    private List<KernelArguments> kernelArguments() throws PlanException {
        List<KernelArguments> arguments = new ArrayList<>();
        for (String text : kernelArguments) {
            arguments.add(VmOptions.kernelArguments(text));
        }
        distinct(
                "--kernel-args",
                arguments.stream().map(KernelArguments::toString).toList());
        return arguments;
    }

    boolean resumes() {
        return resume != null;
    }

    /** Returns the only run to execute; empty for all that are left. */
    OptionalInt run() {
        return run == null ? OptionalInt.empty() : OptionalInt.of(run);
    }

    /** Returns what executes the runs. */
    MatrixLauncher launcher() {
        return launcher.equals(SLURM)
                ? MatrixLauncher.slurm(new SlurmQueue(partition, constraint))
                : MatrixLauncher.local();
    }

    /** Returns the folder to resume; empty for the latest. */
    Optional<Path> resumed() {
        return LATEST.equals(resume) ? Optional.empty() : Optional.of(Path.of(resume));
    }

    /** Refuses options that would change the plan or the settings of a resumed matrix. */
    private void nothingElse(Set<String> allowed, String than) throws PlanException {
        ParseResult given = spec.commandLine().getParseResult();
        for (OptionSpec option : given.matchedOptions()) {
            if (!allowed.contains(option.longestName())) {
                throw new PlanException(option.longestName() + " cannot be used with " + than);
            }
        }
        for (ArgSpec plan : given.matchedPositionals()) {
            throw new PlanException("the plan '" + plan.getValue()
                    + "' cannot be used with --resume, which keeps the plan of the matrix");
        }
    }

    private static List<Integer> numbers(String option, List<Integer> given, int most) throws PlanException {
        if (given == null) {
            return List.of();
        }
        distinct(option, given);
        for (Integer number : given) {
            Ranges.upTo(option, number, most);
        }
        return given;
    }

    private static void distinct(String option, List<?> given) throws PlanException {
        Set<Object> seen = new HashSet<>();
        for (Object one : given) {
            if (one.toString().isBlank()) {
                throw new PlanException(option + ": expected words between commas, found nothing");
            }
            if (!seen.add(one)) {
                throw new PlanException(option + ": " + one + " is there twice: name it once");
            }
        }
    }
}
