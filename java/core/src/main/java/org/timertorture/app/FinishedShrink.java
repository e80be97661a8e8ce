// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import org.timertorture.exit.ExitCode;
import org.timertorture.shrink.Offence;
import org.timertorture.shrink.Shrinker;

/**
 * The smallest cell in which a rule still breaks, or that it did not break again.
 *
 * @param cellId the id of the cell that was shrunk
 * @param kernel the release of the kernel that raced
 * @param offence what had to happen again
 * @param outcome what was found
 */
public record FinishedShrink(String cellId, String kernel, Offence offence, Shrinker.Outcome outcome) {

    /** Returns the exit code that the command line has for this: 5 if the rule did not break again. */
    public ExitCode exit() {
        return outcome.cell().isPresent() ? ExitCode.OK : ExitCode.UNTRUSTED;
    }

    /**
     * Returns the smallest cell as a plan, which passes if the rule breaks.
     *
     * @throws java.util.NoSuchElementException if the rule did not break again
     */
    public String plan() {
        return outcome.cell().orElseThrow().yaml("fail(" + offence.rule().label() + ", any)", outcome.seconds());
    }
}
