// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.ShutdownHooks;
import org.timertorture.progress.Painter;

/** Lines at the end of a terminal that are refreshed in place, and wiped when the work or the process has ended. */
final class LivePainter implements Painter {
    private final Terminal terminal;
    private final ShutdownHooks.Task wipeAtExit = this::wipe;
    private LiveLines view;
    private int width;
    private boolean shown;

    private LivePainter(Terminal terminal) {
        this.terminal = terminal;
        ShutdownHooks.add(wipeAtExit);
    }

    /** Returns a painter for the terminal that standard error is; empty if it is none, or one that cannot move its cursor. */
    static Optional<LivePainter> onStandardError() {
        try {
            // Without nativeSignals(false), JLine would replace the handler of ^C.
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .systemOutput(TerminalBuilder.SystemOutput.SysErr)
                    .dumb(false)
                    .nativeSignals(false)
                    .build();
            if (terminal.getStringCapability(Capability.cursor_up) != null
                    && terminal.getStringCapability(Capability.clr_eos) != null) {
                return Optional.of(new LivePainter(terminal));
            }
            terminal.close();
        } catch (IOException | IllegalStateException e) {
            // Standard error is no terminal.
        }
        return Optional.empty();
    }

    @Override
    public synchronized void paint(String what, String doing, long done, long total, Duration elapsed) {
        if (view == null || width != terminal.getWidth()) {
            endView();
            width = terminal.getWidth();
            view = new LiveLines(what, done, total, elapsed, width);
        }
        List<String> lines = view.at(done, doing);
        wipe();
        terminal.writer().print(String.join("\n", lines));
        for (int up = 1; up < lines.size(); up++) {
            terminal.puts(Capability.cursor_up);
        }
        terminal.writer().print('\r');
        terminal.flush();
        shown = true;
    }

    @Override
    public synchronized void end(String what, Duration elapsed) {
        wipe();
        endView();
    }

    private void endView() {
        if (view != null) {
            view.close();
            view = null;
        }
    }

    @Override
    public void close() {
        wipe();
        ShutdownHooks.remove(wipeAtExit);
        try {
            terminal.close();
        } catch (IOException e) {
            // There is nothing left to show.
            return;
        }
    }

    /** Clears the lines. The cursor is in the first of them, possibly behind a ^C that the terminal has echoed. */
    private synchronized void wipe() {
        if (shown) {
            terminal.writer().print('\r');
            terminal.puts(Capability.clr_eos);
            terminal.flush();
            shown = false;
        }
    }
}
