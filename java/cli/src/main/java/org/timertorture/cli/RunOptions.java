// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.Plans;
import org.timertorture.vm.Acceleration;
import org.timertorture.vm.MachineShape;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code run}, and their ranges. */
final class RunOptions {
    private static final long MOST_SEED = (1L << 53) - 1;
    private static final List<String> TARGETS = List.of("vm", "local");
    private static final List<String> ACCELERATIONS = List.of("auto", "kvm", "tcg");
    private static final int DEFAULT_CPUS = 2;

    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            description = "A plan that ships (see 'list plans') or a YAML file; ${DEFAULT-VALUE} if left out.",
            defaultValue = Plans.DEFAULT)
    private String plan;

    @Option(
            names = "--kernel",
            paramLabel = "REL",
            description = "A kernel of the store: its release, a unique beginning of it, or its suite.")
    private String kernel;

    @Option(names = "--cpus", paramLabel = "N", description = "Virtual CPUs, 1 to 64; 2 if left out.")
    private Integer cpus;

    @Option(names = "--nodes", paramLabel = "M", description = "NUMA nodes, 1 to 8, at most one a CPU.")
    private Integer nodes;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "Racing time of the whole run, shared among the cells by weight, 0.2 s a cell at least.")
    private Double seconds;

    @Option(names = "--seed", paramLabel = "X", description = "Repeats all random choices of a run; 0 to 2^53-1.")
    private String seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the result here; - for standard output.")
    private String json;

    @Option(
            names = "--target",
            paramLabel = "vm|local",
            description = "Where: a VM, or this machine's own kernel.",
            defaultValue = "vm")
    private String target;

    @Option(
            names = "--accel",
            paramLabel = "auto|kvm|tcg",
            description = "How the VM's CPUs are run.",
            defaultValue = "auto")
    private String accel;

    @Option(names = "--wide", description = "Show all columns and all evidence.")
    private boolean wide;

    @Option(names = "--dry-run", description = "Print the cells and the VM's command; start nothing.")
    private boolean dryRun;

    @Option(names = "--strict", description = "Exit with 5 if the verdict's trust is degraded.")
    private boolean strict;

    @Option(names = "--strict-timing", description = "Exit with 5 if the times cannot be trusted.")
    private boolean strictTiming;

    private long seedDrawn = -1;

    /**
     * Checks what needs no plan and no kernel.
     *
     * @throws PlanException naming the range that was left
     */
    void check() throws PlanException {
        oneOf("--target", TARGETS, target);
        oneOf("--accel", ACCELERATIONS, accel);
        range("--cpus", cpus, MachineShape.MAX_CPUS);
        range("--nodes", nodes, MachineShape.MAX_NODES);
        if (nodes() > cpus()) {
            throw new PlanException("--nodes " + nodes() + ": expected 1 to " + cpus() + ", one node a CPU at most");
        }
        if (seconds != null && !(seconds > 0 && seconds <= 86_400)) {
            throw new PlanException("--seconds " + seconds + ": expected more than 0, 86400 at most");
        }
        seed();
        if (local()) {
            notWithLocal("--kernel", kernel);
            notWithLocal("--cpus", cpus);
            notWithLocal("--nodes", nodes);
            notWithLocal("--accel", accel.equals("auto") ? null : accel);
        }
        checkJson();
    }

    String plan() {
        return plan;
    }

    Optional<String> kernel() {
        return Optional.ofNullable(kernel);
    }

    int cpus() {
        return cpus == null ? DEFAULT_CPUS : cpus;
    }

    int nodes() {
        return nodes == null ? 1 : nodes;
    }

    Optional<Double> seconds() {
        return Optional.ofNullable(seconds);
    }

    boolean local() {
        return target.equals("local");
    }

    boolean wide() {
        return wide;
    }

    boolean dryRun() {
        return dryRun;
    }

    boolean strict() {
        return strict;
    }

    boolean strictTiming() {
        return strictTiming;
    }

    /** Empty for the best that works. */
    Optional<Acceleration> acceleration() {
        return switch (accel) {
            case "kvm" -> Optional.of(Acceleration.KVM);
            case "tcg" -> Optional.of(Acceleration.TCG);
            default -> Optional.empty();
        };
    }

    boolean jsonToOut() {
        return "-".equals(json);
    }

    Optional<Path> json() {
        return json == null || jsonToOut() ? Optional.empty() : Optional.of(Path.of(json));
    }

    /** The one that was given, or one that is drawn once. */
    long seed() throws PlanException {
        if (seedDrawn < 0) {
            seedDrawn = seed == null ? new SecureRandom().nextLong() & MOST_SEED : parsedSeed();
        }
        return seedDrawn;
    }

    private long parsedSeed() throws PlanException {
        try {
            long value = Long.decode(seed);
            if (value >= 0 && value <= MOST_SEED) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new PlanException("--seed " + seed + ": expected a whole number, 0 to " + MOST_SEED, e);
        }
        throw new PlanException("--seed " + seed + ": expected 0 to " + MOST_SEED);
    }

    /** Opens the file and leaves it as it was: permissions, full disks and folders show now, not after the run. */
    private void checkJson() throws PlanException {
        if (json().isEmpty()) {
            return;
        }
        Path file = json().get();
        boolean existed = Files.exists(file);
        try {
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            if (!existed) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new PlanException("--json " + json + ": cannot write there: " + e, e);
        }
    }

    private static void oneOf(String option, List<String> valid, String given) throws PlanException {
        if (!valid.contains(given)) {
            throw new PlanException(option + " " + given + ": expected " + String.join(" or ", valid)
                    + NearestNames.among(valid, given));
        }
    }

    private static void range(String option, Integer given, int most) throws PlanException {
        if (given != null && (given < 1 || given > most)) {
            throw new PlanException(option + " " + given + ": expected 1 to " + most);
        }
    }

    private static void notWithLocal(String option, Object given) throws PlanException {
        if (given != null) {
            throw new PlanException(option + " means nothing with --target local: the machine is what it is");
        }
    }
}
