// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.timertorture.result.Growth;

/** Fits lines to costs. */
public final class LeastSquares {
    /** A line through two points always fits perfectly. */
    private static final int LEAST_POINTS = 3;

    private LeastSquares() {}

    /** Fits a line to points with at least three different numbers of slots. Empty if there are fewer. */
    public static Optional<Growth> fit(List<Growth.Point> points) {
        if (points.stream().map(Growth.Point::slots).distinct().count() < LEAST_POINTS) {
            return Optional.empty();
        }
        SimpleRegression line = new SimpleRegression();
        points.forEach(p -> line.addData(p.slots(), p.ns()));
        double least = points.stream().mapToDouble(Growth.Point::ns).min().orElseThrow();
        double most = points.stream().mapToDouble(Growth.Point::ns).max().orElseThrow();
        return Optional.of(new Growth(line.getIntercept(), line.getSlope(), line.getRSquare(), most / least, points));
    }
}
