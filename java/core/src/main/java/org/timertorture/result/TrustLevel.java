// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Named;

/** How far a result can be relied on. */
public enum TrustLevel implements Named {
    OK,
    /** The result can be relied on with reservations. */
    DEGRADED,
    /** The result cannot be relied on. */
    NONE
}
