// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.timertorture.explain.Claim;
import org.timertorture.explain.Explanation;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Cycles;
import org.timertorture.result.RunResult;
import org.timertorture.result.Violation;

/** Prints an explanation, and what the cells that show it have measured. */
public final class ExplanationReport {
    private static final int INDENT = 2;

    private final PrintStream out;

    public ExplanationReport(PrintStream out) {
        this.out = out;
    }

    /** Prints the text, and the command that shows it. */
    public void write(Explanation explanation) {
        text(explanation);
        claims(explanation, Optional.empty());
        out.println();
        explanation
                .command()
                .ifPresentOrElse(
                        command -> out.println("seen by: timertorture " + command),
                        () -> explanation
                                .plan()
                                .ifPresent(plan ->
                                        out.println("seen by: timertorture explain " + explanation.name() + " --run")));
    }

    /** Prints the text, with what a run of the explanation's plan has measured for each claim. */
    public void write(Explanation explanation, RunResult result) {
        text(explanation);
        claims(explanation, Optional.of(result));
        out.println();
    }

    private void text(Explanation explanation) {
        out.println(explanation.name() + ": " + explanation.title());
        for (Explanation.Paragraph paragraph : explanation.paragraphs()) {
            out.println();
            String head = paragraph.heading().isEmpty() ? "" : paragraph.heading() + ":";
            if (paragraph.laidOut()) {
                if (!head.isEmpty()) {
                    out.println(head);
                }
                paragraph.text().lines().forEach(line -> out.println((" ".repeat(INDENT) + line).stripTrailing()));
            } else {
                Lines.wrap(head.isEmpty() ? "" : head + " ", paragraph.text(), INDENT, TableReport.WIDTH)
                        .forEach(out::println);
            }
        }
    }

    private void claims(Explanation explanation, Optional<RunResult> result) {
        if (explanation.claims().isEmpty()) {
            return;
        }
        out.println();
        out.println(result.isPresent() ? "measured now:" : "claims, and the cells that show them:");
        List<CellResult> cells = result.map(RunResult::cells).orElse(List.of());
        for (int i = 0; i < explanation.claims().size(); i++) {
            Claim claim = explanation.claims().get(i);
            Lines.wrap("  - ", claim.sentence(), 2 * INDENT, TableReport.WIDTH).forEach(out::println);
            String measured =
                    result.isEmpty() ? "" : ": " + (i < cells.size() ? measured(cells.get(i)) : "not reached");
            Lines.wrap("    ", claim.cell() + measured, 3 * INDENT, TableReport.WIDTH)
                    .forEach(out::println);
        }
    }

    /** Returns what became of a cell, as a phrase. */
    private static String measured(CellResult cell) {
        if (cell.status() != CellStatus.RAN && cell.status() != CellStatus.FAULTED) {
            return cell.status().label() + (cell.reason() == null ? "" : ", " + cell.reason());
        }
        String broken =
                cell.violations().stream().map(ExplanationReport::broken).collect(Collectors.joining("; "));
        return (broken.isEmpty() ? "held in " : broken + ", in ") + raced(cell);
    }

    private static String broken(Violation violation) {
        return String.format(
                Locale.ROOT,
                "%s broken %,d time%s (%s%s)",
                violation.rule().label(),
                violation.count(),
                violation.count() == 1 ? "" : "s",
                violation.grade().label().toUpperCase(Locale.ROOT),
                violation.known() == null ? "" : ", known finding " + violation.known());
    }

    private static String raced(CellResult cell) {
        Cycles cycles = cell.cycles();
        if (cycles != null) {
            return String.format(Locale.ROOT, "%,d unloads", cycles.count());
        }
        return String.format(
                Locale.ROOT,
                "%,d deletions, of which %,d met a handler, in %s",
                cell.attempts().sum(),
                cell.attempts().encounter(),
                Figures.seconds(cell.seconds()));
    }
}
