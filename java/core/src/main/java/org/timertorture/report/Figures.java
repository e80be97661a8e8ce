// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.Locale;

/** Numbers as the table shows them. */
final class Figures {
    private static final int FEW = 10;
    private static final double PERCENT = 100;

    private Figures() {}

    /** A rate: grouped by thousands, with a decimal if it is small. */
    static String rate(double perSecond) {
        return perSecond > 0 && perSecond < FEW
                ? String.format(Locale.ROOT, "%.2f", perSecond)
                : String.format(Locale.ROOT, "%,d", Math.round(perSecond));
    }

    /** A share of 0 to 1. */
    static String percent(double share) {
        return share > 0 && share < 1 / PERCENT ? "<1%" : Math.round(share * PERCENT) + "%";
    }

    /** A count, shortened if it is longer than {@code width}. */
    static String count(long n, int width) {
        String plain = Long.toString(n);
        return plain.length() <= width ? plain : String.format(Locale.ROOT, "%.2e", (double) n);
    }
}
