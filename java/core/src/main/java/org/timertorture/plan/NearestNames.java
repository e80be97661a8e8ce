// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** What a person may have meant by a name that does not exist. */
public final class NearestNames {
    private static final double NEAR = 0.75;
    private static final int MOST = 3;

    private NearestNames() {}

    /**
     * The tail of a message: the nearest valid names, or all of them if none is near.
     *
     * @return as in {@code ; did you mean A or B?}
     */
    public static String among(Collection<String> valid, String wrong) {
        List<String> near = nearest(valid, wrong);
        if (!near.isEmpty()) {
            return "; did you mean " + String.join(" or ", near) + "?";
        }
        return "; valid are " + String.join(", ", valid.stream().distinct().toList());
    }

    private static List<String> nearest(Collection<String> valid, String wrong) {
        JaroWinklerSimilarity similarity = new JaroWinklerSimilarity();
        return valid.stream()
                .distinct()
                .filter(name -> similarity.apply(name, wrong) >= NEAR)
                .sorted(Comparator.comparingDouble((String name) -> similarity.apply(name, wrong))
                        .reversed())
                .limit(MOST)
                .toList();
    }
}
