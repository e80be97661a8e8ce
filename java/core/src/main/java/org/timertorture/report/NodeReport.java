// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.timertorture.result.CellResult;
import org.timertorture.stats.NodeCosts;

/** Prints what tournaments of all pairs of CPUs cost: by the distance of their nodes, and from node to node. */
final class NodeReport {
    private static final int MOST_NODES = 16;
    private static final TextTable.Column DISTANCE = new TextTable.Column("distance", 8, true);
    private static final TextTable.Column PAIRS = new TextTable.Column("pairs", 5, true);
    private static final TextTable.Column MEDIAN = new TextTable.Column("p50 ns", 9, true);
    private static final TextTable BY_DISTANCE = new TextTable(List.of(DISTANCE, PAIRS, MEDIAN));
    private static final int NODE_WIDTH = 8;

    private final PrintStream out;

    NodeReport(PrintStream out) {
        this.out = out;
    }

    void write(List<CellResult> cells) {
        NodeCosts.of(cells).forEach(this::write);
    }

    private void write(NodeCosts costs) {
        out.println();
        out.println(costs.primitive() + " in " + costs.scenario() + ", every two CPUs once, medians by distance:");
        out.println(BY_DISTANCE.titles());
        costs.byDistance()
                .forEach((distance, cost) -> out.println(
                        BY_DISTANCE.row(List.of("" + distance, "" + cost.pairs(), Figures.whole(cost.medianNs())))));
        List<Integer> nodes = costs.nodes();
        if (nodes.size() < 2 || nodes.size() > MOST_NODES) {
            return;
        }
        out.println();
        out.println("The same in ns, from the node of the timer (a row) to the node of the other CPU (a column):");
        List<TextTable.Column> columns = new ArrayList<>(List.of(new TextTable.Column("node", NODE_WIDTH, false)));
        nodes.forEach(node -> columns.add(new TextTable.Column("" + node, NODE_WIDTH, true)));
        TextTable table = new TextTable(columns);
        out.println(table.titles());
        for (int base : nodes) {
            List<String> row = new ArrayList<>(List.of("" + base));
            nodes.forEach(deleter -> row.add(
                    costs.betweenNodes(base, deleter).isPresent()
                            ? Figures.whole(costs.betweenNodes(base, deleter).getAsDouble())
                            : "-"));
            out.println(table.row(row));
        }
    }
}
