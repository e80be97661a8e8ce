// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;
import java.util.SplittableRandom;
import org.timertorture.device.Modules;
import org.timertorture.plan.Cell;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.VictimInfo;

/**
 * Loads the module that contains the handlers, lets them run for a moment, and unloads it. The module's exit deletes
 * the timers.
 */
final class UnloadCycle implements Cycle {
    static final String VICTIM = "timertorture_victim";

    private static final int RUNS_MOST_MS = 20;
    /**
     * A timer that was left armed fires into the freed code within a few jiffies. The next victim must not be loaded
     * there before.
     */
    private static final int REST_MS = 30;

    private final Cell cell;
    private final DeviceCalls calls;
    private final Modules modules;
    private final CycleTally tally;
    private final SplittableRandom random;
    private final VictimInfo before;

    UnloadCycle(Cell cell, DeviceCalls calls, Modules modules, CycleTally tally) throws IOException {
        this.cell = cell;
        this.calls = calls;
        this.modules = modules;
        this.tally = tally;
        this.random = new SplittableRandom(cell.seed());
        this.before = calls.victim();
        tally.victim(before.since(before));
    }

    @Override
    public void run() throws IOException, InterruptedException {
        Pair pair = cell.pairs().get(0);
        modules.load(
                VICTIM,
                "primitive=" + cell.primitive().name() + " handler_ns="
                        + cell.settings().handlerNs() + " base=" + pair.base() + " deleter=" + pair.deleter()
                        + (pair.hasThird() ? " third=" + pair.third() : ""));
        Thread.sleep(1 + random.nextInt(RUNS_MOST_MS));
        modules.unload(VICTIM);
        // Read before a fault can occur, as far as possible.
        tally.victim(calls.victim().since(before));
        tally.unloaded();
        Thread.sleep(REST_MS);
    }

    @Override
    public void end() {
        // The device was open all the time.
    }
}
