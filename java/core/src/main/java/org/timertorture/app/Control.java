// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import org.timertorture.progress.Progress;
import org.timertorture.run.Interruption;

/**
 * Follows one call of this package and can end it early. Another thread may call {@link #stop} at any time: while the
 * call fetches, builds or boots, its thread is interrupted and the call throws {@link InterruptedException}; while a
 * kernel races, the race ends in order and the call returns a result that says so.
 */
public final class Control {
    private final Progress progress;
    private final Interruption interruption = new Interruption();
    private Thread interruptible;

    /**
     * Creates a control.
     *
     * @param progress hears of everything that takes time
     */
    public Control(Progress progress) {
        this.progress = progress;
    }

    /** Creates a control that reports no progress. */
    public static Control silent() {
        return new Control(Progress.SILENT);
    }

    /**
     * Ends the call that this control was given to, or the next one if there is none yet.
     *
     * @return whether this was the first time; the call ends once only
     */
    public synchronized boolean stop() {
        if (interruption.requested()) {
            return false;
        }
        interruption.request();
        if (interruptible != null) {
            interruptible.interrupt();
        }
        return true;
    }

    Progress progress() {
        return progress;
    }

    Interruption interruption() {
        return interruption;
    }

    /** From here on {@link #stop} interrupts the calling thread. */
    synchronized void beginInterruptible() throws InterruptedException {
        if (interruption.requested()) {
            throw new InterruptedException();
        }
        interruptible = Thread.currentThread();
    }

    /** From here on {@link #stop} only sets the flag, and an interrupt that has already come is taken back. */
    synchronized void endInterruptible() {
        interruptible = null;
        Thread.interrupted();
    }
}
