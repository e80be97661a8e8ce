// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * How a cost grows with the number of CPUs that are asked: the least-squares line {@code base + perSlot * slots}.
 *
 * @param base the cost of a call that asks no CPU, in ns
 * @param perSlot the cost of each further CPU, in ns
 * @param rSquared the share of the variance that the line explains, 0 to 1; NaN if all costs are the same
 * @param spread the largest cost divided by the smallest, at least 1
 * @param points what the line was fitted to
 */
public record Growth(double base, double perSlot, double rSquared, double spread, List<Point> points) {

    public Growth {
        points = List.copyOf(points);
    }

    /**
     * What a call cost at one number of slots.
     *
     * @param slots the number of CPUs that there were to ask
     * @param ns the cost of a call, in ns
     */
    public record Point(int slots, double ns) {}
}
