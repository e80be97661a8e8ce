// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Cell;
import org.timertorture.plan.PlanException;
import org.timertorture.uapi.Rule;

/** Refuses what a cell is expected to do where it never can, before anything is booted for it. */
public final class ExpectationCheck {
    /** What can be broken only where a handler runs. */
    private static final Set<Rule> OF_HANDLERS = EnumSet.of(
            Rule.NO_RUN_AFTER_SYNC, Rule.VISIBLE, Rule.NO_OVERLAP, Rule.NOT_EARLY, Rule.NOT_LOST, Rule.PINNED);

    private static final Set<Rule> OF_SYNC = EnumSet.of(Rule.NO_RUN_AFTER_SYNC, Rule.VISIBLE);

    private final Catalogue catalogue;

    public ExpectationCheck(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Checks cells against what is promised and planted.
     *
     * @throws PlanException naming the cell and why its expectation cannot be met
     */
    public void check(List<Cell> cells) throws PlanException {
        for (Cell cell : cells) {
            Optional<Rule> rule = cell.expect().required();
            Optional<String> reason = rule.flatMap(r -> reason(cell, r));
            if (reason.isPresent()) {
                throw new PlanException(
                        cell.id() + ": expect: " + cell.expect().label() + " cannot be met: " + reason.get());
            }
        }
    }

    private Optional<String> reason(Cell cell, Rule rule) {
        Catalogue.Primitive primitive = cell.primitive();
        String name = primitive.name();
        if (OF_SYNC.contains(rule) && !primitive.sync()) {
            return Optional.of(name + " does not promise that the handler is not running");
        }
        if (rule == Rule.SHUTDOWN && !primitive.shutsDown()) {
            return Optional.of(name + " does not shut the timer down");
        }
        if (primitive.broken()) {
            return brokenReason(cell, rule);
        }
        return allowed(cell, rule)
                ? Optional.empty()
                : Optional.of("nothing is known by which " + name + " breaks " + rule.label() + " in "
                        + cell.scenario().name() + "; expect pass or any");
    }

    private Optional<String> brokenReason(Cell cell, Rule rule) {
        Catalogue.Primitive primitive = cell.primitive();
        Optional<Catalogue.Scenario> shows = catalogue.scenarioNamed(primitive.showsIn());
        boolean otherAim =
                shows.isPresent() && !shows.get().aim().equals(cell.scenario().aim());
        return OF_HANDLERS.contains(rule) && otherAim
                ? Optional.of("the defect of " + primitive.name() + " shows in " + primitive.showsIn()
                        + ", where handlers run; in " + cell.scenario().name() + " none is met")
                : Optional.empty();
    }

    private static boolean allowed(Cell cell, Rule rule) {
        String primitive = cell.primitive().name();
        String scenario = cell.scenario().name();
        return cell.primitive().kind().equals("historical")
                || Grades.of(primitive, scenario, rule).grade() != Grade.FORBIDDEN
                || KnownFindings.committed().all().stream().anyMatch(f -> f.explains(cell.primitive(), scenario, rule));
    }
}
