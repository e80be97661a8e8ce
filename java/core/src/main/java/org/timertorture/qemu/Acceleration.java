// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.util.List;
import java.util.Locale;

/** How QEMU runs a guest's CPUs. */
public enum Acceleration {
    /** The guest's CPUs run on the host's CPUs by hardware virtualisation. */
    KVM(List.of("-cpu", "host", "-accel", "kvm"), ""),
    /** QEMU translates the guest's code, with one thread per CPU: races are real, but nanoseconds are not. */
    TCG(
            // QEMU 7.2 corrupts the flags register in an emulated cmpxchg16b, which crashed half of the boots of 6.12.
            List.of("-cpu", "max,cx16=off", "-accel", "tcg,thread=multi"),
            // Without this, the kernel judges the emulated TSC unstable and uses a clock that is slow to read.
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
     * Returns the arguments for the guest's kernel.
     *
     * @param hz the kernel's ticks per second; 0 if unknown
     */
    String kernelArguments(int hz) {
        return this == TCG ? (kernelArguments + " " + DelayLoop.argument(hz)).strip() : kernelArguments;
    }

    /**
     * Returns the acceleration whose {@link #toString} is given.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Acceleration named(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Returns {@code kvm} or {@code tcg}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
