// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.timertorture.result.StepTaken;

/** Lays out the steps of a trial: a line for each step, in the column of the role that took it. */
final class StepsTable {
    private static final int NS_WIDTH = 11;
    private static final int GENERATION_WIDTH = 3;
    private static final int INDENT = 2;

    private final List<StepTaken> steps;
    private final int width;

    StepsTable(List<StepTaken> steps, int width) {
        this.steps = steps;
        this.width = width;
    }

    /** Returns the headings and the steps. */
    List<String> lines() {
        List<Integer> cpus =
                steps.stream().map(StepTaken::cpu).distinct().sorted().toList();
        if (cpus.isEmpty()) {
            return List.of();
        }
        int column = (width - NS_WIDTH - GENERATION_WIDTH - 2) / cpus.size() - 1;
        List<TextTable.Column> columns = new ArrayList<>(List.of(
                new TextTable.Column("ns", NS_WIDTH, true), new TextTable.Column("gen", GENERATION_WIDTH, true)));
        cpus.forEach(cpu -> columns.add(new TextTable.Column("CPU " + cpu, column, false)));
        TextTable table = new TextTable(columns);
        List<String> lines = new ArrayList<>(List.of(table.titles()));
        for (StepTaken step : steps) {
            String ns = String.format(Locale.ROOT, "%+,d", step.ns());
            String generation = "" + step.generation();
            for (String line : Lines.wrap("", step.step() + ": " + step.does(), INDENT, column)) {
                List<String> texts = new ArrayList<>(List.of(ns, generation));
                cpus.forEach(cpu -> texts.add(cpu == step.cpu() ? line : ""));
                lines.add(table.row(texts));
                ns = "";
                generation = "";
            }
        }
        return lines;
    }
}
