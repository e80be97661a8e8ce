// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code struct tt_start}: the request that starts a cell. The module checks all ranges.
 *
 * @param primitive the name of the primitive, or one of its aliases
 * @param scenario the name of the scenario
 * @param align the engine
 * @param settings how the cell is set
 * @param durationMs the racing time, in ms
 * @param sleep whether workers sleep at barriers, because they share CPUs or the CPUs are emulated by fewer
 * @param seed the seed of every random choice
 * @param cell a number that the records and the console repeat
 */
public record Start(
        String primitive,
        String scenario,
        Align align,
        CellSettings settings,
        long durationMs,
        boolean sleep,
        long seed,
        int cell) {
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

    /** Writes the struct. */
    public ByteBuffer encode(ByteOrder order) {
        ModelSettings model = settings.model();
        ByteBuffer buffer = Layouts.START.allocate(order);
        Layouts.START
                .at(buffer, 0)
                .putText("primitive", primitive)
                .putText("scenario", scenario)
                .putU32("align", align.ordinal())
                .putU32(
                        "flags",
                        (sleep ? SLEEP : 0)
                                | (settings.calibrate() ? CALIBRATE : 0)
                                | (settings.hotplug() ? HOTPLUG : 0))
                .putU32("handler_ns", settings.handlerNs())
                .putU32("batch", model.trials() > 0 ? model.trials() : settings.batch())
                .putU32("duration_ms", durationMs)
                .putU32("slice_ms", settings.sliceMs())
                .putU32("cell", cell)
                .putU32("inject", settings.inject().ordinal())
                .putU32("timer_flags", TimerFlag.mask(settings.timer()))
                .putU64("seed", seed)
                .putU32("slots", model.slots())
                .putU32("cold", model.cold().ordinal())
                .putU32("remote_ns", model.remoteNs())
                .putU32("skip", model.skip());
        return buffer;
    }
}
