// SPDX-License-Identifier: Apache-2.0
package org.timertorture.html;

import java.util.ArrayList;
import java.util.List;
import org.timertorture.stats.Tally;

/** Makes curves of durations over percentiles. */
final class Curves {
    private static final double PER_NINE = 10;

    private Curves() {}

    /** Returns a curve that ends where a single call is left. */
    static Charts.Percentiles.Curve of(String name, Tally tally) {
        List<List<Double>> points = new ArrayList<>();
        double end = Math.log10(tally.count()) * PER_NINE;
        for (int i = 0; i <= end; i++) {
            double ns = tally.quantile(1 - Math.pow(10, -i / PER_NINE));
            points.add(List.of(i / PER_NINE, Math.round(ns * PER_NINE) / PER_NINE));
        }
        return new Charts.Percentiles.Curve(name, points);
    }
}
