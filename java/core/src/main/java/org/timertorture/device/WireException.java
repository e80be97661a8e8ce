// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;

/** Thrown when the agent's stream cannot be understood because it is garbage or of another version. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
