// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.timertorture.app.RaceSettings;
import org.timertorture.app.ResultFile;
import org.timertorture.app.ResultSource;
import org.timertorture.plan.DurationText;
import org.timertorture.plan.PlanException;
import org.timertorture.qemu.Acceleration;
import org.timertorture.words.FileProblem;
import picocli.CommandLine.Option;

/** The options of every command that races, and their ranges. */
class RacingOptions {
    private static final double NANOS = 1e9;
    private static final List<String> COLORS = List.of("auto", "always", "never");
    private static final List<String> ACCELERATIONS = List.of("auto", "kvm", "tcg");

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description =
                    "Racing time of the whole run, such as 30, 500ms, 20min or 12h. The cells share it by weight; each needs"
                            + " at least 0.2 s.")
    private String seconds;

    @Option(
            names = "--seed",
            paramLabel = "X",
            description = "Repeat the random choices of the run that printed this seed, 0 to 2^53-1.")
    private String seed;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also write the result to this file; - is standard output.")
    private String json;

    @Option(
            names = "--format",
            paramLabel = "FORMAT=FILE",
            description =
                    "Also write the result for other tools: ktap, junit, csv, hlog, jmh or kcidb; - is standard output."
                            + " The option may be repeated.")
    private List<String> formats = new ArrayList<>();

    @Option(
            names = "--accel",
            paramLabel = "auto|kvm|tcg",
            description = "Run the VM's CPUs by KVM or emulate them (tcg). Default: auto, which is KVM if it works.",
            defaultValue = "auto")
    private String accel;

    @Option(names = "--wide", description = "Show all columns and all evidence, and the distributions of times.")
    private boolean wide;

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            description =
                    "Colour the verdict and the results. Default: auto, which is only on a terminal, and not if the"
                            + " environment has NO_COLOR.",
            defaultValue = "auto")
    private String color;

    @Option(
            names = {"-q", "--quiet"},
            description = "Do not show the progress.")
    private boolean quiet;

    @Option(names = "--dry-run", description = "Print the cells and the command of the VM, and start nothing.")
    private boolean dryRun;

    @Option(names = "--strict", description = "Exit with 5 if the trust in the verdict is degraded.")
    private boolean strict;

    @Option(names = "--strict-timing", description = "Exit with 5 if the trust in the times is degraded.")
    private boolean strictTiming;

    @Option(names = "--no-known", description = "Let known findings fail the run, too (see 'list findings').")
    private boolean noKnown;

    /**
     * Checks the options, as far as that is possible without the plan and without a kernel.
     *
     * @throws PlanException if an option is out of its range; the message names both
     */
    void check() throws PlanException {
        Ranges.oneOf("--accel", ACCELERATIONS, accel);
        Ranges.oneOf("--color", COLORS, color);
        settings();
        checkJson();
        checkFormats();
        if (html().isPresent()) {
            checkWritable("--html " + html().get(), html().get());
        }
        if (baseline().isPresent()) {
            baseline().get().requireRuns();
        }
    }

    /**
     * Returns the settings of the runs.
     *
     * @throws PlanException if an option is out of its range; the message names both
     */
    final RaceSettings settings() throws PlanException {
        return new RaceSettings(parsedSeconds(), parsedSeed(), !noKnown, strict, strictTiming);
    }

    boolean wide() {
        return wide;
    }

    String color() {
        return color;
    }

    boolean quiet() {
        return quiet;
    }

    boolean dryRun() {
        return dryRun;
    }

    /** Returns the acceleration; empty for the best that works. */
    Optional<Acceleration> acceleration() {
        return switch (accel) {
            case "kvm" -> Optional.of(Acceleration.KVM);
            case "tcg" -> Optional.of(Acceleration.TCG);
            default -> Optional.empty();
        };
    }

    /**
     * Returns the runs with which the result is compared; empty if it is not.
     *
     * @throws PlanException if the file cannot be read
     */
    Optional<ResultSource> baseline() throws PlanException {
        return Optional.empty();
    }

    /** Returns the file of an HTML report of the result; empty if none is wanted. */
    Optional<Path> html() {
        return Optional.empty();
    }

    boolean jsonToOut() {
        return "-".equals(json);
    }

    Optional<Path> json() {
        return json == null || jsonToOut() ? Optional.empty() : Optional.of(Path.of(json));
    }

    /** Returns whether standard output is for another program, so that people read standard error. */
    boolean outIsTaken() throws PlanException {
        return jsonToOut() || formats().stream().anyMatch(FormatFile::toOut);
    }

    /**
     * Returns the formats in which the result is written, too.
     *
     * @throws PlanException if one is unknown
     */
    List<FormatFile> formats() throws PlanException {
        List<FormatFile> parsed = new ArrayList<>();
        for (String format : formats) {
            parsed.add(FormatFile.parse(format));
        }
        return parsed;
    }

    private void checkFormats() throws PlanException {
        Set<String> files = new HashSet<>();
        if (json != null) {
            files.add(json);
        }
        for (FormatFile format : formats()) {
            if (!files.add(format.file())) {
                throw new PlanException("--format " + format.format().label() + "=" + format.file()
                        + ": another result is written there; give each its own file");
            }
            if (!format.toOut()) {
                checkWritable("--format " + format.format().label() + "=" + format.file(), format.path());
            }
        }
    }

    private OptionalDouble parsedSeconds() throws PlanException {
        if (seconds == null) {
            return OptionalDouble.empty();
        }
        double parsed;
        try {
            parsed = DurationText.nanos(seconds, "s") / NANOS;
        } catch (PlanException e) {
            throw new PlanException("--seconds " + seconds + ": " + e.getMessage(), e);
        }
        if (parsed <= 0 || parsed > RaceSettings.MAX_SECONDS) {
            throw new PlanException("--seconds " + seconds + ": expected more than 0 s and at most 86400 s (a day)");
        }
        return OptionalDouble.of(parsed);
    }

    private OptionalLong parsedSeed() throws PlanException {
        if (seed == null) {
            return OptionalLong.empty();
        }
        try {
            long value = Long.decode(seed);
            if (value >= 0 && value <= RaceSettings.MAX_SEED) {
                return OptionalLong.of(value);
            }
        } catch (NumberFormatException e) {
            throw new PlanException("--seed " + seed + ": expected a whole number, 0 to " + RaceSettings.MAX_SEED, e);
        }
        throw new PlanException("--seed " + seed + ": expected 0 to " + RaceSettings.MAX_SEED);
    }

    /** Refuses a file that could not be written after the run. */
    private void checkJson() throws PlanException {
        if (json().isPresent()) {
            checkWritable("--json " + json, json().get());
        }
    }

    /**
     * Refuses a file that could not be written later.
     *
     * @param option the option that names it, for the message
     */
    static void checkWritable(String option, Path file) throws PlanException {
        try {
            ResultFile.requireWritable(file);
        } catch (IOException e) {
            throw new PlanException(option + ": cannot write there: " + FileProblem.of(e), e);
        }
    }
}
