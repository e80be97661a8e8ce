// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.timertorture.compare.RecordedRun;
import org.timertorture.json.RecordedRunReader;
import org.timertorture.json.ResultDocuments;
import org.timertorture.plan.PlanException;
import org.timertorture.result.RunResult;
import org.timertorture.words.FileProblem;

/** Reads the runs of files. */
final class RecordedRuns {
    private RecordedRuns() {}

    /**
     * Returns the runs of all sources, in their order.
     *
     * @throws PlanException if a file cannot be read, or has no run of the wanted kernel
     */
    static List<RecordedRun> read(List<ResultSource> sources) throws PlanException {
        List<RecordedRun> runs = new ArrayList<>();
        for (ResultSource source : sources) {
            runs.addAll(read(source));
        }
        return runs;
    }

    /**
     * Reads the results of a file, and forgets them.
     *
     * @throws PlanException if it is not the result of a run or a matrix
     */
    static void check(Path file) throws PlanException {
        try {
            ResultDocuments.read(file, (row, repeat, result) -> {});
        } catch (IOException e) {
            throw new PlanException(file + ": " + FileProblem.of(e), e);
        }
    }

    /**
     * Returns the results of a source, in their order.
     *
     * @throws PlanException if the file cannot be read, or has no run of the wanted kernel
     */
    static List<RunResult> results(ResultSource source) throws PlanException {
        List<RunResult> results = new ArrayList<>();
        read(source, (row, repeat, result) -> results.add(result));
        return results;
    }

    private static List<RecordedRun> read(ResultSource source) throws PlanException {
        List<RecordedRun> runs = new ArrayList<>();
        read(
                source,
                (row, repeat, result) ->
                        runs.add(RecordedRun.of(source.toString(), row, round(source, repeat), result)));
        return runs;
    }

    private static void read(ResultSource source, RecordedRunReader.Receiver wanted) throws PlanException {
        int[] found = {0};
        Set<String> others = new LinkedHashSet<>();
        RecordedRunReader.Receiver receiver = (row, repeat, result) -> {
            if (wanted(source, row, result)) {
                found[0]++;
                wanted.run(row, repeat, result);
            } else {
                others.add(row == null ? result.environment().kernelRelease() : row);
            }
        };
        try {
            ResultDocuments.read(source.file(), receiver);
        } catch (IOException e) {
            throw new PlanException(source.file() + ": " + FileProblem.of(e), e);
        }
        if (found[0] == 0) {
            throw new PlanException(source + ": "
                    + (others.isEmpty()
                            ? "no run in it has a result"
                            : "it has no run of that kernel, but of " + String.join(", ", others)));
        }
    }

    /** Only runs of one matrix took turns. */
    private static String round(ResultSource source, int repeat) {
        return repeat == 0 ? "" : source.file() + "#" + repeat;
    }

    private static boolean wanted(ResultSource source, String row, RunResult result) {
        String release = result.environment().kernelRelease();
        return source.kernel()
                .map(kernel -> begins(row, kernel) || begins(release, kernel))
                .orElse(true);
    }

    /** 6.1 is the beginning of 6.1.0, and not of 6.12. */
    private static boolean begins(String name, String beginning) {
        return name != null
                && name.startsWith(beginning)
                && (name.length() == beginning.length()
                        || !Character.isDigit(name.charAt(beginning.length()))
                        || !Character.isDigit(beginning.charAt(beginning.length() - 1)));
    }
}
