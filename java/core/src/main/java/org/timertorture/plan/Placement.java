// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import org.timertorture.uapi.Named;

/** The CPU that deletes a timer: the one that armed it, or another. */
public enum Placement implements Named {
    LOCAL,
    REMOTE
}
