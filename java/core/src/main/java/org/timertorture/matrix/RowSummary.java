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

/** A row over all its repeats. */
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
     * Why runs were not as expected.
     *
     * @param runs how many it holds for
     * @param console of the first of them, a path within the matrix's folder; null if there is none
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

    /** How many runs it has so far. */
    public int runs() {
        return exits.size();
    }

    /** How many of them came out as expected. */
    public int asExpected() {
        return (int) exits.stream().filter(exit -> exit == ExitCode.OK).count();
    }

    /** The worst of its runs; {@link ExitCode#OK} if it has none. */
    public ExitCode worst() {
        return ExitCode.first(exits);
    }

    /** The least trust in a verdict; absent if there is no result. */
    public Optional<TrustLevel> trust() {
        return Optional.ofNullable(trust);
    }

    /** Planted defects that were seen, over all runs. */
    public int defectsSeen() {
        return defectsSeen;
    }

    /** Planted defects that were there to be seen, over all runs. */
    public int defectsPlanted() {
        return defectsPlanted;
    }

    /** Seconds until the kernel answered; absent if it never did. */
    public Optional<Spread> bootSeconds() {
        return Spread.of(boots);
    }

    /** Seconds of a whole run; absent if there is none. */
    public Optional<Spread> wallSeconds() {
        return Spread.of(walls);
    }

    /** Why runs were not as expected, in the order of running. */
    public List<Reason> reasons() {
        return List.copyOf(reasons.values());
    }

    /** By the cell's id. */
    public Optional<MergedCell> cell(String id) {
        return Optional.ofNullable(cells.get(id));
    }
}
