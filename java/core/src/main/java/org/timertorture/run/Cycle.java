// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;

/** What a cell does over and over. */
interface Cycle {

    /**
     * Does it once, and counts it.
     *
     * @throws StuckException if the kernel did not do what it has to
     */
    void run() throws IOException, StuckException, InterruptedException;

    /** Brings the device into the state that the next cell needs. */
    void end() throws IOException;

    /** What the kernel refused or left undone, in words. */
    final class StuckException extends Exception {
        private static final long serialVersionUID = 1L;

        StuckException(String message) {
            super(message);
        }
    }
}
