// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import org.timertorture.uapi.Named;

/** What an outcome means, after jcstress. */
public enum Grade implements Named {
    ACCEPTABLE,
    /** Worth telling, but no promise is broken. */
    INTERESTING,
    /** A promise is broken. */
    FORBIDDEN
}
