// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;

/** Writes CPU numbers as Linux does: {@code 0-3,6}. */
public final class CpuRanges {
    private CpuRanges() {}

    /**
     * Returns the ranges.
     *
     * @param ascending the numbers in ascending order, without repetitions
     */
    public static String of(List<Integer> ascending) {
        List<String> ranges = new ArrayList<>();
        int i = 0;
        while (i < ascending.size()) {
            int first = i;
            while (i + 1 < ascending.size() && ascending.get(i + 1) == ascending.get(i) + 1) {
                i++;
            }
            ranges.add(first == i ? "" + ascending.get(i) : ascending.get(first) + "-" + ascending.get(i));
            i++;
        }
        return String.join(",", ranges);
    }
}
