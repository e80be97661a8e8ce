// SPDX-License-Identifier: Apache-2.0
package org.timertorture.words;

/** Warns a caller whose timers were armed again by somebody else after he had deleted them. */
public final class ArmedAgain {
    private ArmedAgain() {}

    /**
     * Returns the warning.
     *
     * @param call the function that deleted the timers
     * @param times the deletions after which that happened
     */
    public static String sentence(String call, long times) {
        return "armed again after " + call + " returned, " + times + (times == 1 ? " time" : " times")
                + ": the timer may not be freed; timer_shutdown_sync prevents this";
    }
}
