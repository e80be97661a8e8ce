// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.util.List;
import java.util.Optional;
import org.timertorture.kernel.Architecture;
import org.timertorture.qemu.Acceleration;

/**
 * How a target is started.
 *
 * @param command QEMU's command; empty if there is no VM
 * @param kernelArguments the arguments of the guest's kernel; empty if there is no VM
 * @param acceleration empty if there is no VM
 * @param noKvm why KVM is not used although nobody demanded so; else empty
 * @param architecture of the target's kernel
 */
public record Startup(
        List<String> command,
        Optional<String> kernelArguments,
        Optional<Acceleration> acceleration,
        Optional<String> noKvm,
        Architecture architecture) {
    /** A machine that is up already. */
    public static final Startup RUNNING = new Startup(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Creates the start of a kernel of this machine's architecture. */
    public Startup(
            List<String> command,
            Optional<String> kernelArguments,
            Optional<Acceleration> acceleration,
            Optional<String> noKvm) {
        this(command, kernelArguments, acceleration, noKvm, Architecture.ofHost());
    }

    public Startup {
        command = List.copyOf(command);
    }

    /** Returns whether the CPUs are emulated; then nanoseconds mean nothing outside the run. */
    public boolean emulated() {
        return acceleration.filter(a -> a == Acceleration.TCG).isPresent();
    }

    /**
     * Returns whether the host keeps memory accesses in an order that the CPUs of the target's architecture need not keep.
     * Then no run finds a barrier that is missing.
     */
    public boolean hidesReordering() {
        return emulated()
                && architecture.weaklyOrdered()
                && !Architecture.ofHost().weaklyOrdered();
    }

    /** Returns {@code kvm}, {@code tcg}, or {@code none} if there is no VM. */
    public String accelerationLabel() {
        return acceleration.map(Acceleration::toString).orElse("none");
    }
}
