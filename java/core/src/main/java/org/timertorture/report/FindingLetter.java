// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.timertorture.grade.KnownFinding;
import org.timertorture.grade.KnownFindings;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Environment;
import org.timertorture.result.RunResult;
import org.timertorture.result.Violation;
import org.timertorture.shrink.Offence;
import org.timertorture.words.PrimitiveName;

/** Writes a finding as a text for the maintainers of the kernel. */
public final class FindingLetter {
    private static final int INDENT = 2;

    private final PrintStream out;

    public FindingLetter(PrintStream out) {
        this.out = out;
    }

    /**
     * What the letter is about.
     *
     * @param run the run that saw it
     * @param seen the cell and what it saw
     * @param others further runs, which tell on which kernels it is seen
     * @param plan the smallest plan that shows it, as text; empty if there is none
     * @param module the name of a file with a module that shows it; empty if there is none
     */
    public record Contents(
            RunResult run, Offence.Seen seen, List<RunResult> others, Optional<String> plan, Optional<String> module) {}

    /** Writes the letter. */
    public void write(Contents contents) {
        CellResult cell = contents.seen().cell();
        Violation violation = cell.violations().stream()
                .filter(v -> contents.seen().offence().equals(Offence.of(v)))
                .findFirst()
                .orElseThrow();
        String call = PrimitiveName.of(cell.kernelName(), cell.primitive()) + "()";
        out.println("Subject: timers: " + call + " breaks " + violation.rule().label() + " in " + cell.scenario());
        kernel(contents.run());
        heading("What is promised");
        text(Optional.ofNullable(violation.promise()).orElse("nothing that the tool knows of"));
        if (violation.source() != null && !violation.source().equals("none")) {
            text("Source: " + violation.source() + ".");
        }
        heading("What happened");
        violation.evidence().stream().limit(1).forEach(e -> text(e.sentence()));
        if (violation.timeline() != null) {
            out.println();
            new TimelineTable(violation.timeline(), TableReport.WIDTH - INDENT)
                    .lines()
                    .forEach(line -> out.println((" ".repeat(INDENT) + line).stripTrailing()));
        }
        mechanism(violation);
        heading("How often");
        text(String.format(
                Locale.ROOT,
                "%,d times in %.1f s of racing: cell %s, %,d deletions, of which %,d met a handler.",
                violation.count(),
                cell.seconds(),
                cell.shownId(),
                cell.attempts().sum(),
                cell.attempts().encounter()));
        kernels(contents);
        reproducers(contents);
    }

    private void kernel(RunResult run) {
        Environment e = run.environment();
        heading("Where");
        text("Kernel " + e.kernelRelease() + ", HZ " + e.kernel().hz()
                + Optional.ofNullable(e.kernel().preemption())
                        .map(p -> ", preemption " + p.label())
                        .orElse("")
                + ", configuration "
                + Optional.ofNullable(e.kernel().configHash()).orElse("not known") + ".");
        text(e.machine().cpus() + " CPUs on " + e.nodes() + (e.nodes() == 1 ? " node" : " nodes")
                + (e.inVm() ? " of a VM, " + e.accel() + (e.emulated() ? " (emulated)" : "") : "") + ", on "
                + Optional.ofNullable(e.host().model()).orElse("a processor that is not known") + ".");
        text("timertorture " + e.toolVersion() + ", plan " + run.plan().name() + ", seed " + run.seed() + ".");
    }

    private void mechanism(Violation violation) {
        KnownFindings.committed().all().stream()
                .filter(f -> f.id().equals(violation.known()))
                .map(KnownFinding::explanation)
                .findFirst()
                .ifPresent(explanation -> {
                    heading("Why");
                    explanation.lines().forEach(line -> out.println((" ".repeat(INDENT) + line).stripTrailing()));
                });
    }

    private void kernels(Contents contents) {
        heading("Kernels");
        kernelRow(contents.run(), contents.seen());
        contents.others().forEach(run -> kernelRow(run, contents.seen()));
    }

    private void kernelRow(RunResult run, Offence.Seen seen) {
        out.println("  " + run.environment().kernelRelease() + ": "
                + run.cells().stream()
                        .filter(c -> c.id().equals(seen.cell().id()))
                        .findFirst()
                        .map(c -> outcome(c, seen.offence()))
                        .orElse("the cell is not in that run"));
    }

    private static String outcome(CellResult cell, Offence offence) {
        if (cell.status() != CellStatus.RAN) {
            return cell.status().label() + (cell.reason() == null ? "" : ", " + cell.reason());
        }
        long count = cell.violations().stream()
                .filter(v -> offence.equals(Offence.of(v)))
                .mapToLong(Violation::count)
                .sum();
        String raced = String.format(
                Locale.ROOT, "%,d deletions that met a handler", cell.attempts().encounter());
        return (count == 0 ? "not seen in " : String.format(Locale.ROOT, "broken %,d times in ", count)) + raced;
    }

    private void reproducers(Contents contents) {
        heading("To reproduce it");
        contents.plan()
                .ifPresentOrElse(
                        plan -> {
                            text("timertorture run FILE, with this FILE:");
                            out.println();
                            plan.lines().forEach(line -> out.println(" ".repeat(2 * INDENT) + line));
                        },
                        () -> text(command(contents.run()) + "; timertorture shrink finds a smaller plan."));
        out.println();
        text(contents.module()
                .map(file -> "A module that needs nothing of timertorture: " + file + ".")
                .orElse("There is no module of its own for this rule and scenario."));
    }

    /** Returns the command that repeats a run. The plan of a known finding is raced by its replay. */
    private static String command(RunResult run) {
        String plan = run.plan().name();
        boolean replayed = KnownFindings.committed().all().stream()
                .anyMatch(f -> f.replay().name().equals(plan));
        return "timertorture " + (replayed ? "replay " : "run ") + plan + " --seed " + run.seed();
    }

    private void heading(String heading) {
        out.println();
        out.println(heading);
    }

    private void text(String text) {
        Lines.wrap(" ".repeat(INDENT), text, INDENT, TableReport.WIDTH).forEach(out::println);
    }
}
