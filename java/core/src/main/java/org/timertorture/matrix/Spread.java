// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import org.timertorture.stats.Median;

/** The least, median and greatest of a figure over several runs. */
public record Spread(double least, double median, double most) {

    /** Returns the spread; empty if there are no figures. */
    static Optional<Spread> of(Collection<Double> figures) {
        return figures.isEmpty()
                ? Optional.empty()
                : Optional.of(new Spread(Collections.min(figures), Median.of(figures), Collections.max(figures)));
    }
}
