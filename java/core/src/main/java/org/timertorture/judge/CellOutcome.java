// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import java.util.Collection;
import java.util.Comparator;
import org.timertorture.result.CellResult;

/** What a cell came to, in a word; the worst first. */
public enum CellOutcome {
    /** The kernel died in it. */
    CRASHED("CRASHED"),
    /** A promise was broken, or an expected outcome did not come. */
    FAILED("FAIL"),
    /** A planted defect was not seen. */
    DEFECT_UNSEEN("NOT SEEN"),
    /** It could not have failed. */
    VACUOUS("vacuous"),
    /** The run ended before it. */
    NOT_REACHED("not reached"),
    /** A promise was broken in a way that is explained. */
    KNOWN("KNOWN"),
    /** Rules were broken that nobody promises to keep. */
    INTERESTING("interesting"),
    /** Rules were broken that were expected to be. */
    AS_EXPECTED("as expected"),
    OK("ok"),
    /** Its planted defect was seen, as it should be. */
    DEFECT_CAUGHT("defect caught"),
    /** It cannot run on this kernel. */
    SKIPPED("skipped");

    private final String words;

    CellOutcome(String words) {
        this.words = words;
    }

    /** For a table. */
    public String words() {
        return words;
    }

    public static CellOutcome of(CellResult cell) {
        switch (cell.status()) {
            case CRASHED:
                return CRASHED;
            case FAULTED:
                return DEFECT_CAUGHT;
            case SKIPPED:
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
        if (cell.violations().isEmpty()) {
            return OK;
        }
        return cell.violations().stream().allMatch(judge::expected) ? AS_EXPECTED : INTERESTING;
    }

    /**
     * Of the same cell, run several times.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public static CellOutcome worst(Collection<CellOutcome> outcomes) {
        return outcomes.stream().min(Comparator.naturalOrder()).orElseThrow();
    }
}
