// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;

/** The agent that serves the device in a guest, as the build of {@code native/} puts it on the class path. */
public final class AgentProgram {
    private static final String RESOURCE = "/" + Platform.RESOURCE_PREFIX + "/timertorture-agent";

    private AgentProgram() {}

    /**
     * Returns the executable file.
     *
     * @throws IllegalStateException if this build of timertorture lacks it
     */
    public static byte[] read() {
        try (InputStream in = AgentProgram.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no agent " + RESOURCE + " on the class path: build native/ first");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the agent on the class path cannot be read: " + e.getMessage(), e);
        }
    }
}
