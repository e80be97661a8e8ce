// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

/** The number of CPUs that a machine must have for all cells of a plan. */
public final class WantedCpus {
    private WantedCpus() {}

    /** Returns what the largest cell wants. Names that the catalogue lacks are the expander's business. */
    public static int of(Plan plan, Catalogue catalogue) {
        return plan.cells().stream().mapToInt(cell -> of(cell, catalogue)).max().orElse(0);
    }

    private static int of(CellSpec cell, Catalogue catalogue) {
        if (cell.pairs() instanceof PairChoice.Listed listed) {
            return listed.pairs().stream()
                    .mapToInt(p -> 1 + Math.max(Math.max(p.deleter(), p.base()), p.hasThird() ? p.third() : 0))
                    .max()
                    .orElse(0);
        }
        boolean third = catalogue
                .scenarioNamed(cell.scenario())
                .filter(s -> s.available() && s.needsThird())
                .isPresent();
        int pairs = cell.pairs() instanceof PairChoice.Count count ? count.count() : 1;
        return pairs * PairPlacer.cpusOf(third);
    }
}
