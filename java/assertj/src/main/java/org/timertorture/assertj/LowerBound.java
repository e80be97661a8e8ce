// SPDX-License-Identifier: Apache-2.0
package org.timertorture.assertj;

/** A lower bound whose unit is yet to be named. */
public final class LowerBound {
    private static final double HUNDRED = 100;

    private final double number;

    LowerBound(double number) {
        this.number = number;
    }

    /**
     * Returns the bound as a share.
     *
     * @throws IllegalArgumentException if it is not between 0 and 100
     */
    public Share percent() {
        return new Share(number / HUNDRED);
    }
}
