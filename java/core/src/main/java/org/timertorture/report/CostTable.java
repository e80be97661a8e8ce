// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.timertorture.result.CostLine;
import org.timertorture.result.ModelCost;
import org.timertorture.uapi.Cold;

/**
 * Prints costs in the layout of 2004: a row for each algorithm, and columns for warm and cold lines at many and at few
 * slots.
 */
final class CostTable {
    private static final String LOOP = "hist_2_6_query_loop";
    private static final int LEAST_LABEL = 20;
    private static final int WARM = 9;
    private static final int COLD = 14;
    private static final double PERCENT = 100;

    private final List<CostLine> lines;
    private final List<Place> places;
    private final TextTable table;

    /**
     * Creates a table.
     *
     * @param lines the costs in one scenario
     * @param most the number of slots that represents a large machine
     * @param least the number of slots that represents a small machine
     */
    CostTable(List<CostLine> lines, int most, int least) {
        this.lines = lines;
        this.places = Stream.of(Cold.values())
                .filter(cold -> lines.stream().anyMatch(l -> l.cold() == cold))
                .flatMap(cold -> List.of(new Place(cold, most), new Place(cold, least)).stream())
                .toList();
        int label = Math.max(
                LEAST_LABEL,
                lines.stream().mapToInt(l -> l.name().length()).max().orElse(0));
        List<TextTable.Column> columns = new ArrayList<>(List.of(new TextTable.Column("", label, false)));
        places.forEach(p -> columns.add(new TextTable.Column(p.title(), p.cold() == Cold.NONE ? WARM : COLD, true)));
        this.table = new TextTable(columns);
    }

    private record Place(Cold cold, int slots) {
        String title() {
            String lines = switch (cold) {
                case NONE -> "warm";
                case FLUSH -> "flushed";
                case DIRTY -> "dirtied";
            };
            return lines + " " + slots;
        }
    }

    void write(PrintStream out) {
        out.println(table.titles());
        for (String primitive : primitives()) {
            out.println(row(name(primitive), p -> at(primitive, p, c -> rounded(c.meanCycles()))));
            out.println(row("  mean ns", p -> at(primitive, p, c -> rounded(c.meanNs()))));
            out.println(row("  p50 ns", p -> at(primitive, p, c -> rounded(c.p50Ns()))));
            out.println(row("  p99 ns", p -> at(primitive, p, c -> rounded(c.p99Ns()))));
            if (lines.stream().anyMatch(l -> l.primitive().equals(primitive) && l.dirtied() != null)) {
                out.println(row("  lines dirtied", p -> dirtied(primitive, p)));
            }
        }
        ratio(out, "loop / last_running", "hist_last_running");
        ratio(out, "loop / singleshot", "hist_singleshot");
    }

    private List<String> primitives() {
        return lines.stream().map(CostLine::primitive).distinct().toList();
    }

    private String name(String primitive) {
        return lines.stream()
                .filter(l -> l.primitive().equals(primitive))
                .findFirst()
                .map(CostLine::name)
                .orElse(primitive);
    }

    private void ratio(PrintStream out, String label, String other) {
        if (primitives().contains(LOOP) && primitives().contains(other)) {
            out.println(row(
                    label,
                    p -> line(LOOP, p).map(CostLine::lacking).isPresent()
                            ? lacking(line(LOOP, p).orElseThrow())
                            : cost(LOOP, p)
                                    .flatMap(loop -> cost(other, p)
                                            .map(o -> String.format(
                                                    Locale.ROOT, "%.1f", loop.meanCycles() / o.meanCycles())))
                                    .orElse("-")));
        }
    }

    private String at(String primitive, Place place, Function<ModelCost, String> figure) {
        Optional<CostLine> line = line(primitive, place);
        if (line.isPresent() && line.get().lacking() != null) {
            return lacking(line.get());
        }
        return cost(primitive, place).map(figure).orElse("-");
    }

    private static String lacking(CostLine line) {
        return "n/a (" + line.lacking() + ")";
    }

    private String dirtied(String primitive, Place place) {
        return line(primitive, place)
                .map(CostLine::dirtied)
                .map(share -> Math.round(share * PERCENT) + "%")
                .orElse("");
    }

    private Optional<CostLine> line(String primitive, Place place) {
        return lines.stream()
                .filter(l -> l.primitive().equals(primitive) && l.cold() == place.cold())
                .findFirst();
    }

    /** Returns the cost at a place. The running kernel's own call has no slots. */
    private Optional<ModelCost> cost(String primitive, Place place) {
        return line(primitive, place)
                .flatMap(line -> line.least().stream()
                        .filter(c -> c.slots() == place.slots() || c.slots() == 0)
                        .findFirst());
    }

    private String row(String label, Function<Place, String> text) {
        List<String> texts = new ArrayList<>(List.of(label));
        places.forEach(p -> texts.add(text.apply(p)));
        return table.row(texts);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
}
