// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;

/** Reports one failure of a stream to several threads. */
final class StreamFailure {
    private StreamFailure() {}

    /**
     * Returns a new exception with the current thread's stack trace. It has the same type if callers distinguish that
     * type.
     */
    static IOException again(IOException cause) {
        IOException now;
        if (cause instanceof AgentException agent) {
            now = new AgentException(agent.stage(), agent.errno(), agent.getMessage());
        } else if (cause instanceof WireException) {
            now = new WireException(cause.getMessage());
        } else {
            return new IOException(cause.getMessage(), cause);
        }
        now.initCause(cause);
        return now;
    }
}
