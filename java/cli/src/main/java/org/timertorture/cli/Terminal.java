// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import org.timertorture.app.Timertorture;
import org.timertorture.app.Workspace;
import org.timertorture.progress.Painter;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.Emphasis;
import picocli.CommandLine.Help.Ansi;

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

    /**
     * Returns a live view if standard error is a terminal, and sparse lines otherwise. The caller closes it before it prints
     * results.
     */
    TimedProgress progress() {
        return progress(false);
    }

    /**
     * Returns the same, or a progress that shows nothing. In either case the signal USR1 makes it say how far it has come.
     *
     * @param quiet whether to show nothing
     */
    TimedProgress progress(boolean quiet) {
        TimedProgress progress = new TimedProgress(quiet ? Painter.BLANK : new ErrorStreamPainter(err));
        Signals.handle("USR1", () -> say(progress.state()));
        return progress;
    }

    /**
     * Returns what makes words of a report stand out.
     *
     * @param color the value of {@code --color}
     */
    Emphasis emphasis(String color) {
        return switch (color) {
            case "always" -> new Colours();
            case "never" -> Emphasis.NONE;
            default -> out == System.out && Ansi.AUTO.enabled() ? new Colours() : Emphasis.NONE;
        };
    }
}
