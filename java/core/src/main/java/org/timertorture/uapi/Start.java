// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code struct tt_start}: the request that starts a cell. The module checks all ranges.
 *
 * @param primitive the name of the primitive, or one of its aliases
 * @param scenario the name of the scenario
 * @param align the engine
 * @param settings how the cell is set
 * @param durationMs the racing time, in ms
 * @param sleep whether workers sleep at barriers, because they share CPUs or the CPUs are emulated by fewer
 * @param attended whether the cell ends if nobody reads its records for {@link Uapi#UNATTENDED_SECONDS}
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
        boolean attended,
        long seed,
        int cell) {

    /** Creates the request for a cell that runs whether somebody reads its records or not. */
    public Start(
            String primitive,
            String scenario,
            Align align,
            CellSettings settings,
            long durationMs,
            boolean sleep,
            long seed,
            int cell) {
        this(primitive, scenario, align, settings, durationMs, sleep, false, seed, cell);
    }

    /** Returns the struct that starts the cell. */
    public StartStruct encode(ByteOrder order) {
        ModelSettings model = settings.model();
        return new StartStruct(order)
                .primitive(primitive)
                .scenario(scenario)
                .align(align.number())
                .flags(StartFlag.mask(flags()))
                .handlerNs(settings.handlerNs())
                .batch(model.trials() > 0 ? model.trials() : settings.batch())
                .durationMs(durationMs)
                .sliceMs(settings.sliceMs())
                .cell(cell)
                .inject(settings.inject().number())
                .timerFlags(TimerFlag.mask(settings.timer()))
                .seed(seed)
                .slots(model.slots())
                .cold(model.cold().number())
                .remoteNs(model.remoteNs())
                .skip(model.skip())
                .stalls(settings.stalling() ? settings.stalls() : "");
    }

    private Set<StartFlag> flags() {
        Set<StartFlag> flags = EnumSet.noneOf(StartFlag.class);
        if (sleep) {
            flags.add(StartFlag.SLEEP);
        }
        if (attended) {
            flags.add(StartFlag.ATTENDED);
        }
        if (settings.calibrate()) {
            flags.add(StartFlag.CALIBRATE);
        }
        if (settings.hotplug()) {
            flags.add(StartFlag.HOTPLUG);
        }
        if (settings.even()) {
            flags.add(StartFlag.EVEN);
        }
        return flags;
    }
}
