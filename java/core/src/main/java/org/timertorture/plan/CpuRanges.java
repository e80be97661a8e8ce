// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;

/** CPU numbers as Linux writes them: {@code 0-3,6}. */
public final class CpuRanges {
    private CpuRanges() {}

    /**
     * Writes numbers.
     *
     * @param ascending without repetition
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
