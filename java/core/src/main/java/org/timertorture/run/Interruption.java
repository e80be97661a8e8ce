// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.concurrent.atomic.AtomicBoolean;

/** Tells a run to end in order, from another thread. */
public final class Interruption {
    private final AtomicBoolean requested = new AtomicBoolean();

    /** Asks; asking again changes nothing. */
    public void request() {
        requested.set(true);
    }

    public boolean requested() {
        return requested.get();
    }
}
