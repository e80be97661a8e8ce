// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Named;

/** What became of a cell. */
public enum CellStatus implements Named {
    RAN,
    /** It cannot run here; the reason says why. */
    SKIPPED,
    /** The kernel died or fell silent in it. */
    CRASHED,
    /** The kernel died in it, in the way that was expected. */
    FAULTED,
    /** The run ended before it. */
    NOT_REACHED
}
