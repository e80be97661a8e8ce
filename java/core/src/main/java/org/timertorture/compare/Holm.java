// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Corrects p-values for the number of tests, so that all of them together err as seldom as one. */
final class Holm {
    private Holm() {}

    /** Returns the corrected values, in the order of the given ones. */
    static List<Double> corrected(List<Double> ps) {
        List<Integer> ascending = IntStream.range(0, ps.size())
                .boxed()
                .sorted(Comparator.comparingDouble(ps::get))
                .toList();
        List<Double> corrected = new ArrayList<>(ps);
        double most = 0;
        for (int rank = 0; rank < ascending.size(); rank++) {
            int at = ascending.get(rank);
            most = Math.max(most, Math.min(1, ps.get(at) * (ps.size() - rank)));
            corrected.set(at, most);
        }
        return corrected;
    }
}
