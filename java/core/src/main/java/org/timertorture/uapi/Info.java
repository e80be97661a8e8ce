// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * What the module says of itself and of the kernel that it runs in.
 *
 * @param struct as the kernel filled it
 * @param preemption the kernel's preemption model
 * @param clock the clock that the module reads
 */
public record Info(InfoStruct struct, Preemption preemption, Clock clock) {
    private static final double NS_PER_MS = 1e6;

    /**
     * Reads the struct.
     *
     * @throws IllegalArgumentException if a field has a value that the header does not allow
     */
    public static Info of(InfoStruct struct) {
        return new Info(struct, Preemption.of(struct.preemption()), Clock.of(struct.clock()));
    }

    /** The version of the header that the module was built from. */
    public int abi() {
        return struct.abi();
    }

    /** Jiffies in a second. */
    public int hz() {
        return struct.hz();
    }

    /** Ticks of the module's clock in a millisecond. */
    public int clockKhz() {
        return struct.clockKhz();
    }

    /** Ticks that one read of the clock takes. */
    public int clockCost() {
        return struct.clockCost();
    }

    /** CPU numbers are below this. */
    public int cpusPossible() {
        return struct.cpusPossible();
    }

    public int cpusOnline() {
        return struct.cpusOnline();
    }

    /** Node numbers are below this. */
    public int nodes() {
        return struct.nodes();
    }

    /** The number of primitives. */
    public int primitives() {
        return struct.primitives();
    }

    /** The number of scenarios. */
    public int scenarios() {
        return struct.scenarios();
    }

    /** Whether the module allows what may take the machine down. */
    public boolean unsafe() {
        return InfoFlag.UNSAFE.in(struct.flags());
    }

    /** The release of the running kernel. */
    public String release() {
        return struct.release();
    }

    /** The hash of the module's source; empty if the build set none. */
    public String source() {
        return struct.source();
    }

    /** Converts ticks of the module's clock to nanoseconds. */
    public double nanos(double ticks) {
        return ticks * NS_PER_MS / clockKhz();
    }
}
