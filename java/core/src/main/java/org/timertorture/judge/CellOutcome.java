// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import java.util.Collection;
import java.util.Comparator;
import org.timertorture.result.CellResult;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.Kind;

/** The outcome of a cell in a word. The worst outcome comes first. */
public enum CellOutcome {
    /** The kernel died during the cell. */
    CRASHED("CRASHED"),
    /** A promise was broken, or an expected outcome did not come. */
    FAILED("FAIL"),
    /** A planted defect was not detected. */
    DEFECT_UNSEEN("NOT SEEN"),
    /** The cell could not have failed. */
    VACUOUS("vacuous"),
    /** The run ended before the cell began. */
    NOT_REACHED("not reached"),
    /** A promise was broken in a way that a known finding explains. */
    KNOWN("KNOWN"),
    /** Rules were broken for which there is no promise. */
    INTERESTING("interesting"),
    /** Somebody else armed timers again after their deletion had returned. */
    ARMED_AGAIN("armed again"),
    /** Rules were broken as expected, or an old algorithm let a handler run on. */
    AS_EXPECTED("as expected"),
    OK("ok"),
    /** The planted defect was detected. */
    DEFECT_CAUGHT("defect caught"),
    /** The cell cannot run on this kernel or this machine. */
    SKIPPED("skipped");

    private final String words;

    CellOutcome(String words) {
        this.words = words;
    }

    /** Returns the text for tables. */
    public String words() {
        return words;
    }

    public static CellOutcome of(CellResult cell) {
        switch (cell.status()) {
            case CRASHED:
                return CRASHED;
            case FAULTED:
                return cell.kind() == Kind.BROKEN ? DEFECT_CAUGHT : AS_EXPECTED;
            case SKIPPED, LEFT_OUT:
                return SKIPPED;
            case NOT_REACHED:
                return NOT_REACHED;
            default:
                break;
        }
        CellJudge judge = new CellJudge(cell);
        if (judge.failed()) {
            return FAILED;
        }
        if (TrustJudge.vacuous(cell) && cell.cycles() != null) {
            return VACUOUS;
        }
        if (judge.planted()) {
            return judge.defectUnseen() ? DEFECT_UNSEEN : DEFECT_CAUGHT;
        }
        if (TrustJudge.vacuous(cell)) {
            return VACUOUS;
        }
        if (ForcedOutcome.of(cell).isPresent()) {
            return AS_EXPECTED;
        }
        if (judge.known()) {
            return KNOWN;
        }
        if (cell.violations().isEmpty() && !cell.checks().warnings().isEmpty()) {
            return ARMED_AGAIN;
        }
        if (cell.violations().isEmpty()) {
            return cell.kind() == Kind.HISTORICAL && cell.count(Counter.OUTLIVED) > 0 ? AS_EXPECTED : OK;
        }
        return cell.violations().stream().allMatch(judge::expected) ? AS_EXPECTED : INTERESTING;
    }

    /**
     * Returns the worst outcome of a cell that ran several times.
     *
     * @throws java.util.NoSuchElementException if the collection is empty
     */
    public static CellOutcome worst(Collection<CellOutcome> outcomes) {
        return outcomes.stream().min(Comparator.naturalOrder()).orElseThrow();
    }
}
