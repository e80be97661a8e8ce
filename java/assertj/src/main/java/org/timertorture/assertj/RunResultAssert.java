// SPDX-License-Identifier: Apache-2.0
package org.timertorture.assertj;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.timertorture.judge.CellJudge;
import org.timertorture.plan.NearestNames;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.RunResult;
import org.timertorture.result.TrustLevel;
import org.timertorture.result.Verdict;
import org.timertorture.result.Violation;

/** Assertions about a run. */
public class RunResultAssert extends AbstractAssert<RunResultAssert, RunResult> {
    /** Null outside soft assertions. */
    TimertortureSoftAssertions softly;

    public RunResultAssert(RunResult actual) {
        super(actual, RunResultAssert.class);
    }

    /** Verifies that the run could have failed. Degraded trust suffices; see {@link #isFullyTrusted}. */
    public RunResultAssert isTrusted() {
        isNotNull();
        if (actual.trust().verdict().level() == TrustLevel.NONE) {
            failWithMessage("expected a run that could have failed, but its verdict cannot be trusted:%n%s", reasons());
        }
        return this;
    }

    /** Verifies that nothing lowers the trust in the verdict. */
    public RunResultAssert isFullyTrusted() {
        isNotNull();
        if (actual.trust().verdict().level() != TrustLevel.OK) {
            failWithMessage(
                    "expected full trust in the verdict, but it is %s:%n%s",
                    actual.trust().verdict().level().label(), reasons());
        }
        return this;
    }

    /** Verifies the verdict. */
    public RunResultAssert hasVerdict(Verdict verdict) {
        isNotNull();
        if (actual.verdict() != verdict) {
            failWithMessage(
                    "expected the verdict %s, but it is %s%n%s",
                    verdict, actual.verdict(), Evidence.of(actual, actual.cells()));
        }
        return this;
    }

    /**
     * Verifies that no promise was broken, that the kernel reported nothing that speaks against it, and that it did not
     * die. What the plan expects and what a known finding explains is no forbidden outcome.
     */
    public RunResultAssert hasNoForbiddenOutcomes() {
        isNotNull();
        List<CellResult> bad =
                actual.cells().stream().filter(CellResultAssert::forbidden).toList();
        if (!bad.isEmpty()) {
            failWithMessage("expected no forbidden outcome, but found:%n%s", Evidence.of(actual, bad));
        }
        return this;
    }

    /** Verifies that every cell ran to its end. Cells that the kernel or the machine cannot run do not count. */
    public RunResultAssert ranToItsEnd() {
        isNotNull();
        List<String> others = actual.cells().stream()
                .filter(cell -> cell.status() == CellStatus.CRASHED
                        || cell.status() == CellStatus.NOT_REACHED
                        || cell.status() == CellStatus.RAN && !new CellJudge(cell).toItsEnd())
                .map(cell -> cell.id() + ": " + CellResultAssert.why(cell))
                .toList();
        if (!others.isEmpty()) {
            failWithMessage(
                    "expected every cell to run to its end, but:%n%s%n%s",
                    String.join("\n", others), Evidence.of(actual, List.of()));
        }
        return this;
    }

    /**
     * Verifies that this run broke no rule that held in a cell of the same id of another run, for example of the kernel
     * without a patch.
     */
    public RunResultAssert breaksNoRuleThatHeldIn(RunResult other) {
        isNotNull();
        List<CellResult> bad =
                actual.cells().stream().filter(cell -> newlyBroken(cell, other)).toList();
        if (!bad.isEmpty()) {
            failWithMessage(
                    "expected %s to break no rule that held on %s, but found:%n%s",
                    actual.environment().kernelRelease(),
                    other.environment().kernelRelease(),
                    Evidence.of(actual, bad));
        }
        return this;
    }

    private static boolean newlyBroken(CellResult cell, RunResult other) {
        return other.cells().stream()
                .filter(before -> before.id().equals(cell.id()))
                .anyMatch(before -> cell.violations().stream()
                        .map(Violation::rule)
                        .anyMatch(rule -> before.rulesChecked().getOrDefault(rule, 0L) > 0
                                && before.violations().stream().noneMatch(v -> v.rule() == rule)));
    }

    /**
     * Begins assertions about one cell.
     *
     * @param id the whole id, or its first parts if only one cell begins with them, as in {@code running/timer_delete_sync}
     */
    public CellResultAssert cell(String id) {
        if (softly == null) {
            isNotNull();
        }
        List<CellResult> cells = actual == null ? List.of() : actual.cells();
        List<CellResult> whole = cells.stream().filter(c -> c.id().equals(id)).toList();
        List<CellResult> found = whole.isEmpty()
                ? cells.stream().filter(c -> c.id().startsWith(id + "/")).toList()
                : whole;
        CellResult cell = found.size() == 1 ? found.get(0) : null;
        if (cell == null) {
            AssertionError error = failure("%s", found.isEmpty() ? unknown(cells, id) : ambiguous(found, id));
            if (softly == null) {
                throw error;
            }
            softly.collectAssertionError(error);
        }
        CellResultAssert assertion = softly == null ? new CellResultAssert(cell) : softly.assertThat(cell);
        assertion.run = actual;
        return assertion.as("cell %s", cell == null ? id : cell.id());
    }

    private static String unknown(List<CellResult> cells, String id) {
        if (cells.isEmpty()) {
            return "there is no cell \"" + id + "\", because the run has no cells";
        }
        int parts = id.split("/").length;
        List<String> names = cells.stream()
                .flatMap(cell -> Stream.of(cell.id(), firstParts(cell.id(), parts)))
                .distinct()
                .toList();
        return "there is no cell \"" + id + "\"" + NearestNames.among(names, id);
    }

    private static String firstParts(String id, int parts) {
        return String.join("/", Stream.of(id.split("/")).limit(parts).toList());
    }

    private static String ambiguous(List<CellResult> found, String id) {
        return found.size() + " cells begin with \"" + id + "\": "
                + String.join(", ", found.stream().map(CellResult::id).toList());
    }

    private String reasons() {
        return String.join("\n", actual.trust().verdict().reasons()) + "\n" + Evidence.of(actual, List.of());
    }
}
