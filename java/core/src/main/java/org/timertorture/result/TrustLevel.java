// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Named;

/** How much can be relied on. */
public enum TrustLevel implements Named {
    OK,
    /** With reservations. */
    DEGRADED,
    /** Not at all. */
    NONE
}
