// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.List;
import org.timertorture.grade.Resource;

/** The story of twenty-five years of deletion, in order. */
public record Story(List<Entry> entries) {

    public Story {
        entries = List.copyOf(entries);
    }

    /** What ships. */
    public static Story shipped() {
        return new Story(List.of(Resource.read("/history.yaml", Entry[].class)));
    }

    /**
     * One idea.
     *
     * @param letter by which texts call it
     * @param era the kernel's version or the date
     * @param primitive whose cost is measured; null if none is
     * @param from the first kernel whose own call it is; null for all
     * @param below the first kernel whose own call it is no more; null for none
     * @param ended what ended it
     * @param defeats scenarios that bring that about
     */
    public record Entry(
            String letter,
            String era,
            String primitive,
            String from,
            String below,
            String idea,
            String ended,
            List<String> defeats) {

        public Entry {
            defeats = defeats == null ? List.of() : List.copyOf(defeats);
        }

        /** Whether a kernel's own call is what is told of here. */
        boolean isOf(String release) {
            return (from == null || version(release) >= version(from))
                    && (below == null || version(release) < version(below));
        }

        /** The first two numbers. */
        private static long version(String release) {
            String[] numbers = release.split("[^0-9]+", 3);
            return numbers.length < 2 ? 0 : 1_000L * Long.parseLong(numbers[0]) + Long.parseLong(numbers[1]);
        }
    }
}
