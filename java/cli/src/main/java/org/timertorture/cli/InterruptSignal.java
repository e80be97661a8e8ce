// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import org.timertorture.app.Control;
import org.timertorture.exit.ExitCode;

/**
 * Stops a call at the first ^C (or SIGTERM); the second ends the process. The JVM's own way, a shutdown hook, would run
 * beside the hooks that kill the VM.
 */
final class InterruptSignal {
    private static final String[] SIGNALS = {"INT", "TERM"};

    private final Control control;

    private InterruptSignal(Control control) {
        this.control = control;
    }

    /** Handles the signals until the process ends, and returns the control. */
    static Control stops(Control control) {
        InterruptSignal signal = new InterruptSignal(control);
        for (String name : SIGNALS) {
            Signals.handle(name, signal::raised);
        }
        return control;
    }

    private void raised() {
        if (!control.stop()) {
            new Thread(() -> System.exit(ExitCode.INTERRUPTED.code())).start();
        }
    }
}
