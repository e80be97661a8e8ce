// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.timertorture.grade.Resource;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.PlanException;

/**
 * The table of 2004, as it was published.
 *
 * @param source who, where and when
 * @param what was measured
 * @param machines what the columns were measured on
 */
public record Published(String source, String what, String machines, List<Column> columns, List<Row> rows) {

    public Published {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** What ships. */
    public static Published table() {
        return Resource.read("/published-2004.yaml", Published.class);
    }

    /** Whose lines a deletion reads. */
    public enum Asks {
        @JsonProperty("every-cpu")
        EVERY_CPU,
        @JsonProperty("base")
        BASE
    }

    /**
     * A machine and the state of its lines.
     *
     * @param slots CPUs
     * @param nodes that they were on
     */
    public record Column(String title, boolean cold, int slots, int nodes) {}

    /** The machines of its columns. */
    public List<PublishedMachine> machinesOfColumns() {
        return cells().stream().map(PublishedCell::machine).distinct().toList();
    }

    /**
     * An algorithm's.
     *
     * @param name as its cells' names begin
     * @param primitive the model of it
     * @param cycles by column
     */
    public record Row(String name, String primitive, Asks asks, List<Long> cycles) {}

    /** All of them, row by row. */
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
     * The one of that name.
     *
     * @throws PlanException if there is none, with the nearest names
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
