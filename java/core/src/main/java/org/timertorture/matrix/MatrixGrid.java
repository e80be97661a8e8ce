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
 * The runs of a matrix so far as rows and columns. It is filled run by run and keeps figures only, so that a matrix may
 * be larger than memory.
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
     * A cell that every row has, whatever its kernel calls the primitive.
     *
     * @param id the cell's
     * @param primitive by its name of today
     * @param setting scenario and engine or placement
     */
    public record Column(String id, String primitive, String setting) {}

    /**
     * What a kernel cannot do.
     *
     * @param what a primitive or a scenario
     */
    public record Lack(String what, String reason) {}

    /**
     * Adds a run.
     *
     * @param result absent if there is none
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
        int copy = cell.id().indexOf('#');
        columns.putIfAbsent(
                cell.id(),
                new Column(
                        cell.id(),
                        cell.primitive(),
                        cell.setting() + (copy < 0 ? "" : " " + cell.id().substring(copy))));
        if (cell.status() == CellStatus.SKIPPED) {
            List<String> rows = lacks.computeIfAbsent(
                    new Lack(cell.primitive() + ", " + cell.setting(), cell.reason()), lack -> new ArrayList<>());
            if (!rows.contains(row.id())) {
                rows.add(row.id());
            }
        }
    }

    /** In the order of running. */
    public List<RowSummary> rows() {
        return List.copyOf(rows.values());
    }

    /** In the plan's order; none if no run got as far as a result. */
    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** What was skipped, and in which rows, by their ids. */
    public Map<Lack, List<String>> lacks() {
        return lacks;
    }

    /** Whether times mean nothing outside a run. */
    public boolean emulated() {
        return emulated;
    }

    public int runs() {
        return rows.values().stream().mapToInt(RowSummary::runs).sum();
    }

    public int asExpected() {
        return rows.values().stream().mapToInt(RowSummary::asExpected).sum();
    }

    /** The first of the rows that came out worst; absent if all were as expected. */
    public Optional<RowSummary> worst() {
        ExitCode worst = exit();
        return worst == ExitCode.OK
                ? Optional.empty()
                : rows.values().stream().filter(row -> row.worst() == worst).findFirst();
    }

    /** The worst of all runs. */
    public ExitCode exit() {
        return ExitCode.first(rows.values().stream().map(RowSummary::worst).toList());
    }
}
