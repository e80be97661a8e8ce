// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;

/** One failure of a stream is told to everybody who waits for it, each on a thread of its own. */
final class StreamFailure {
    private StreamFailure() {}

    /** A new exception with the caller's trace, of the same type where a caller may ask for it. */
    static IOException again(IOException cause) {
        IOException now;
        if (cause instanceof AgentException agent) {
            now = new AgentException(agent.stage(), agent.getMessage());
        } else if (cause instanceof WireException) {
            now = new WireException(cause.getMessage());
        } else {
            return new IOException(cause.getMessage(), cause);
        }
        now.initCause(cause);
        return now;
    }
}
