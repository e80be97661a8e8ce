// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.Locale;

/** Formats the numbers of a table. */
final class Figures {
    private static final int FEW = 10;
    private static final double PERCENT = 100;
    private static final double THOUSAND = 1000;
    private static final long MOST_PLAIN = 9_999;
    private static final long MOST_SCALED = 999;

    private Figures() {}

    /** Formats a rate: grouped by thousands, with a decimal if it is small. */
    static String rate(double perSecond) {
        return perSecond > 0 && perSecond < FEW
                ? String.format(Locale.ROOT, "%.2f", perSecond)
                : String.format(Locale.ROOT, "%,d", Math.round(perSecond));
    }

    /** Formats a number grouped by thousands, without decimals. */
    static String whole(double n) {
        return String.format(Locale.ROOT, "%,d", Math.round(n));
    }

    /** Formats a share of 0 to 1 in per cent. */
    static String percent(double share) {
        return share > 0 && share < 1 / PERCENT ? "<1%" : Math.round(share * PERCENT) + "%";
    }

    /** Formats a count: grouped by thousands if that fits into {@code width}, and shortened if nothing else fits. */
    static String count(long n, int width) {
        String grouped = String.format(Locale.ROOT, "%,d", n);
        String plain = grouped.length() <= width ? grouped : Long.toString(n);
        return plain.length() <= width ? plain : String.format(Locale.ROOT, "%.2e", (double) n);
    }

    /** Formats a count in at most four characters, as in 1517, 15k, 1.3M. */
    static String brief(double n) {
        String[] units = {"", "k", "M", "G", "T"};
        double scaled = n;
        int unit = 0;
        // Rounding must not add a digit.
        while (unit < units.length - 1 && Math.round(scaled) > (unit == 0 ? MOST_PLAIN : MOST_SCALED)) {
            scaled /= THOUSAND;
            unit++;
        }
        boolean decimal = unit > 0 && Math.round(scaled * FEW) < FEW * FEW;
        return String.format(Locale.ROOT, decimal ? "%.1f%s" : "%.0f%s", scaled, units[unit]);
    }

    /** Returns a bar for a share of 0 to 1; the share 1 has {@code width} characters. */
    static String bar(double share, int width) {
        return "#".repeat((int) Math.round(share * width));
    }

    /** Formats seconds with a decimal, as in {@code 3.4 s}. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
