// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.timertorture.grade.Resource;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.PlanException;

/**
 * The table published in 2004.
 *
 * @param source who published it, where and when
 * @param what what was measured
 * @param machines the machines that the columns were measured on
 */
public record Published(String source, String what, String machines, List<Column> columns, List<Row> rows) {

    public Published {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Returns the table that ships with the tool. */
    public static Published table() {
        return Resource.read("/published-2004.yaml", Published.class);
    }

    /** The bases that a deletion looks at: those of every CPU, or only the timer's own. */
    public enum Asks {
        @JsonProperty("every-cpu")
        EVERY_CPU,
        @JsonProperty("base")
        BASE
    }

    /**
     * A machine and the state of its cache lines.
     *
     * @param slots number of CPUs
     * @param nodes number of nodes that the CPUs were on
     */
    public record Column(String title, boolean cold, int slots, int nodes) {}

    /** Returns the machines of the columns, without repetitions. */
    public List<PublishedMachine> machinesOfColumns() {
        return cells().stream().map(PublishedCell::machine).distinct().toList();
    }

    /**
     * The published costs of one algorithm.
     *
     * @param name the beginning of its cells' names
     * @param primitive the primitive that models the algorithm
     * @param cycles the cost in each column
     */
    public record Row(String name, String primitive, Asks asks, List<Long> cycles) {}

    /** Returns all cells, row by row. */
    public List<PublishedCell> cells() {
        List<PublishedCell> cells = new ArrayList<>();
        for (Row row : rows) {
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                cells.add(new PublishedCell(
                        row.name() + "-" + column.title().replace(' ', '-'),
                        row.primitive(),
                        row.asks(),
                        column.cold(),
                        new PublishedMachine(column.slots(), column.nodes()),
                        row.cycles().get(i)));
            }
        }
        return cells;
    }

    /**
     * Returns the cell with this name.
     *
     * @throws PlanException if there is none; the message suggests the nearest names
     */
    public PublishedCell cell(String name) throws PlanException {
        List<String> names = cells().stream().map(PublishedCell::name).toList();
        return cells().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PlanException(
                        "the published table has no cell \"" + name + "\"" + NearestNames.among(names, name)));
    }
}
