// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How a cost grows with the number of CPUs that are asked: the least-squares line {@code base + perSlot * slots}.
 *
 * @param base ns of a call that asks nobody
 * @param perSlot ns for each more
 * @param rSquared share of the variance that the line explains, 0 to 1; NaN of costs that are all the same
 * @param spread largest cost over the smallest, at least 1
 * @param points that the line was fitted to
 */
public record Growth(double base, double perSlot, double rSquared, double spread, List<Point> points) {
    /** A line through two points explains everything. */
    private static final int LEAST_POINTS = 3;

    public Growth {
        points = List.copyOf(points);
    }

    /**
     * What a call cost.
     *
     * @param slots how many CPUs there were to ask
     * @param ns of a call
     */
    public record Point(int slots, double ns) {}

    /** The line through at least three points of different slots; else empty. */
    public static Optional<Growth> of(List<Point> points) {
        if (points.stream().map(Point::slots).distinct().count() < LEAST_POINTS) {
            return Optional.empty();
        }
        SimpleRegression line = new SimpleRegression();
        points.forEach(p -> line.addData(p.slots(), p.ns()));
        double least = points.stream().mapToDouble(Point::ns).min().orElseThrow();
        double most = points.stream().mapToDouble(Point::ns).max().orElseThrow();
        return Optional.of(new Growth(line.getIntercept(), line.getSlope(), line.getRSquare(), most / least, points));
    }
}
