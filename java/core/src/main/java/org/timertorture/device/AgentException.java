// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;
import org.timertorture.uapi.Errno;

/** Thrown when the agent reports that it cannot serve the device, or can no longer serve it. */
public final class AgentException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Stage stage;
    private final int errno;

    /**
     * Creates the exception from the agent's message.
     *
     * @param stage the stage that failed
     * @param errno positive number, as in Linux's errno.h; 0 if no call to the system failed
     * @param text one line
     */
    public AgentException(Stage stage, int errno, String text) {
        super(text);
        this.stage = stage;
        this.errno = errno;
    }

    /** Returns the error of the call to the system that failed, or {@link Errno#OTHER}. */
    public Errno error() {
        return Errno.of(errno);
    }

    /** Returns the positive error number; 0 if no call to the system failed. */
    int errno() {
        return errno;
    }

    public Stage stage() {
        return stage;
    }

    /** The stage at which the agent failed: {@code TTW_STAGE_*}. */
    public enum Stage {
        /** A module cannot be loaded. The text is its path and the reason. */
        MODULE,
        /** The device cannot be opened, or failed during a run. */
        DEVICE,
        /** The agent did not understand what we sent. */
        WIRE,
        /** A stage that this version does not know. */
        UNKNOWN;

        static Stage of(int value) {
            return value >= 1 && value <= WIRE.ordinal() + 1 ? values()[value - 1] : UNKNOWN;
        }
    }
}
