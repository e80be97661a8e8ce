// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The settings of a cell. The same value goes from the plan through the kernel's start request to the result. The
 * module checks the ranges.
 *
 * @param handlerNs how long a handler spins, in ns
 * @param timer the flags that timers are set up with
 * @param batch the number of timers in a batch; {@link #AUTO_BATCH} lets the engine find it
 * @param calibrate whether slices with and without recording alternate
 * @param sliceMs the length of a slice, in ms; 0 means 1000 ms
 * @param hotplug whether base CPUs go offline and come back while the cell races
 * @param even whether every other deletion of the chase is for a phase of a handler that is drawn at random, so that
 *     all phases are reached
 * @param stalls where the kernel's timer code is stalled meanwhile: {@code off}, {@code sweep}, or a place such as
 *     {@code mod_timer+0x1a}
 * @param inject the fault that the module injects, for tests of the tool itself
 * @param model settings of models of old primitives and of forced races
 */
public record CellSettings(
        long handlerNs,
        Set<TimerFlag> timer,
        int batch,
        boolean calibrate,
        long sliceMs,
        boolean hotplug,
        boolean even,
        String stalls,
        Inject inject,
        ModelSettings model) {

    /** The batch size that lets the engine find the number of timers by itself. */
    public static final int AUTO_BATCH = 0;

    /** Nothing is stalled. */
    public static final String NO_STALLS = "off";

    /** The stalls move from instruction to instruction. */
    public static final String SWEEP = "sweep";

    /** The settings of a cell whose plan says nothing about them. */
    public static final CellSettings DEFAULT = new CellSettings(
            300,
            Set.of(TimerFlag.PINNED),
            AUTO_BATCH,
            false,
            0,
            false,
            false,
            NO_STALLS,
            Inject.NONE,
            ModelSettings.DEFAULT);

    public CellSettings {
        EnumSet<TimerFlag> inOrder = EnumSet.noneOf(TimerFlag.class);
        inOrder.addAll(timer);
        timer = Collections.unmodifiableSet(inOrder);
        stalls = stalls == null ? NO_STALLS : stalls;
    }

    /** Returns these settings with another spinning time of the handlers, in ns. */
    public CellSettings withHandlerNs(long value) {
        return new CellSettings(value, timer, batch, calibrate, sliceMs, hotplug, even, stalls, inject, model);
    }

    /** Returns these settings with other timer flags. */
    public CellSettings withTimer(Set<TimerFlag> value) {
        return new CellSettings(handlerNs, value, batch, calibrate, sliceMs, hotplug, even, stalls, inject, model);
    }

    /** Returns these settings with another number of timers in a batch. */
    public CellSettings withBatch(int value) {
        return new CellSettings(handlerNs, timer, value, calibrate, sliceMs, hotplug, even, stalls, inject, model);
    }

    /** Returns these settings with or without calibration. */
    public CellSettings withCalibrate(boolean value) {
        return new CellSettings(handlerNs, timer, batch, value, sliceMs, hotplug, even, stalls, inject, model);
    }

    /** Returns these settings with another length of a slice, in ms. */
    public CellSettings withSliceMs(long value) {
        return new CellSettings(handlerNs, timer, batch, calibrate, value, hotplug, even, stalls, inject, model);
    }

    /** Returns these settings with or without CPU hotplug. */
    public CellSettings withHotplug(boolean value) {
        return new CellSettings(handlerNs, timer, batch, calibrate, sliceMs, value, even, stalls, inject, model);
    }

    /** Returns these settings with or without deletions for all phases of a handler. */
    public CellSettings withEven(boolean value) {
        return new CellSettings(handlerNs, timer, batch, calibrate, sliceMs, hotplug, value, stalls, inject, model);
    }

    /** Returns these settings with other stalls. */
    public CellSettings withStalls(String value) {
        return new CellSettings(handlerNs, timer, batch, calibrate, sliceMs, hotplug, even, value, inject, model);
    }

    /** Returns whether the kernel's timer code is stalled while the cell races. */
    public boolean stalling() {
        return !stalls.equals(NO_STALLS);
    }

    /** Returns whether the stalls move from instruction to instruction. */
    public boolean sweeping() {
        return stalls.equals(SWEEP);
    }

    /** Returns these settings with another injected fault. */
    public CellSettings withInject(Inject value) {
        return new CellSettings(handlerNs, timer, batch, calibrate, sliceMs, hotplug, even, stalls, value, model);
    }

    /** Returns these settings with other settings of models. */
    public CellSettings withModel(ModelSettings value) {
        return new CellSettings(handlerNs, timer, batch, calibrate, sliceMs, hotplug, even, stalls, inject, value);
    }
}
