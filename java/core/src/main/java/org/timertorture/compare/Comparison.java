// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import java.util.List;
import org.timertorture.exit.ExitCode;

/**
 * Two groups of runs, compared cell by cell.
 *
 * @param schema {@link org.timertorture.result.Schema#CURRENT}
 * @param kind {@link #KIND}
 * @param exit the exit code
 * @param tolerance the relative difference that does not matter, such as 0.05
 * @param seed the seed of the resampling
 * @param a the runs that B is measured against
 * @param b the runs in question
 * @param mismatches what differs between the machines although it should not; not empty only if the comparison was forced
 * @param control whether the method finds no difference where there is none
 * @param cells what could be compared
 * @param incomparable what could not be compared, and why
 */
public record Comparison(
        String schema,
        String kind,
        ExitCode exit,
        double tolerance,
        long seed,
        Side a,
        Side b,
        List<String> mismatches,
        Control control,
        List<CellComparison> cells,
        List<Incomparable> incomparable) {
    /** Tells the result of a comparison from others. */
    public static final String KIND = "comparison";

    public Comparison {
        mismatches = List.copyOf(mismatches);
        cells = List.copyOf(cells);
        incomparable = List.copyOf(incomparable);
    }

    /**
     * One side.
     *
     * @param files the files that it was read from
     * @param kernels the kernels that ran
     * @param machine the machine that they ran on
     * @param boots the number of runs
     */
    public record Side(List<String> files, List<String> kernels, String machine, int boots) {

        public Side {
            files = List.copyOf(files);
            kernels = List.copyOf(kernels);
        }
    }

    /** Returns how many times have this decision. */
    public long count(Decision decision) {
        return cells.stream().filter(c -> c.decision() == decision).count();
    }

    /**
     * Returns the exit code: {@link ExitCode#UNTRUSTED} unless the control is the same and something was decided, and
     * {@link ExitCode#FAILED} if B is slower anywhere.
     */
    static ExitCode exit(Control control, List<CellComparison> cells) {
        if (control.decision() != Decision.SAME || cells.stream().allMatch(c -> c.decision() == Decision.CANNOT_TELL)) {
            return ExitCode.UNTRUSTED;
        }
        return cells.stream().anyMatch(c -> c.decision() == Decision.SLOWER) ? ExitCode.FAILED : ExitCode.OK;
    }
}
