// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.timertorture.device.Modules;
import org.timertorture.uapi.EndRecord;
import org.timertorture.uapi.EventsRecord;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.StartRecord;
import org.timertorture.uapi.ViolationRecord;

/**
 * Starts a cell, closes the device or kills the process that holds it during the race, and unloads the module at once.
 */
final class TeardownCycle implements Cycle {
    static final String MODULE = "timertorture";

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration READ = Duration.ofMillis(250);
    /** The number of reads after which the module must have gathered its workers or given up. */
    private static final int GATHERING_READS = 80;
    /** Most teardowns happen soon after the start. Some happen late enough for a progress record to have arrived. */
    private static final int SOON_MICROS = 20_000;

    private static final int LATE_MICROS = 150_000;
    private static final int LATE_ONE_IN = 8;
    private static final int MICROS_PER_MS = 1000;
    private static final int NANOS_PER_MICRO = 1000;

    /** Adds the pairs and starts the cell. */
    @FunctionalInterface
    interface Starter {
        void start() throws IOException;
    }

    private final Starter starter;
    private final DeviceCalls calls;
    private final Modules modules;
    private final CellLog log;
    private final CycleTally tally;
    private final int cell;
    private final SplittableRandom random;

    /**
     * Creates a cycle.
     *
     * @param log receives the first start record and all violations
     * @param seed seed for the moments and the ways of the teardowns
     */
    TeardownCycle(
            Starter starter, DeviceCalls calls, Modules modules, CellLog log, CycleTally tally, int cell, long seed) {
        this.starter = starter;
        this.calls = calls;
        this.modules = modules;
        this.log = log;
        this.tally = tally;
        this.cell = cell;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void run() throws IOException, StuckException, InterruptedException {
        starter.start();
        CellLog own = new CellLog(cell);
        for (int i = 0; own.started().isEmpty(); i++) {
            if (i == GATHERING_READS) {
                throw new StuckException("cycle " + tally.cycles() + ": the workers did not gather in time");
            }
            take(own, READ);
        }
        boolean kill = random.nextBoolean();
        if (kill) {
            modules.hold();
        }
        int micros = random.nextInt(random.nextInt(LATE_ONE_IN) == 0 ? LATE_MICROS : SOON_MICROS);
        Thread.sleep(micros / MICROS_PER_MS, micros % MICROS_PER_MS * NANOS_PER_MICRO);
        if (kill) {
            modules.kill();
        } else {
            modules.close();
        }
        // Read until no more records of this device arrive.
        while (take(own, AT_ONCE)) {
            continue;
        }
        own.progress().ifPresent(tally::raced);
        modules.unload(MODULE);
        modules.load(MODULE);
        modules.open();
        if (kill) {
            tally.killed();
        } else {
            tally.closed();
        }
    }

    private boolean take(CellLog own, Duration wait) throws IOException, StuckException {
        List<KernelRecord> records = calls.read(wait).orElseThrow(() -> new IOException("its records ended"));
        for (KernelRecord record : records) {
            own.add(record);
            if (record instanceof ViolationRecord
                    || record instanceof EventsRecord
                    || record instanceof StartRecord && log.started().isEmpty()) {
                log.add(record);
            }
            if (record instanceof EndRecord) {
                throw new StuckException("cycle " + tally.cycles() + ": the cell ended before it was torn down");
            }
        }
        return !records.isEmpty();
    }

    @Override
    public void end() {
        // Each cycle leaves the device open.
    }
}
