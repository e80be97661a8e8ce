// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.Optional;
import org.timertorture.result.CellStatus;
import org.timertorture.session.Ending;

/**
 * How a cell ended.
 *
 * @param reason why it did not run, or not to its end; else null
 * @param ending of the target, if it died
 * @param usable whether another cell can be started
 */
record CellEnd(CellStatus status, String reason, CellLog log, Optional<Ending> ending, boolean usable) {

    static CellEnd skipped(CellLog log, String reason) {
        return new CellEnd(CellStatus.SKIPPED, reason, log, Optional.empty(), true);
    }

    static CellEnd notReached(CellLog log, String reason) {
        return new CellEnd(CellStatus.NOT_REACHED, reason, log, Optional.empty(), false);
    }

    /** The kernel refused what it must not: nothing can be run after it. */
    static CellEnd stuck(CellLog log, String reason) {
        return new CellEnd(CellStatus.RAN, reason, log, Optional.empty(), false);
    }

    /** Whether the kernel is dead, as it was expected to be. */
    boolean sacrificed() {
        return status == CellStatus.FAULTED;
    }

    static CellEnd ran(CellLog log, String reason) {
        return new CellEnd(CellStatus.RAN, reason, log, Optional.empty(), true);
    }
}
