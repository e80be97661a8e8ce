// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.exit.ExitCode;
import org.timertorture.result.RunResult;
import org.timertorture.result.TrustLevel;

/** A row of the matrix over all its repeats. */
public final class RowSummary {
    private final MatrixRow row;
    private final List<ExitCode> exits = new ArrayList<>();
    private final List<Double> boots = new ArrayList<>();
    private final List<Double> walls = new ArrayList<>();
    private final Map<String, MergedCell> cells = new LinkedHashMap<>();
    private final Map<String, Reason> reasons = new LinkedHashMap<>();
    private TrustLevel trust;
    private int defectsSeen;
    private int defectsPlanted;

    /**
     * A reason why runs were not as expected.
     *
     * @param runs number of runs that it applies to
     * @param console path of the first such run's console within the matrix's folder; null if there is none
     */
    public record Reason(String text, int runs, String console) {
        private Reason and(Reason later) {
            return new Reason(text, runs + later.runs, console);
        }
    }

    RowSummary(MatrixRow row) {
        this.row = row;
    }

    void add(MatrixOutcome outcome, Optional<RunResult> result) {
        exits.add(ExitCode.of(outcome.exit()));
        if (outcome.bootSeconds() != null) {
            boots.add(outcome.bootSeconds());
        }
        walls.add(outcome.wallSeconds());
        Reasons.of(outcome, result)
                .forEach(text -> reasons.merge(text, new Reason(text, 1, outcome.console()), Reason::and));
        result.ifPresent(this::add);
    }

    private void add(RunResult result) {
        TrustLevel level = result.trust().verdict().level();
        if (trust == null || trust.compareTo(level) < 0) {
            trust = level;
        }
        if (result.oracle() != null) {
            defectsSeen += result.oracle().seen();
            defectsPlanted += result.oracle().planted();
        }
        result.cells()
                .forEach(cell ->
                        cells.computeIfAbsent(cell.id(), id -> new MergedCell()).add(cell));
    }

    public MatrixRow row() {
        return row;
    }

    /** Returns the number of runs so far. */
    public int runs() {
        return exits.size();
    }

    /** Returns the number of runs that were as expected. */
    public int asExpected() {
        return (int) exits.stream().filter(exit -> exit == ExitCode.OK).count();
    }

    /** Returns the worst exit code of the runs; {@link ExitCode#OK} if there are none. */
    public ExitCode worst() {
        return ExitCode.first(exits);
    }

    /** Returns the lowest trust in any run's verdict; empty if no run has a result. */
    public Optional<TrustLevel> trust() {
        return Optional.ofNullable(trust);
    }

    /** Returns the number of planted defects that were detected, over all runs. */
    public int defectsSeen() {
        return defectsSeen;
    }

    /** Returns the number of planted defects, over all runs. */
    public int defectsPlanted() {
        return defectsPlanted;
    }

    /** Returns the time in seconds until the kernel answered; empty if it never did. */
    public Optional<Spread> bootSeconds() {
        return Spread.of(boots);
    }

    /** Returns the duration of a run in seconds; empty if there are no runs. */
    public Optional<Spread> wallSeconds() {
        return Spread.of(walls);
    }

    /** Returns why runs were not as expected, in the order of running. */
    public List<Reason> reasons() {
        return List.copyOf(reasons.values());
    }

    /** Returns the cell with this id; empty if the row has none. */
    public Optional<MergedCell> cell(String id) {
        return Optional.ofNullable(cells.get(id));
    }
}
