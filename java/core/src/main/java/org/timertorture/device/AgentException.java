// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;

/** The agent says why it cannot serve the device, or not any longer. */
public final class AgentException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Stage stage;

    /**
     * Carries the agent's words.
     *
     * @param stage what the agent was at
     * @param text one line
     */
    public AgentException(Stage stage, String text) {
        super(text);
        this.stage = stage;
    }

    public Stage stage() {
        return stage;
    }

    /** What the agent was at: {@code TTW_STAGE_*}. */
    public enum Stage {
        /** A module does not load; the text is its path and the reason. */
        MODULE,
        /** The device does not open, or failed in mid-run. */
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
