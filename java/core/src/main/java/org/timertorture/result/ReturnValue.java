// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Named;

/** What a deletion returned. */
public enum ReturnValue implements Named {
    MINUS_ONE,
    ZERO,
    ONE,
    /** Any other value. */
    OTHER
}
