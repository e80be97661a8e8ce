// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.regex.Pattern;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Uapi;

/** Reads where the kernel's timer code is stalled, as in {@code sweep} or {@code mod_timer+0x1a}. */
public final class StallsText {
    /** What {@link #parse} accepts, for messages. */
    public static final String EXPECTED = "off, sweep, or a place such as mod_timer+0x1a";

    private static final Pattern PLACE = Pattern.compile("[A-Za-z_][\\w.]*\\+(0x[0-9a-f]{1,6}|\\d{1,7})");

    private StallsText() {}

    /**
     * Returns the same text.
     *
     * @throws PlanException if it is none of these
     */
    public static String parse(String text) throws PlanException {
        boolean word = text.equals(CellSettings.NO_STALLS) || text.equals(CellSettings.SWEEP);
        if (word || text.length() < Uapi.PLACE_LEN && PLACE.matcher(text).matches()) {
            return text;
        }
        throw new PlanException("expected " + EXPECTED + ", found \"" + text + "\"");
    }
}
