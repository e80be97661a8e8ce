// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Suggests valid names for a mistyped one. */
public final class NearestNames {
    private static final double NEAR = 0.8;
    private static final int LETTERS_AN_EDIT = 3;
    private static final int MOST = 3;

    private NearestNames() {}

    /**
     * Returns the end of a message: the nearest valid names, or all of them if none is near.
     *
     * @return for example {@code ; did you mean A or B?}
     */
    public static String among(Collection<String> valid, String wrong) {
        return among(valid, List.of(), wrong);
    }

    /**
     * Returns the end of a message: the nearest valid names, or the listed ones if none is near.
     *
     * @param unlisted names that are valid, too, but too many to list
     */
    static String among(Collection<String> listed, Collection<String> unlisted, String wrong) {
        List<String> near = nearest(Stream.concat(listed.stream(), unlisted.stream()), wrong);
        if (!near.isEmpty()) {
            return "; did you mean " + String.join(" or ", near) + "?";
        }
        return "; valid are " + String.join(", ", listed.stream().distinct().toList());
    }

    private static List<String> nearest(Stream<String> valid, String wrong) {
        return valid.distinct()
                .filter(name -> isNear(name, wrong))
                .sorted(Comparator.comparingInt((String name) -> edits(name, wrong)))
                .limit(MOST)
                .toList();
    }

    private static boolean isNear(String name, String wrong) {
        return edits(name, wrong) <= Math.max(1, wrong.length() / LETTERS_AN_EDIT)
                || name.startsWith(wrong) && !wrong.isEmpty()
                || name.regionMatches(0, wrong, 0, 1) && new JaroWinklerSimilarity().apply(name, wrong) >= NEAR;
    }

    /** Counts letters to insert, delete, replace, or swap with their neighbour (optimal string alignment). */
    private static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
