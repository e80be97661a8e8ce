// SPDX-License-Identifier: Apache-2.0
package org.timertorture.assertj;

import java.util.Locale;

/**
 * A share of a whole.
 *
 * @param fraction from 0 to 1
 */
public record Share(double fraction) {
    private static final double HUNDRED = 100;

    public Share {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("a share is between 0 and 100 percent, not " + fraction * HUNDRED);
        }
    }

    /** Returns the share in percent. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f %%", fraction * HUNDRED);
    }
}
