// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.Optional;
import org.timertorture.result.CellStatus;
import org.timertorture.session.Ending;

/**
 * How a cell ended.
 *
 * @param reason why it did not run, or not to its end; otherwise null
 * @param ending how the target ended, if it died
 * @param usable whether another cell can be started
 */
record CellEnd(CellStatus status, String reason, CellLog log, Optional<Ending> ending, boolean usable) {

    static CellEnd skipped(CellLog log, String reason) {
        return new CellEnd(CellStatus.SKIPPED, reason, log, Optional.empty(), true);
    }

    static CellEnd notReached(CellLog log, String reason) {
        return new CellEnd(CellStatus.NOT_REACHED, reason, log, Optional.empty(), false);
    }

    /** Returns the end of a cell whose kernel refused a request that it must not refuse. Nothing can run after it. */
    static CellEnd stuck(CellLog log, String reason) {
        return new CellEnd(CellStatus.RAN, reason, log, Optional.empty(), false);
    }

    /** Returns whether the kernel died as expected. */
    boolean sacrificed() {
        return status == CellStatus.FAULTED;
    }

    /** Returns whether the cell raced to the end of its time. */
    boolean inOrder() {
        return status == CellStatus.RAN && usable && reason == null;
    }

    /** Returns whether the cell raced in this turn. */
    boolean raced() {
        return status != CellStatus.SKIPPED && status != CellStatus.NOT_REACHED;
    }

    /** Returns this end of a cell that raced, but for a later turn that could not begin. */
    CellEnd cutShort(CellEnd later) {
        return new CellEnd(status, later.reason(), log, later.ending(), later.usable());
    }

    static CellEnd ran(CellLog log, String reason) {
        return new CellEnd(CellStatus.RAN, reason, log, Optional.empty(), true);
    }
}
