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

    /** Returns the version of the header that the module was built from. */
    public int abi() {
        return struct.abi();
    }

    /** Returns the number of jiffies in a second. */
    public int hz() {
        return struct.hz();
    }

    /** Returns the number of ticks of the module's clock in a millisecond. */
    public int clockKhz() {
        return struct.clockKhz();
    }

    /** Returns the number of ticks that one read of the clock takes. */
    public int clockCost() {
        return struct.clockCost();
    }

    /** Returns an upper bound of the CPU numbers. */
    public int cpusPossible() {
        return struct.cpusPossible();
    }

    public int cpusOnline() {
        return struct.cpusOnline();
    }

    /** Returns an upper bound of the node numbers. */
    public int nodes() {
        return struct.nodes();
    }

    /** Returns the number of primitives. */
    public int primitives() {
        return struct.primitives();
    }

    /** Returns the number of scenarios. */
    public int scenarios() {
        return struct.scenarios();
    }

    /** Returns whether the module allows what may take the machine down. */
    public boolean unsafe() {
        return InfoFlag.UNSAFE.in(struct.flags());
    }

    /** Returns the release of the running kernel. */
    public String release() {
        return struct.release();
    }

    /** Returns the hash of the module's source; empty if the build set none. */
    public String source() {
        return struct.source();
    }

    /** Converts ticks of the module's clock to nanoseconds. */
    public double nanos(double ticks) {
        return ticks * NS_PER_MS / clockKhz();
    }
}
