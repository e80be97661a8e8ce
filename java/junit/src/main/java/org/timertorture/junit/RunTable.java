// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints one table of all runs when the test plan is over. The JUnit platform finds this class by itself.
 *
 * <p>It reads the report entries that each test publishes.
 */
public final class RunTable implements TestExecutionListener {
    private static final String[] TITLES = {"test", "kernel", "plan", "verdict", "cells", "races", "trust"};
    private static final double MS_PER_SECOND = 1_000;

    private final PrintStream out;
    private final List<Map<String, String>> runs = new ArrayList<>();

    /** Creates a listener that prints to standard output. */
    public RunTable() {
        this(System.out);
    }

    RunTable(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        Map<String, String> pairs = entry.getKeyValuePairs();
        if (pairs.containsKey(RunReport.VERDICT)) {
            runs.add(pairs);
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        if (runs.isEmpty()) {
            return;
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(TITLES);
        runs.forEach(run -> rows.add(row(run)));
        print(rows);
        out.println(sum());
        runs.clear();
    }

    private static String[] row(Map<String, String> run) {
        return new String[] {
            run.get(RunReport.TEST),
            run.get(RunReport.KERNEL),
            run.get(RunReport.PLAN),
            run.get(RunReport.VERDICT),
            run.get(RunReport.CELLS),
            String.format(Locale.ROOT, "%,d", Long.parseLong(run.get(RunReport.RACES))),
            run.get(RunReport.TRUST)
        };
    }

    private void print(List<String[]> rows) {
        int[] widths = new int[TITLES.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String padding = " ".repeat(widths[i] - row[i].length());
                boolean number = TITLES[i].equals("cells") || TITLES[i].equals("races");
                line.append(number ? padding + row[i] : row[i] + padding).append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private String sum() {
        Map<String, Long> boots = new LinkedHashMap<>();
        runs.forEach(run -> boots.put(run.get(RunReport.MACHINE), Long.parseLong(run.get(RunReport.BOOT_MS))));
        double seconds = boots.values().stream().mapToLong(Long::longValue).sum() / MS_PER_SECOND;
        return String.format(
                Locale.ROOT,
                "%s in %s, which booted in %.1f s",
                count(runs.size(), "run"),
                count(boots.size(), "virtual machine"),
                seconds);
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
