// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.timertorture.result.Timeline;

/** Lays out the events before a violation: a line for each event and a column for each CPU. */
final class TimelineTable {
    /** The number of lines that a reader can be expected to read. */
    private static final int MOST_LINES = 30;

    private static final int NS_WIDTH = 12;
    private static final int GENERATION_WIDTH = 10;
    private static final int LEAST_WIDTH = 12;
    private static final int MOST_WIDTH = 24;

    private final Timeline timeline;
    private final int width;

    TimelineTable(Timeline timeline, int width) {
        this.timeline = timeline;
        this.width = width;
    }

    /** Returns the headings and the events. A long timeline shows only the last events of the timer concerned. */
    List<String> lines() {
        List<Timeline.Happening> events = timeline.events().stream()
                .filter(e -> timeline.timer() == null || e.timer() == timeline.timer())
                .toList();
        List<Timeline.Happening> shown = events.subList(Math.max(0, events.size() - MOST_LINES), events.size());
        List<Integer> cpus =
                shown.stream().map(Timeline.Happening::cpu).distinct().sorted().toList();
        if (cpus.isEmpty()) {
            return List.of();
        }
        int left = width - NS_WIDTH - GENERATION_WIDTH - 2;
        int column = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, left / cpus.size() - 1));
        List<TextTable.Column> columns = new ArrayList<>(List.of(
                new TextTable.Column("ns", NS_WIDTH, true),
                new TextTable.Column("generation", GENERATION_WIDTH, true)));
        cpus.forEach(cpu -> columns.add(new TextTable.Column("CPU " + cpu, column, false)));
        TextTable table = new TextTable(columns);
        List<String> lines = new ArrayList<>(List.of(table.titles()));
        shown.forEach(e -> lines.add(table.row(texts(e, cpus))));
        return lines;
    }

    private static List<String> texts(Timeline.Happening e, List<Integer> cpus) {
        List<String> texts = new ArrayList<>(List.of(String.format(Locale.ROOT, "%+,d", e.ns()), "" + e.generation()));
        cpus.forEach(cpu -> texts.add(cpu == e.cpu() ? EventText.of(e) : ""));
        return texts;
    }
}
