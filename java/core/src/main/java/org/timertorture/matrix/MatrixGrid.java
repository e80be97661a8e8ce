// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.exit.ExitCode;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.RunResult;

/**
 * The runs of a matrix so far, as rows and columns. Runs are added one by one and only their figures are kept, so that
 * the results of a matrix may be larger than memory.
 */
public final class MatrixGrid {
    private final Map<String, RowSummary> rows = new LinkedHashMap<>();
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<Lack, List<String>> lacks = new LinkedHashMap<>();
    private boolean emulated;

    public MatrixGrid(List<MatrixRow> rows) {
        rows.forEach(row -> this.rows.put(row.id(), new RowSummary(row)));
    }

    /**
     * A cell that every row has, whatever the row's kernel calls the primitive.
     *
     * @param id the cell's id
     * @param primitive the primitive's present name
     * @param setting the scenario and the engine or placement
     * @param variant what sets the cell apart from others of the same scenario, primitive, engine and placement; may be
     *     empty
     */
    public record Column(String id, String primitive, String setting, String variant) {}

    /**
     * A feature that a kernel lacks.
     *
     * @param what the primitive or scenario
     * @param reason why the kernel lacks it
     */
    public record Lack(String what, String reason) {}

    /**
     * Adds a run.
     *
     * @param result the run's result; empty if it has none
     */
    public void add(MatrixOutcome outcome, Optional<RunResult> result) {
        RowSummary row = rows.get(outcome.row());
        row.add(outcome, result);
        result.ifPresent(r -> {
            emulated |= r.environment().emulated();
            r.cells().forEach(cell -> add(row.row(), cell));
        });
    }

    private void add(MatrixRow row, CellResult cell) {
        columns.putIfAbsent(cell.id(), new Column(cell.id(), cell.primitive(), cell.setting(), cell.variant()));
        if (cell.status() == CellStatus.SKIPPED || cell.status() == CellStatus.LEFT_OUT) {
            List<String> rows = lacks.computeIfAbsent(
                    new Lack(cell.primitive() + ", " + cell.setting(), cell.reason()), lack -> new ArrayList<>());
            if (!rows.contains(row.id())) {
                rows.add(row.id());
            }
        }
    }

    /** Returns the rows, in the order of running. */
    public List<RowSummary> rows() {
        return List.copyOf(rows.values());
    }

    /** Returns the columns, in the plan's order; empty if no run has a result. */
    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** Returns what was skipped, with the ids of the rows that skipped it. */
    public Map<Lack, List<String>> lacks() {
        return lacks;
    }

    /** Returns whether CPUs were emulated, so that times can be compared only within a run. */
    public boolean emulated() {
        return emulated;
    }

    public int runs() {
        return rows.values().stream().mapToInt(RowSummary::runs).sum();
    }

    public int asExpected() {
        return rows.values().stream().mapToInt(RowSummary::asExpected).sum();
    }

    /** Returns the first row with the worst exit code; empty if all runs were as expected. */
    public Optional<RowSummary> worst() {
        ExitCode worst = exit();
        return worst == ExitCode.OK
                ? Optional.empty()
                : rows.values().stream().filter(row -> row.worst() == worst).findFirst();
    }

    /** Returns the worst exit code of all runs. */
    public ExitCode exit() {
        return ExitCode.first(rows.values().stream().map(RowSummary::worst).toList());
    }
}
