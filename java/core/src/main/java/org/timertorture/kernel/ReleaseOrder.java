// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Orders releases and versions. Digits compare as numbers, so 6.9 precedes 6.12, and a tilde precedes everything. */
public final class ReleaseOrder implements Comparator<String> {
    private static final String BEFORE_ALL = "~";

    @Override
    public int compare(String one, String other) {
        List<String> left = parts(one);
        List<String> right = parts(other);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = comparePart(i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : "");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int comparePart(String left, String right) {
        if (left.startsWith(BEFORE_ALL) != right.startsWith(BEFORE_ALL)) {
            return left.startsWith(BEFORE_ALL) ? -1 : 1;
        }
        return isNumber(left) && isNumber(right)
                ? new BigInteger(left).compareTo(new BigInteger(right))
                : left.compareTo(right);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && Character.isDigit(part.charAt(0));
    }

    private static List<String> parts(String release) {
        return Stream.of(release.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)"))
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
