// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes durations as they stand in plans: a number and one of ns, us, ms, s, min, h. */
public final class DurationText {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s|min|h)");
    private static final Map<String, Long> UNITS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "min",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);
    private static final int MOST_DIGITS = 12;

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @return nanoseconds
     * @throws PlanException if the text has another form
     */
    public static long nanos(String text) throws PlanException {
        Matcher m = FORM.matcher(text.trim());
        if (!m.matches() || m.group(1).length() > MOST_DIGITS) {
            throw new PlanException("expected a duration such as 300ns, 10us or 1ms, found \"" + text + "\"");
        }
        return new BigDecimal(m.group(1))
                .multiply(BigDecimal.valueOf(UNITS.get(m.group(2))))
                .longValue();
    }

    /**
     * Reads a duration whose unit may be missing.
     *
     * @param unit the unit of a number without one: ns, us, ms or s
     * @return nanoseconds
     * @throws PlanException if the text has another form; the message names valid forms
     */
    public static long nanos(String text, String unit) throws PlanException {
        try {
            return nanos(text.trim().matches("[0-9.]+") ? text.trim() + unit : text);
        } catch (PlanException e) {
            String others = unit.equals("s") ? "10, 500ms, 10s, 20min or 12h" : "300, 300" + unit + " or 10us";
            throw new PlanException("expected a duration such as " + others, e);
        }
    }

    /** Returns the duration in the largest unit that needs no fraction. */
    public static String of(long nanos) {
        for (String unit : new String[] {"s", "ms", "us"}) {
            if (nanos != 0 && nanos % UNITS.get(unit) == 0) {
                return nanos / UNITS.get(unit) + unit;
            }
        }
        return nanos + "ns";
    }
}
