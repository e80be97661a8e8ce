// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.util.List;
import java.util.Locale;

/** How QEMU runs a guest's CPUs. */
public enum Acceleration {
    /** On the host's own, by hardware virtualisation. */
    KVM(List.of("-cpu", "host", "-accel", "kvm"), ""),
    /** By translation, each on a thread of its own: races are real, nanoseconds are not. */
    TCG(
            // QEMU 7.2 spoils the flags register in an emulated cmpxchg16b: half of the boots of 6.12 crashed by it.
            List.of("-cpu", "max,cx16=off", "-accel", "tcg,thread=multi"),
            // Else the kernel finds the emulated TSC unstable and takes a clock that is slow to read.
            "tsc=reliable");

    private final List<String> options;
    private final String kernelArguments;

    Acceleration(List<String> options, String kernelArguments) {
        this.options = options;
        this.kernelArguments = kernelArguments;
    }

    List<String> options() {
        return options;
    }

    /**
     * What the kernel is to know.
     *
     * @param hz its ticks a second; 0 if not known
     */
    String kernelArguments(int hz) {
        return this == TCG ? (kernelArguments + " " + DelayLoop.argument(hz)).strip() : kernelArguments;
    }

    /** {@code kvm} or {@code tcg}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
