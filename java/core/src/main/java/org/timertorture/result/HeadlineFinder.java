// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Compares the cells of a run that chase with those that do not align. */
public final class HeadlineFinder {
    private static final double CONFIDENCE = 0.95;

    private HeadlineFinder() {}

    /** The comparison for the first primitive and scenario that ran under both engines. */
    public static Optional<Headline> find(List<CellResult> cells) {
        for (CellResult none : cells) {
            List<CellResult> chases = ran(cells, c -> c.align().equals("chase") && sameWork(c, none));
            if (none.status() == CellStatus.RAN
                    && none.align().equals("none")
                    && none.aim().equals("encounter")
                    && none.seconds() > 0
                    && !chases.isEmpty()) {
                return Optional.of(compare(chases, ran(cells, c -> c.align().equals("none") && sameWork(c, none))));
            }
        }
        return Optional.empty();
    }

    private static Headline compare(List<CellResult> chases, List<CellResult> nones) {
        double chase =
                Median.of(chases.stream().map(CellResult::encountersPerSecond).toList());
        double share = Median.of(chases.stream().map(CellResult::shareMet).toList());
        long encounters =
                nones.stream().mapToLong(c -> c.attempts().encounter()).sum();
        double seconds = nones.stream().mapToDouble(CellResult::seconds).sum();
        double upper = PoissonBound.upper(encounters, CONFIDENCE) / seconds;
        CellResult first = chases.get(0);
        return new Headline(
                first.primitive(),
                first.scenario(),
                chases.size(),
                chase,
                share,
                encounters,
                seconds,
                upper,
                chase / upper);
    }

    private static List<CellResult> ran(List<CellResult> cells, Predicate<CellResult> which) {
        return cells.stream()
                .filter(c -> c.status() == CellStatus.RAN && c.seconds() > 0)
                .filter(which)
                .toList();
    }

    private static boolean sameWork(CellResult a, CellResult b) {
        return a.primitive().equals(b.primitive()) && a.scenario().equals(b.scenario());
    }
}
