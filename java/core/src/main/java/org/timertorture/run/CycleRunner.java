// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;
import java.util.function.LongSupplier;
import org.timertorture.device.ErrnoException;
import org.timertorture.device.Modules;
import org.timertorture.progress.Progress;
import org.timertorture.result.Cycles;

/** Repeats a cycle until its time is over. */
final class CycleRunner {
    private static final long NS_PER_MS = 1_000_000;

    private final Modules modules;
    private final Interruption interruption;
    private final LongSupplier nanoTime;
    private final CycleTally tally;

    CycleRunner(Modules modules, Interruption interruption, LongSupplier nanoTime, CycleTally tally) {
        this.modules = modules;
        this.interruption = interruption;
        this.nanoTime = nanoTime;
        this.tally = tally;
    }

    /**
     * Runs the cycles, at least one.
     *
     * @param log the log of the cell
     * @throws IOException if the kernel no longer answers
     */
    CellEnd run(Cycle cycle, long durationMs, CellLog log, Progress.Step step, long doneMs)
            throws IOException, InterruptedException {
        long begun = nanoTime.getAsLong();
        long lasted = 0;
        try {
            do {
                cycle.run();
                if (tally.cycles() == 1) {
                    tally.free(modules.freeMemory());
                }
                lasted = nanoTime.getAsLong() - begun;
                tally.lasted(lasted);
                step.at(doneMs + Math.min(durationMs, lasted / NS_PER_MS));
            } while (lasted < durationMs * NS_PER_MS && !interruption.requested());
            cycle.end();
            tally.free(modules.freeMemory());
        } catch (ErrnoException e) {
            return CellEnd.stuck(log, "cycle " + tally.cycles() + ": " + e.getMessage());
        } catch (Cycle.StuckException e) {
            return CellEnd.stuck(log, e.getMessage());
        }
        if (interruption.requested()) {
            tally.ended(Cycles.End.INTERRUPTED);
            return CellEnd.ran(log, "stopped before its time");
        }
        tally.ended(Cycles.End.COMPLETE);
        return CellEnd.ran(log, null);
    }
}
