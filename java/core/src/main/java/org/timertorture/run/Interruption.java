// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.concurrent.atomic.AtomicBoolean;

/** Lets another thread end a run in order. */
public final class Interruption {
    private final AtomicBoolean requested = new AtomicBoolean();

    /** Requests the end. Repeated requests have no effect. */
    public void request() {
        requested.set(true);
    }

    public boolean requested() {
        return requested.get();
    }
}
