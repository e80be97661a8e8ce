// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Headline;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Outcome;

/** Compares the cells of a run that use the chase with those that use another engine. */
public final class HeadlineFinder {
    private static final double CONFIDENCE = 0.95;
    private static final List<Align> OTHERS = List.of(Align.SPIN, Align.NONE);

    private HeadlineFinder() {}

    /**
     * Returns the comparison for the first primitive and scenario that ran under the chase and under another engine.
     */
    public static Optional<Headline> find(List<CellResult> cells) {
        return ran(cells, c -> OTHERS.contains(c.align()) && c.aim() == Outcome.ENCOUNTER)
                .flatMap(other -> compare(cells, other).stream())
                .findFirst();
    }

    private static Optional<Headline> compare(List<CellResult> cells, CellResult work) {
        List<CellResult> chases =
                ran(cells, c -> c.align() == Align.CHASE && sameWork(c, work)).toList();
        if (chases.isEmpty()) {
            return Optional.empty();
        }
        double chase =
                Median.of(chases.stream().map(CellResult::encountersPerSecond).toList());
        double share = Median.of(chases.stream().map(CellResult::shareMet).toList());
        List<Headline.Against> against = OTHERS.stream()
                .flatMap(align -> against(
                        align,
                        chase,
                        ran(cells, c -> c.align() == align && sameWork(c, work)).toList()))
                .toList();
        return Optional.of(new Headline(work.primitive(), work.scenario(), chases.size(), chase, share, against));
    }

    private static Stream<Headline.Against> against(Align align, double chase, List<CellResult> others) {
        if (others.isEmpty()) {
            return Stream.empty();
        }
        long encounters =
                others.stream().mapToLong(c -> c.attempts().encounter()).sum();
        double seconds = others.stream().mapToDouble(CellResult::seconds).sum();
        double upper = PoissonBound.upper(encounters, CONFIDENCE) / seconds;
        return Stream.of(new Headline.Against(align, encounters, seconds, upper, chase / upper));
    }

    private static Stream<CellResult> ran(List<CellResult> cells, Predicate<CellResult> which) {
        return cells.stream()
                .filter(c -> c.status() == CellStatus.RAN && c.seconds() > 0)
                .filter(which);
    }

    private static boolean sameWork(CellResult a, CellResult b) {
        return a.primitive().equals(b.primitive()) && a.scenario().equals(b.scenario());
    }
}
