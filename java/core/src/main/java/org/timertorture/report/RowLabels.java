// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.timertorture.matrix.MatrixRow;

/** Names the rows of a matrix by their kernel and whatever else distinguishes them. */
final class RowLabels {
    private static final int LEAST_WIDTH = 12;

    private final List<MatrixRow> rows;
    private final boolean oneShape;
    private final boolean oneArguments;

    RowLabels(List<MatrixRow> rows) {
        this.rows = rows;
        this.oneShape = rows.stream().map(MatrixRow::shape).distinct().count() <= 1;
        this.oneArguments =
                rows.stream().map(MatrixRow::kernelArguments).distinct().count() <= 1;
    }

    String of(MatrixRow row) {
        String arguments = oneArguments || row.kernelArguments().isEmpty() ? "" : " " + row.kernelArguments();
        if (oneShape) {
            return row.kernel() + arguments;
        }
        String nodes = rows.stream().allMatch(r -> r.nodes() == 1) ? "" : "/" + row.nodes();
        return row.kernel() + " x" + row.cpus() + nodes + arguments;
    }

    /** Returns the label of the row with this id. */
    String of(String id) {
        return rows.stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .map(this::of)
                .orElse(id);
    }

    /** Returns the shape of the machines and the arguments of the kernels, as far as all rows have the same. */
    Optional<String> shape() {
        String shape =
                oneShape ? rows.stream().findFirst().map(MatrixRow::shape).orElse("") : "";
        String arguments = oneArguments
                ? rows.stream().findFirst().map(MatrixRow::kernelArguments).orElse("")
                : "";
        return Optional.of(Stream.of(shape, arguments)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", ")))
                .filter(text -> !text.isEmpty());
    }

    /** Returns the length of the longest label. */
    int width() {
        return rows.stream().mapToInt(row -> of(row).length()).reduce(LEAST_WIDTH, Math::max);
    }
}
