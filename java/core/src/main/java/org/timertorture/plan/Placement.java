// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import org.timertorture.uapi.Named;

/** Whether a timer is deleted by the CPU that armed it. */
public enum Placement implements Named {
    LOCAL,
    REMOTE
}
