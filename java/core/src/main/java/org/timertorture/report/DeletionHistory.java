// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.List;
import org.timertorture.grade.Resource;

/** The history of twenty-five years of timer deletion, in order. */
public record DeletionHistory(List<Idea> ideas) {

    public DeletionHistory {
        ideas = List.copyOf(ideas);
    }

    /** Returns the history that ships with the tool. */
    public static DeletionHistory shipped() {
        return new DeletionHistory(List.of(Resource.read("/history.yaml", Idea[].class)));
    }

    /**
     * One idea.
     *
     * @param letter the letter that texts use for it
     * @param era the kernel's version or the date
     * @param primitive the primitive whose cost is measured; null if none is
     * @param from the first kernel whose own call is this idea; null if all older kernels have it
     * @param below the first kernel whose own call is no longer this idea; null if there is none
     * @param ended what ended the idea
     * @param defeats the scenarios that defeat it
     */
    public record Idea(
            String letter,
            String era,
            String primitive,
            String from,
            String below,
            String idea,
            String ended,
            List<String> defeats) {

        public Idea {
            defeats = defeats == null ? List.of() : List.copyOf(defeats);
        }

        /** Returns whether the call of this kernel is this idea. */
        boolean isOf(String release) {
            return (from == null || version(release) >= version(from))
                    && (below == null || version(release) < version(below));
        }

        /** Returns the first two numbers of the version as one number. */
        private static long version(String release) {
            String[] numbers = release.split("[^0-9]+", 3);
            return numbers.length < 2 ? 0 : 1_000L * Long.parseLong(numbers[0]) + Long.parseLong(numbers[1]);
        }
    }
}
