// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * {@code struct tt_start}: one cell. Ranges are the header's; the kernel checks them.
 *
 * @param sleep sleep at barriers, since CPUs are shared or emulated by fewer
 * @param calibrate alternate slices with and without recording
 * @param hotplug base CPUs go off line and come back
 * @param handlerNs how long a handler spins
 * @param batch timers a batch; 0: the engine finds it
 * @param durationMs of racing
 * @param sliceMs length of a slice; 0: 1000
 * @param cell an echo for the records and the console
 * @param timer how timers are set up
 * @param model of models of old primitives, and of forced scenarios
 */
public record Start(
        String primitive,
        String scenario,
        Align align,
        boolean sleep,
        boolean calibrate,
        boolean hotplug,
        long handlerNs,
        long batch,
        long durationMs,
        long sliceMs,
        int cell,
        Inject inject,
        Set<TimerFlag> timer,
        long seed,
        ModelSettings model) {
    /** {@code TT_MAX_HANDLER_NS} */
    public static final long MAX_HANDLER_NS = 10_000_000;
    /** {@code TT_MAX_BATCH} */
    public static final int MAX_BATCH = 4096;
    /** {@code TT_MAX_PAIRS} */
    public static final int MAX_PAIRS = 256;
    /** {@code TT_MIN_DURATION_MS} */
    public static final long MIN_DURATION_MS = 10;
    /** {@code TT_MAX_DURATION_MS} */
    public static final long MAX_DURATION_MS = 86_400_000;

    private static final int SLEEP = 1;
    private static final int CALIBRATE = 1 << 1;
    private static final int HOTPLUG = 1 << 2;

    public Start {
        timer = Set.copyOf(timer);
    }

    /** A cell without a model. */
    public Start(
            String primitive,
            String scenario,
            Align align,
            boolean sleep,
            boolean calibrate,
            boolean hotplug,
            long handlerNs,
            long batch,
            long durationMs,
            long sliceMs,
            int cell,
            Inject inject,
            Set<TimerFlag> timer,
            long seed) {
        this(
                primitive,
                scenario,
                align,
                sleep,
                calibrate,
                hotplug,
                handlerNs,
                batch,
                durationMs,
                sliceMs,
                cell,
                inject,
                timer,
                seed,
                ModelSettings.NONE);
    }

    /** Writes the struct. */
    public ByteBuffer encode(ByteOrder order) {
        ByteBuffer buffer = Layouts.START.allocate(order);
        Layouts.START
                .at(buffer, 0)
                .putText("primitive", primitive)
                .putText("scenario", scenario)
                .putU32("align", align.ordinal())
                .putU32("flags", (sleep ? SLEEP : 0) | (calibrate ? CALIBRATE : 0) | (hotplug ? HOTPLUG : 0))
                .putU32("handler_ns", handlerNs)
                .putU32("batch", model.trials() > 0 ? model.trials() : batch)
                .putU32("duration_ms", durationMs)
                .putU32("slice_ms", sliceMs)
                .putU32("cell", cell)
                .putU32("inject", inject.ordinal())
                .putU32("timer_flags", TimerFlag.mask(timer))
                .putU64("seed", seed)
                .putU32("slots", model.slots())
                .putU32("cold", model.cold().ordinal())
                .putU32("remote_ns", model.remoteNs())
                .putU32("skip", model.skip());
        return buffer;
    }
}
