// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Named;

/** Whether the rules held. */
public enum Verdict implements Named {
    PASS,
    /** There was a forbidden outcome, or an expected outcome was missing. */
    FAIL,
    /** The kernel under test crashed, hung or did not boot. */
    CRASHED,
    /** The run was interrupted, or cells could not be run to their end. */
    INCOMPLETE
}
