// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import org.timertorture.uapi.Named;

/** What is compared of a cell's times. */
public enum Metric implements Named {
    /** The median. */
    P50(0.5, 10),
    /** The time that 99 % of the calls do not exceed. */
    P99(0.99, 100);

    private final double share;
    private final int leastCalls;

    Metric(double share, int leastCalls) {
        this.share = share;
        this.leastCalls = leastCalls;
    }

    /** Returns the share of calls that do not exceed the time. */
    public double share() {
        return share;
    }

    /** Returns the number of calls in a boot below which the time is not told. */
    public int leastCalls() {
        return leastCalls;
    }
}
