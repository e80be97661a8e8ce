// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes and reads CPU numbers as Linux does: {@code 0-3,6}. */
public final class CpuRanges {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    private CpuRanges() {}

    /**
     * Reads ranges. Spaces around them do not matter, and no text means no CPU.
     *
     * @throws PlanException if the text is anything else
     */
    public static SortedSet<Integer> parse(String text) throws PlanException {
        SortedSet<Integer> cpus = new TreeSet<>();
        if (text.isBlank()) {
            return cpus;
        }
        for (String part : text.strip().split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw new PlanException("expected numbers and ranges of CPUs, such as 0-3,6");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first) {
                throw new PlanException(part.strip() + " is no range of CPUs: its end is before its beginning");
            }
            for (int cpu = first; cpu <= last; cpu++) {
                cpus.add(cpu);
            }
        }
        return cpus;
    }

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
