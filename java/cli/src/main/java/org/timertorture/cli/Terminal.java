// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import org.timertorture.app.Timertorture;
import org.timertorture.app.Workspace;
import org.timertorture.progress.LogPainter;
import org.timertorture.progress.TimedProgress;

/**
 * The streams of this process.
 *
 * @param out for results
 * @param err for progress and messages
 */
record Terminal(PrintStream out, PrintStream err) {
    /** Returns timertorture with the folders of this process. */
    Timertorture timertorture() {
        return new Timertorture(Workspace.ofThisProcess());
    }

    /** Prints a message that does not end the command. */
    void say(String message) {
        err.println("timertorture: " + message);
    }

    /** Returns a progress bar on a terminal, and sparse lines in a log. The caller closes it before it prints results. */
    TimedProgress progress() {
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        return new TimedProgress(terminal ? new BarPainter(err) : new LogPainter(err));
    }
}
