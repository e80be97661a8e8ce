// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.timertorture.result.CellResult;
import org.timertorture.result.Environment;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.RunResult;
import org.timertorture.result.SliceResult;
import org.timertorture.stats.ColdLines;
import org.timertorture.stats.Tally;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Kind;

/**
 * What a comparison needs of a run: one boot of a kernel.
 *
 * @param file the file that it was read from
 * @param row the kernel and the machine's shape
 * @param round what runs of the same round of a matrix share; empty for a run of its own
 * @param environment where it ran
 * @param cells the cells by their ids; repetitions of a cell within the run count as its slices
 */
public record RecordedRun(String file, String row, String round, Environment environment, Map<String, Times> cells) {
    private static final String REPETITION = "[/,]repeat-\\d+$";

    public RecordedRun {
        cells = new LinkedHashMap<>(cells);
    }

    /** Returns whether it is the same run, which may have been read from another file. */
    boolean isSame(RecordedRun other) {
        return environment.started() != null
                && environment.started().equals(other.environment.started())
                && Objects.equals(environment.kernelRelease(), other.environment.kernelRelease());
    }

    /**
     * The times of a cell.
     *
     * @param settings how the cell was set
     * @param slices the calls at which its scenario aims, slice by slice; empty if there were none
     * @param lacking why there are none; null if there are
     */
    public record Times(CellSettings settings, List<Tally> slices, String lacking) {

        public Times {
            slices = List.copyOf(slices);
        }

        private static Times of(CellResult cell) throws IOException {
            if (!cell.raced()) {
                return new Times(
                        cell.settings(),
                        List.of(),
                        cell.reason() == null ? "it did not run" : "it did not run: " + cell.reason());
            }
            LatencySummary measured = ColdLines.measured(cell);
            if (measured == null) {
                return new Times(cell.settings(), List.of(), "no call had the outcome at which its scenario aims");
            }
            List<Tally> slices = new ArrayList<>();
            for (SliceResult slice : cell.timing().slices()) {
                if (slice.outcome() == cell.aim() && slice.count() > 0) {
                    slices.add(Tally.of(slice.histogram()));
                }
            }
            return new Times(
                    cell.settings(), slices.isEmpty() ? List.of(Tally.of(measured.histogram())) : slices, null);
        }

        private Times and(Times other) {
            List<Tally> both = new ArrayList<>(slices);
            both.addAll(other.slices);
            return new Times(settings, both, both.isEmpty() ? lacking : null);
        }

        /** Returns the number of calls. */
        long calls() {
            return slices.stream().mapToLong(Tally::count).sum();
        }
    }

    /**
     * Keeps what is compared of a run: the times of all cells but those with planted defects.
     *
     * @param row the kernel and the machine's shape; null to take them from the result
     * @throws IOException if a histogram is damaged; the message names the cell
     */
    public static RecordedRun of(String file, String row, String round, RunResult result) throws IOException {
        Map<String, Times> cells = new LinkedHashMap<>();
        for (CellResult cell : result.cells()) {
            if (cell.kind() == Kind.BROKEN || cell.oracle()) {
                continue;
            }
            try {
                cells.merge(cell.id().replaceFirst(REPETITION, ""), Times.of(cell), Times::and);
            } catch (IOException e) {
                throw new IOException(cell.id() + ": " + e.getMessage(), e);
            }
        }
        Environment environment = result.environment();
        String place = row == null
                ? environment.kernelRelease() + "/" + environment.machine().cpus() + "x" + environment.nodes()
                : row;
        return new RecordedRun(file, place, round, environment, cells);
    }
}
