// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Named;

/** Whether the rules held. */
public enum Verdict implements Named {
    PASS,
    /** A forbidden outcome, or one that was expected and did not come. */
    FAIL,
    /** The kernel under test crashed, hung or did not boot. */
    CRASHED,
    /** Interrupted, or cells could not be run to their end. */
    INCOMPLETE
}
