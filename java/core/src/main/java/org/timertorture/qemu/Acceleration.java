// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.timertorture.kernel.Architecture;

/** How QEMU runs a guest's CPUs. */
public enum Acceleration {
    /** The guest's CPUs run on the host's CPUs by hardware virtualisation. */
    KVM("kvm"),
    /** QEMU translates the guest's code, with one thread per CPU: races are real, but nanoseconds are not. */
    TCG("tcg,thread=multi");

    private final String option;

    Acceleration(String option) {
        this.option = option;
    }

    /** Returns QEMU's options for a guest's machine and CPUs. */
    List<String> options(GuestMachine machine) {
        List<String> options = new ArrayList<>(this == KVM ? machine.virtualized() : machine.emulated());
        options.addAll(List.of("-accel", option));
        return options;
    }

    /**
     * Returns the arguments for the guest's kernel.
     *
     * @param architecture the kernel's
     * @param hz the kernel's ticks per second; 0 if unknown
     */
    String kernelArguments(Architecture architecture, int hz) {
        return this == TCG
                ? (GuestMachine.of(architecture).emulatedArguments() + " " + DelayLoop.argument(architecture, hz))
                        .strip()
                : "";
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
