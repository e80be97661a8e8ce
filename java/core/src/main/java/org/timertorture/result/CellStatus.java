// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Named;

/** What became of a cell. */
public enum CellStatus implements Named {
    RAN,
    /** The kernel lacks its primitive or its scenario; the reason says why. */
    SKIPPED,
    /** The kernel has what the cell needs, but the machine lacks something or forbids it; the reason says what. */
    LEFT_OUT,
    /** The kernel died or fell silent in the cell. */
    CRASHED,
    /** The kernel died in the cell, as was expected. */
    FAULTED,
    /** The run ended before the cell began. */
    NOT_REACHED
}
