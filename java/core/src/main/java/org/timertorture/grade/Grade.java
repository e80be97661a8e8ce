// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import org.timertorture.uapi.Named;

/** The meaning of an outcome, in the terms of jcstress. */
public enum Grade implements Named {
    ACCEPTABLE,
    /** The outcome is worth telling, but breaks no promise. */
    INTERESTING,
    /** The outcome breaks a promise. */
    FORBIDDEN
}
