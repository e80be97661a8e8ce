// SPDX-License-Identifier: Apache-2.0
package org.timertorture.format;

import java.util.ArrayList;
import java.util.List;
import org.timertorture.exit.ExitCode;
import org.timertorture.judge.CellJudge;
import org.timertorture.judge.CellOutcome;
import org.timertorture.judge.TrustJudge;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingResult;
import org.timertorture.result.Evidence;
import org.timertorture.result.KernelReport;
import org.timertorture.result.RunResult;
import org.timertorture.result.Violation;

/**
 * A cell, or a condition of the whole run, as a test that passed or failed.
 *
 * @param name unique in the run
 * @param status what became of it
 * @param message why, in one line; empty if it passed without a remark
 * @param details what else a reader needs, one line each
 * @param seconds how long it raced, in seconds
 */
record TestCase(String name, Status status, String message, List<String> details, double seconds) {

    /** What became of a test. */
    enum Status {
        PASSED,
        /** It failed in a way that a known finding explains. */
        KNOWN,
        SKIPPED,
        /** The run ended before the test began. */
        NOT_REACHED,
        FAILED,
        /** It could not tell whether a promise holds, or the kernel died. */
        ERROR,
        /** The kernel fell silent. */
        TIMEOUT;

        boolean good() {
            return this == PASSED || this == KNOWN || !ran();
        }

        boolean ran() {
            return this != SKIPPED && this != NOT_REACHED;
        }
    }

    /** The name of the test that asks whether the kernel came up. */
    static final String BOOT = "boot";
    /** The name of the test that asks whether the run could have failed. */
    static final String TRUST = "trust";

    /** Returns the tests of a run: that the kernel came up, each cell, and that the verdict can be relied on. */
    static List<TestCase> of(Suite suite) {
        if (suite.result().isEmpty()) {
            return List.of(new TestCase(BOOT, Status.ERROR, suite.reason(), List.of(), 0));
        }
        RunResult run = suite.result().get();
        List<TestCase> cases = new ArrayList<>();
        cases.add(boot(run));
        run.cells().forEach(cell -> cases.add(cell(cell, run.ending())));
        cases.add(trust(run));
        return cases;
    }

    private static TestCase boot(RunResult run) {
        EndingResult ending = run.ending();
        if (ending == null || run.cells().stream().anyMatch(CellResult::raced)) {
            return new TestCase(BOOT, Status.PASSED, "", List.of(), 0);
        }
        return new TestCase(
                BOOT, ending.isHang() ? Status.TIMEOUT : Status.ERROR, ending.summary(), ending.console(), 0);
    }

    private static TestCase trust(RunResult run) {
        List<String> reasons = run.trust().verdict().reasons();
        boolean untrusted = run.exit() == ExitCode.UNTRUSTED.code();
        return new TestCase(
                TRUST,
                untrusted ? Status.ERROR : Status.PASSED,
                untrusted ? "the run could not have failed" : "",
                reasons,
                0);
    }

    private static TestCase cell(CellResult cell, EndingResult ending) {
        List<String> details = new ArrayList<>();
        for (Violation violation : cell.violations()) {
            details.add(sentence(violation));
            violation.evidence().stream().limit(1).map(Evidence::sentence).forEach(details::add);
        }
        for (KernelReport report : cell.kernelReports()) {
            details.add("the kernel reported " + report.title());
            details.addAll(report.lines());
        }
        details.addAll(cell.checks().warnings());
        Status status = status(cell, ending);
        if (status == Status.ERROR && cell.status() == CellStatus.CRASHED || status == Status.TIMEOUT) {
            details.addAll(ending == null ? List.of() : ending.console());
        }
        return new TestCase(cell.id(), status, message(cell, status, ending), details, cell.seconds());
    }

    private static Status status(CellResult cell, EndingResult ending) {
        return switch (CellOutcome.of(cell)) {
            case CRASHED -> ending != null && ending.isHang() ? Status.TIMEOUT : Status.ERROR;
            case FAILED -> Status.FAILED;
            case DEFECT_UNSEEN, VACUOUS -> Status.ERROR;
            case NOT_REACHED -> Status.NOT_REACHED;
            case SKIPPED -> Status.SKIPPED;
            case KNOWN -> Status.KNOWN;
            case INTERESTING, ARMED_AGAIN, AS_EXPECTED, OK, DEFECT_CAUGHT -> Status.PASSED;
        };
    }

    private static String message(CellResult cell, Status status, EndingResult ending) {
        return switch (status) {
            case PASSED -> "";
            case KNOWN ->
                "known finding "
                        + cell.violations().stream()
                                .map(Violation::known)
                                .filter(known -> known != null)
                                .findFirst()
                                .orElse("");
            case SKIPPED, NOT_REACHED -> cell.reason() == null ? "not reached" : cell.reason();
            case FAILED ->
                new CellJudge(cell)
                        .unexpected().stream()
                                .findFirst()
                                .map(TestCase::sentence)
                                .or(() -> new CellJudge(cell)
                                        .unexpectedReports().stream()
                                                .findFirst()
                                                .map(report -> "the kernel reported " + report.title()))
                                .orElse("expected " + cell.expect().label() + ", which did not come");
            case ERROR ->
                cell.status() == CellStatus.CRASHED
                        ? ending == null ? "the kernel died" : ending.summary()
                        : TrustJudge.vacuous(cell)
                                ? "too little happened in this cell for it to fail"
                                : "the planted defect was not seen";
            case TIMEOUT -> ending.summary();
        };
    }

    private static String sentence(Violation violation) {
        return violation.rule().label() + " broken " + violation.count() + " times"
                + (violation.promise() == null ? "" : "; promise: " + violation.promise());
    }
}
