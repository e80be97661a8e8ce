// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.timertorture.result.StepTaken;

/** The steps of a trial, a line each, in a column for whoever took it. */
final class StepsTable {
    private static final int NS_WIDTH = 11;
    private static final int GENERATION_WIDTH = 3;

    private final List<StepTaken> steps;
    private final int width;

    StepsTable(List<StepTaken> steps, int width) {
        this.steps = steps;
        this.width = width;
    }

    /** Titles first. */
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
            List<String> texts =
                    new ArrayList<>(List.of(String.format(Locale.ROOT, "%+,d", step.ns()), "" + step.generation()));
            cpus.forEach(cpu -> texts.add(cpu == step.cpu() ? text(step, column) : ""));
            lines.add(table.row(texts));
        }
        return lines;
    }

    private static String text(StepTaken step, int column) {
        String full = step.step() + ": " + step.does();
        return full.length() <= column
                ? full
                : step.step() + ": "
                        + Lines.cut(step.does(), column - step.step().length() - 2);
    }
}
