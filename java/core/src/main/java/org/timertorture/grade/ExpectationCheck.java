// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.timertorture.plan.Cell;
import org.timertorture.plan.Expectation;
import org.timertorture.plan.PlanException;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Rule;

/** Rejects expectations that a cell can never meet, before a target is booted. */
public final class ExpectationCheck {
    private ExpectationCheck() {}

    /**
     * Checks the expectations of cells against the rules that are checked, the promises and the planted defects.
     *
     * @param source the plan's file, for messages
     * @throws PlanException if an expectation cannot be met; the message names the cell, its line and the reason
     */
    public static void check(String source, List<Cell> cells) throws PlanException {
        for (Cell cell : cells) {
            Optional<Rule> rule = cell.expect().required();
            Optional<String> reason =
                    cell.expect().kind() == Expectation.Kind.CRASH ? noCrash(cell) : rule.flatMap(r -> reason(cell, r));
            if (reason.isPresent()) {
                throw new PlanException(source + ": " + (cell.line() > 0 ? "line " + cell.line() + ": " : "")
                        + cell.id() + ": expect: " + cell.expect().label() + " cannot be met: " + reason.get());
            }
        }
    }

    private static Optional<String> noCrash(Cell cell) {
        String name = cell.primitive().name();
        String scenario = cell.scenario().name();
        boolean can = cell.scenario().victim() && cell.primitive().outlives()
                || Grades.crash(name, scenario).isPresent();
        return can ? Optional.empty() : Optional.of("nothing is known by which " + name + " crashes in " + scenario);
    }

    private static Optional<String> reason(Cell cell, Rule rule) {
        String name = cell.primitive().name();
        String scenario = cell.scenario().name();
        if (cell.scenario().cycles()) {
            return Optional.of("in " + scenario + " no rule is sure to be checked");
        }
        Set<Rule> checked = cell.scenario().rulesOf(cell.primitive());
        if (!checked.isEmpty() && !checked.contains(rule)) {
            return Optional.of(rule.label() + " is never checked of " + name + " in " + scenario + "; what is: "
                    + String.join(", ", Named.labels(checked.toArray(Rule[]::new))));
        }
        return cell.primitive().broken() || allowed(cell, rule)
                ? Optional.empty()
                : Optional.of("nothing is known by which " + name + " breaks " + rule.label() + " in " + scenario
                        + "; expect pass or any");
    }

    private static boolean allowed(Cell cell, Rule rule) {
        String primitive = cell.primitive().name();
        String scenario = cell.scenario().name();
        return cell.primitive().kind() == Kind.HISTORICAL
                || Grades.of(primitive, scenario, rule).grade() != Grade.FORBIDDEN
                || KnownFindings.committed().all().stream()
                        .anyMatch(f -> f.rule() == rule && f.showsIn(cell.primitive(), scenario));
    }
}
