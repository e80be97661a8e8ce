// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * The difference between the logarithms of a time on two sides.
 *
 * @param difference the mean of B minus the mean of A
 * @param standardError of the difference; infinite if a side has one boot only
 * @param freedom its degrees of freedom; 0 if a side has one boot only
 * @param spreadA half of the 95 % interval of A; infinite if A has one boot only
 * @param spreadB half of the 95 % interval of B; infinite if B has one boot only
 * @param rankP the p-value of a rank test over the boots; 1 if a side has one boot only
 * @param paired whether boots of the same round were compared with each other
 */
record Contrast(
        double difference,
        double standardError,
        double freedom,
        double spreadA,
        double spreadB,
        double rankP,
        boolean paired) {
    private static final double TAIL = 0.025;

    private record Pair(Boot a, Boot b) {
        double difference() {
            return b.log() - a.log();
        }
    }

    static Contrast of(List<Boot> a, List<Boot> b, UniformRandomProvider random) {
        ClusterBootstrap bootstrap = new ClusterBootstrap(random);
        double errorA = bootstrap.standardError(a, boot -> boot.draw(random));
        double errorB = bootstrap.standardError(b, boot -> boot.draw(random));
        double spreadA = half(errorA, a.size() - 1.0);
        double spreadB = half(errorB, b.size() - 1.0);
        double difference = mean(b) - mean(a);
        List<Pair> pairs = pairs(a, b);
        if (!pairs.isEmpty()) {
            double error = bootstrap.standardError(pairs, p -> p.b.draw(random) - p.a.draw(random));
            double[] differences = pairs.stream().mapToDouble(Pair::difference).toArray();
            return new Contrast(difference, error, pairs.size() - 1.0, spreadA, spreadB, wilcoxon(differences), true);
        }
        return new Contrast(
                difference,
                Math.hypot(errorA, errorB),
                welch(errorA, a.size(), errorB, b.size()),
                spreadA,
                spreadB,
                mannWhitney(a, b),
                false);
    }

    /** Returns the pairs of boots of the same round; empty unless every boot has a partner. */
    private static List<Pair> pairs(List<Boot> a, List<Boot> b) {
        if (a.size() != b.size()
                || a.size() < 2
                || a.stream().anyMatch(boot -> boot.round().isEmpty())) {
            return List.of();
        }
        Map<String, Boot> rounds = new TreeMap<>(
                b.stream().collect(Collectors.toMap(Boot::round, Function.identity(), (one, other) -> one)));
        List<Pair> pairs = new ArrayList<>();
        for (Boot boot : a) {
            Boot partner = rounds.remove(boot.round());
            if (partner == null) {
                return List.of();
            }
            pairs.add(new Pair(boot, partner));
        }
        return pairs;
    }

    /** Returns whether there is an interval. */
    boolean known() {
        return freedom > 0;
    }

    /** Returns half of the 95 % interval. */
    double half() {
        return half(standardError, freedom);
    }

    /** Returns the probability of such a difference by chance. */
    double p() {
        if (!known()) {
            return 1;
        }
        if (standardError == 0) {
            return difference == 0 ? 1 : 0;
        }
        return 2 * TDistribution.of(freedom).survivalProbability(Math.abs(difference) / standardError);
    }

    /**
     * Returns half of the interval that this many times the boots would probably have.
     *
     * @param times at least 1
     */
    double half(double times) {
        return half(standardError / Math.sqrt(times), freedom * times);
    }

    private static double half(double error, double freedom) {
        return freedom > 0
                ? error * TDistribution.of(freedom).inverseSurvivalProbability(TAIL)
                : Double.POSITIVE_INFINITY;
    }

    private static double mean(List<Boot> boots) {
        return boots.stream().mapToDouble(Boot::log).average().orElseThrow();
    }

    /** Returns the degrees of freedom by Welch and Satterthwaite. */
    private static double welch(double errorA, int a, double errorB, int b) {
        if (a < 2 || b < 2) {
            return 0;
        }
        double squareA = errorA * errorA;
        double squareB = errorB * errorB;
        return squareA + squareB == 0
                ? a + b - 2.0
                : (squareA + squareB)
                        * (squareA + squareB)
                        / (squareA * squareA / (a - 1) + squareB * squareB / (b - 1));
    }

    private static double mannWhitney(List<Boot> a, List<Boot> b) {
        return a.size() < 2 || b.size() < 2
                ? 1
                : MannWhitneyUTest.withDefaults().test(logs(a), logs(b)).getPValue();
    }

    private static double[] logs(List<Boot> boots) {
        return boots.stream().mapToDouble(Boot::log).toArray();
    }

    private static double wilcoxon(double[] differences) {
        for (double difference : differences) {
            if (difference != 0) {
                return WilcoxonSignedRankTest.withDefaults().test(differences).getPValue();
            }
        }
        return 1;
    }
}
