// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * {@code struct tt_info}: the module and the kernel it is in.
 *
 * @param clockKhz ticks of the clock in a millisecond
 * @param clockCost ticks that one read of the clock takes
 * @param cpusPossible CPU numbers are below this
 * @param nodes node numbers are below this
 * @param primitives how many there are
 * @param scenarios how many there are
 * @param unsafe whether the module allows what may hurt the machine
 * @param release of the running kernel
 * @param source hash of the module's source; empty if unset
 */
public record Info(
        int abi,
        int hz,
        Preemption preemption,
        Clock clock,
        long clockKhz,
        long clockCost,
        int cpusPossible,
        int cpusOnline,
        int nodes,
        int primitives,
        int scenarios,
        boolean unsafe,
        String release,
        String source) {
    private static final int UNSAFE = 1;
    private static final double NS_PER_MS = 1e6;

    /**
     * Reads the struct.
     *
     * @throws IllegalArgumentException if a field has a value that the header does not allow
     */
    public static Info of(Struct s) {
        return new Info(
                s.u32("abi"),
                s.u32("hz"),
                Named.of(Preemption.values(), s.u32("preemption")),
                Named.of(Clock.values(), s.u32("clock")),
                s.u32AsLong("clock_khz"),
                s.u32AsLong("clock_cost"),
                s.u32("cpus_possible"),
                s.u32("cpus_online"),
                s.u32("nodes"),
                s.u32("primitives"),
                s.u32("scenarios"),
                (s.u32("flags") & UNSAFE) != 0,
                s.text("release"),
                s.text("source"));
    }

    /** Converts ticks of the module's clock to nanoseconds. */
    public double nanos(double ticks) {
        return ticks * NS_PER_MS / clockKhz;
    }
}
