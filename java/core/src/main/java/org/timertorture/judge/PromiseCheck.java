// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.timertorture.result.CostLine;
import org.timertorture.result.Growth;
import org.timertorture.result.ModelCost;
import org.timertorture.result.ModelGrowth;
import org.timertorture.stats.LeastSquares;
import org.timertorture.uapi.Cold;

/**
 * Checks how costs grow with the slots: linearly for the query loop, not at all for today's algorithm. The kernel's own
 * call has no slot count, so its model is tested instead; the spread of the call's own runs shows the machine's noise.
 */
public final class PromiseCheck {
    /** Of the line through loop / last_running. */
    static final double LEAST_R_SQUARED = 0.98;
    /** Within which a cost is flat: the largest median over the smallest. */
    static final double MOST_SPREAD = 1.2;

    private static final String TODAYS = "timer_delete_sync";
    private static final String TODAYS_MODEL = "hist_2_6_13";
    private static final int FEWEST_SLOTS = 8;
    private static final int MOST_SLOTS = 256;
    private static final double PERCENT = 100;

    private final ModelGrowth growth;

    public PromiseCheck(ModelGrowth growth) {
        this.growth = growth;
    }

    /** Returns a sentence for each promise, with the figures that keep or break it. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        List<String> scenarios =
                growth.lines().stream().map(CostLine::scenario).distinct().toList();
        for (String scenario : scenarios) {
            linear(scenario).ifPresent(sentences::add);
            flat(scenario).ifPresent(sentences::add);
            steady(scenario).ifPresent(sentences::add);
        }
        return sentences;
    }

    /** Largest over smallest median of today's algorithm, from 8 to 256 slots; measured figures only. */
    OptionalDouble flatness(String scenario) {
        return warm(scenario, TODAYS_MODEL)
                .map(l -> within(l).toList())
                .filter(costs -> costs.size() > 1)
                .map(costs -> OptionalDouble.of(spread(costs)))
                .orElse(OptionalDouble.empty());
    }

    private static Stream<ModelCost> within(CostLine line) {
        return line.least().stream().filter(c -> c.slots() >= FEWEST_SLOTS && c.slots() <= MOST_SLOTS);
    }

    /** The largest median over the smallest; 1 if there are none. */
    public static double spread(List<ModelCost> costs) {
        long least = costs.stream().mapToLong(ModelCost::p50Ns).min().orElse(1);
        long most = costs.stream().mapToLong(ModelCost::p50Ns).max().orElse(1);
        return least > 0 ? (double) most / least : Double.POSITIVE_INFINITY;
    }

    /** The line through loop / last_running, by medians, from 8 to 256 slots; measured figures only. */
    Optional<Growth> ratios(String scenario) {
        Optional<CostLine> loop = warm(scenario, "hist_2_6_query_loop");
        Optional<CostLine> last = warm(scenario, "hist_last_running");
        if (loop.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        List<Growth.Point> points = new ArrayList<>();
        for (ModelCost cost : loop.get().least()) {
            within(last.get())
                    .filter(c -> c.slots() == cost.slots() && c.p50Ns() > 0)
                    .findFirst()
                    .ifPresent(c -> points.add(new Growth.Point(cost.slots(), (double) cost.p50Ns() / c.p50Ns())));
        }
        return LeastSquares.fit(points);
    }

    private Optional<String> linear(String scenario) {
        return ratios(scenario)
                .map(g -> String.format(
                        Locale.ROOT,
                        "%s, %s: the cost of hist_2_6_query_loop over that of hist_last_running grows linearly from %d to"
                                + " %d slots. r\u00b2 is %.4f and must be at least %.2f.",
                        kept(linear(g)),
                        scenario,
                        g.points().get(0).slots(),
                        g.points().get(g.points().size() - 1).slots(),
                        g.rSquared(),
                        LEAST_R_SQUARED));
    }

    private Optional<String> flat(String scenario) {
        OptionalDouble spread = flatness(scenario);
        if (spread.isEmpty()) {
            return Optional.empty();
        }
        return warm(scenario, TODAYS_MODEL)
                .map(l -> within(l).map(ModelCost::slots).toList())
                .map(slots -> String.format(
                        Locale.ROOT,
                        "%s, %s: %s has no slot count, so its model %s is tested instead. Its cost varies by %.0f %% from"
                                + " %d to %d slots and may vary by at most %.0f %%.",
                        kept(spread.getAsDouble() <= MOST_SPREAD),
                        scenario,
                        warm(scenario, TODAYS).map(CostLine::name).orElse(TODAYS),
                        TODAYS_MODEL,
                        PERCENT * (spread.getAsDouble() - 1),
                        slots.get(0),
                        slots.get(slots.size() - 1),
                        PERCENT * (MOST_SPREAD - 1)));
    }

    private Optional<String> steady(String scenario) {
        return warm(scenario, TODAYS)
                .filter(line -> line.costs().size() > 1)
                .map(line -> String.format(
                        Locale.ROOT,
                        "noise, %s: the medians of %d runs of %s itself vary by %.0f %%.",
                        scenario,
                        line.costs().size(),
                        line.name(),
                        PERCENT * (spread(line.costs()) - 1)));
    }

    /** Returns whether no promise that could be checked was missed. */
    public boolean kept() {
        return growth.lines().stream()
                .map(CostLine::scenario)
                .distinct()
                .allMatch(scenario -> ratios(scenario).map(PromiseCheck::linear).orElse(true)
                        && flatness(scenario).orElse(1) <= MOST_SPREAD);
    }

    private static boolean linear(Growth growth) {
        return growth.rSquared() >= LEAST_R_SQUARED && growth.perSlot() > 0;
    }

    private static String kept(boolean kept) {
        return kept ? "as promised" : "NOT AS PROMISED";
    }

    private Optional<CostLine> warm(String scenario, String primitive) {
        return growth.lines(scenario, false).stream()
                .filter(l -> l.primitive().equals(primitive) && l.cold() == Cold.NONE)
                .findFirst();
    }
}
