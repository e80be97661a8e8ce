// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import org.timertorture.uapi.Named;

/** What a comparison says about one time of one cell. */
public enum Decision implements Named {
    /** The whole interval is within the tolerance. */
    SAME,
    /** B takes longer by more than the tolerance, and chance does not explain it. */
    SLOWER,
    /** B is shorter by more than the tolerance, and chance does not explain it. */
    FASTER,
    /** The runs are too few or too noisy. */
    CANNOT_TELL;

    /** Returns the words for tables. */
    public String words() {
        return label().replace('-', ' ');
    }
}
