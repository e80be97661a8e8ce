// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.List;
import java.util.Optional;
import org.timertorture.matrix.MatrixRow;

/** Names the rows of a matrix by their kernel and whatever else distinguishes them. */
final class RowLabels {
    private static final int LEAST_WIDTH = 12;

    private final List<MatrixRow> rows;
    private final boolean oneShape;

    RowLabels(List<MatrixRow> rows) {
        this.rows = rows;
        this.oneShape = rows.stream().map(MatrixRow::shape).distinct().count() <= 1;
    }

    String of(MatrixRow row) {
        if (oneShape) {
            return row.kernel();
        }
        String nodes = rows.stream().allMatch(r -> r.nodes() == 1) ? "" : "/" + row.nodes();
        return row.kernel() + " x" + row.cpus() + nodes;
    }

    /** Returns the label of the row with this id. */
    String of(String id) {
        return rows.stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .map(this::of)
                .orElse(id);
    }

    /** Returns the shape of the machines if all rows have the same. */
    Optional<String> shape() {
        return oneShape ? rows.stream().findFirst().map(MatrixRow::shape) : Optional.empty();
    }

    /** Returns the length of the longest label. */
    int width() {
        return rows.stream().mapToInt(row -> of(row).length()).reduce(LEAST_WIDTH, Math::max);
    }
}
