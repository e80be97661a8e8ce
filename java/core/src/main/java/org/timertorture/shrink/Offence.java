// SPDX-License-Identifier: Apache-2.0
package org.timertorture.shrink;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.PlanException;
import org.timertorture.result.CellResult;
import org.timertorture.result.Evidence;
import org.timertorture.result.RunResult;
import org.timertorture.result.Violation;
import org.timertorture.uapi.Rule;

/**
 * What must happen again: a rule broken by the same mechanism.
 *
 * @param rule the rule
 * @param known the id of the known finding that explains it; empty if none does
 */
public record Offence(Rule rule, Optional<String> known) {
    private static final double NS_PER_SECOND = 1e9;

    /**
     * A sighting.
     *
     * @param cell the cell that saw it
     * @param offence what it saw
     */
    public record Seen(CellResult cell, Offence offence) {}

    /** Returns what a violation is. */
    public static Offence of(Violation violation) {
        return new Offence(violation.rule(), Optional.ofNullable(violation.known()));
    }

    /**
     * Finds what to shrink: the first violation that no known finding explains, or else the first one of all. Planted
     * defects that were raced before the plan do not count.
     *
     * @param cellId the only cell to look at; empty for all
     * @throws PlanException if there is no such cell, or no rule was broken
     */
    public static Seen in(RunResult result, Optional<String> cellId) throws PlanException {
        List<CellResult> cells =
                result.cells().stream().filter(c -> !c.oracle()).toList();
        if (cellId.isPresent() && cells.stream().noneMatch(c -> c.id().equals(cellId.get()))) {
            throw new PlanException("--cell: there is no cell \"" + cellId.get() + "\""
                    + NearestNames.among(cells.stream().map(CellResult::id).toList(), cellId.get()));
        }
        List<Seen> seen = cells.stream()
                .filter(c -> cellId.isEmpty() || c.id().equals(cellId.get()))
                .flatMap(c -> c.violations().stream().map(v -> new Seen(c, of(v))))
                .toList();
        Stream<Seen> unknown = seen.stream()
                .filter(s -> s.cell().violations().stream().anyMatch(v -> v.counts() && of(v).equals(s.offence())));
        return unknown.findFirst()
                .or(() -> seen.stream().findFirst())
                .orElseThrow(() -> new PlanException("no rule was broken in "
                        + cellId.map(id -> "cell " + id).orElse("this run")
                        + (result.ending() == null ? "" : "; that a kernel dies cannot be shrunk")));
    }

    /**
     * Returns the racing time after which a cell saw this for the first time, in seconds. If the time of no sighting is
     * known, that is the cell's whole time. Empty if the cell did not see it.
     */
    public OptionalDouble firstIn(CellResult cell) {
        return cell.violations().stream()
                .filter(v -> of(v).equals(this))
                .mapToDouble(v -> v.evidence().stream()
                        .map(Offence::endNs)
                        .filter(Objects::nonNull)
                        .mapToDouble(ns -> ns / NS_PER_SECOND)
                        .min()
                        .orElse(cell.seconds()))
                .min();
    }

    /** Returns the place of the last stall before the first sighting; empty if nothing was stalled. */
    public Optional<String> stallIn(CellResult cell) {
        return cell.violations().stream()
                .filter(v -> of(v).equals(this))
                .flatMap(v -> v.evidence().stream())
                .filter(e -> e.stall() != null)
                .map(e -> e.stall().place())
                .findFirst();
    }

    private static Long endNs(Evidence e) {
        if (e.call() != null && e.call().endNs() != null) {
            return e.call().endNs();
        }
        return e.handler() == null ? null : e.handler().beginNs();
    }

    @Override
    public String toString() {
        return rule.label() + known.map(id -> " (known finding " + id + ")").orElse("");
    }
}
