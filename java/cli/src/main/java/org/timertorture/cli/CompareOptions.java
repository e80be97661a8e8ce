// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.app.ComparisonRequest;
import org.timertorture.app.ResultSource;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.PlanException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code compare}, and their ranges. */
final class CompareOptions {
    private static final List<String> FORMATS = List.of("csv", "json");

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "The runs to measure against: FILE or FILE@KERNEL, several separated by commas. A file is the"
                    + " JSON of a run or of a matrix, or an HTML report.")
    private String a;

    @Parameters(index = "1", paramLabel = "B", description = "The runs in question, in the same form.")
    private String b;

    @Option(
            names = "--tolerance",
            paramLabel = "P",
            description = "The difference that does not matter, such as 5%% or 0.05. Default: 5%%.")
    private String tolerance;

    @Option(
            names = "--seed",
            paramLabel = "X",
            description = "The seed of the resampling. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    @Option(names = "--force", description = "Compare runs on different machines, too; the table says what differs.")
    private boolean force;

    @Option(
            names = "--format",
            paramLabel = "FORMAT=FILE",
            description = "Also write the comparison as csv or json; - is standard output. The option may be repeated.")
    private List<String> formats = new ArrayList<>();

    @Option(names = "--html", paramLabel = "FILE", description = "Also write the comparison as an HTML page.")
    private Path html;

    @Option(names = "--wide", description = "Show the intervals of the ratios, and lines of any length.")
    private boolean wide;

    /**
     * A format and where it goes.
     *
     * @param csv whether it is CSV, and else JSON
     * @param file the file; empty for standard output
     */
    record Output(boolean csv, Optional<Path> file) {}

    /**
     * Returns the request that these options describe.
     *
     * @throws PlanException if a file or an option makes no sense; the message names it
     */
    ComparisonRequest request() throws PlanException {
        return new ComparisonRequest(sources(a), sources(b), tolerance(tolerance), seed, force);
    }

    /**
     * Returns the file of an HTML page; empty if none is wanted.
     *
     * @throws PlanException if it cannot be written
     */
    Optional<Path> html() throws PlanException {
        if (html != null) {
            RacingOptions.checkWritable("--html " + html, html);
        }
        return Optional.ofNullable(html);
    }

    boolean wide() {
        return wide;
    }

    /**
     * Returns what else is written.
     *
     * @throws PlanException if there is no such format, or the file cannot be written
     */
    List<Output> outputs() throws PlanException {
        List<Output> outputs = new ArrayList<>();
        for (String format : formats) {
            String[] parts = format.split("=", 2);
            if (parts.length < 2 || parts[1].isEmpty()) {
                throw new PlanException("--format " + format + ": expected FORMAT=FILE, such as csv=comparison.csv");
            }
            if (!FORMATS.contains(parts[0])) {
                throw new PlanException("--format " + format + ": no format is called " + parts[0]
                        + NearestNames.among(FORMATS, parts[0]));
            }
            Optional<Path> file = parts[1].equals("-") ? Optional.empty() : Optional.of(Path.of(parts[1]));
            if (file.isPresent()) {
                RacingOptions.checkWritable("--format " + format, file.get());
            }
            outputs.add(new Output(parts[0].equals("csv"), file));
        }
        return outputs;
    }

    /**
     * Reads a list of sources.
     *
     * @throws PlanException if there is no such file
     */
    static List<ResultSource> sources(String text) throws PlanException {
        if (Files.isReadable(Path.of(text))) {
            return List.of(ResultSource.all(Path.of(text)));
        }
        List<ResultSource> sources = new ArrayList<>();
        for (String one : text.split(",")) {
            sources.add(ResultSource.parse(one));
        }
        return sources;
    }

    /**
     * Reads a tolerance, such as {@code 5%} or {@code 0.05}.
     *
     * @param text null for the default
     * @throws PlanException if it is out of its range
     */
    static double tolerance(String text) throws PlanException {
        if (text == null) {
            return ComparisonRequest.DEFAULT_TOLERANCE;
        }
        boolean percent = text.endsWith("%");
        double value;
        try {
            value = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text) / (percent ? 100 : 1);
        } catch (NumberFormatException e) {
            throw new PlanException("--tolerance " + text + ": expected a share, such as 5% or 0.05", e);
        }
        if (!(value > 0 && value <= ComparisonRequest.MAX_TOLERANCE)) {
            throw new PlanException("--tolerance " + text + ": expected more than 0 and at most 100%");
        }
        return value;
    }
}
