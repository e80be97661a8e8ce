// SPDX-License-Identifier: Apache-2.0
package org.timertorture.progress;

import java.time.Duration;

/** Shows a piece of work that has taken a while already. Called by one thread at a time. */
public interface Painter {

    /**
     * Shows how far it is; called a few times a second.
     *
     * @param doing what is under way in it now; empty if it does not say
     * @param done in the unit of {@code total}
     * @param total 0 if not known
     * @param elapsed since it began
     */
    void paint(String what, String doing, long done, long total, Duration elapsed);

    /** It has ended; nothing of it is painted any more. */
    void end(String what, Duration elapsed);
}
