// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;

/** An action that a cell repeats. */
interface Cycle {

    /**
     * Performs the action once and counts it.
     *
     * @throws StuckException if the kernel did not do what it must do
     */
    void run() throws IOException, StuckException, InterruptedException;

    /** Brings the device into the state that the next cell needs. */
    void end() throws IOException;

    /** Thrown with a description of what the kernel refused or left undone. */
    final class StuckException extends Exception {
        private static final long serialVersionUID = 1L;

        StuckException(String message) {
            super(message);
        }
    }
}
