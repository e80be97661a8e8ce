// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import org.timertorture.shrink.Offence;
import org.timertorture.shrink.Shrinker;

/** Prints what a shrink tried, and what it found. */
public final class ShrinkReport {
    private static final TextTable TABLE = new TextTable(List.of(
            new TextTable.Column("simpler cell", 40, false),
            new TextTable.Column("", 14, false),
            new TextTable.Column("raced", 8, true)));

    private final PrintStream out;

    public ShrinkReport(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints it.
     *
     * @param cellId the id of the cell that was shrunk
     * @param kernel the release of the kernel that raced
     */
    public void write(String cellId, String kernel, Offence offence, Shrinker.Outcome outcome) {
        out.println(offence + " in " + cellId + ", on " + kernel);
        if (outcome.cell().isEmpty()) {
            out.println();
            out.println("It did not come again in " + Figures.seconds(outcome.seconds())
                    + " of racing. At the pace of that run, 95 of 100 attempts would have seen it by then.");
            return;
        }
        out.println();
        out.println(TABLE.titles());
        outcome.steps()
                .forEach(step -> out.println(TABLE.row(List.of(
                        step.what(),
                        step.accepted() ? "still breaks" : "does not break",
                        Figures.seconds(step.seconds())))));
        out.println();
        out.println("The smallest cell breaks it in " + outcome.hits() + " of " + outcome.trials() + " runs of "
                + Figures.seconds(outcome.seconds()) + ".");
    }
}
