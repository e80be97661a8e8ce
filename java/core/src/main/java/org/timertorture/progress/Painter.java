// SPDX-License-Identifier: Apache-2.0
package org.timertorture.progress;

import java.time.Duration;

/** Shows a piece of work that already takes a while. Only one thread calls it at a time. */
public interface Painter {

    /** Shows nothing. */
    Painter BLANK = new Painter() {
        @Override
        public void paint(String what, String doing, long done, long total, Duration elapsed) {}

        @Override
        public void end(String what, Duration elapsed) {}
    };

    /**
     * Shows how far the work has come; called a few times a second.
     *
     * @param doing the part of the work that is in progress; empty if unknown
     * @param done the amount done, in the unit of {@code total}
     * @param total the whole amount; 0 if unknown
     * @param elapsed time since the work began
     */
    void paint(String what, String doing, long done, long total, Duration elapsed);

    /** Shows that the work has ended. It is not painted again. */
    void end(String what, Duration elapsed);

    /** Releases what the painter holds. It is not called again. */
    default void close() {}
}
