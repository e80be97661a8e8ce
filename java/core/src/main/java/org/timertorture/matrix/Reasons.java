// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.timertorture.exit.ExitCode;
import org.timertorture.judge.CellJudge;
import org.timertorture.judge.CellOutcome;
import org.timertorture.result.CellResult;
import org.timertorture.result.EndingResult;
import org.timertorture.result.RunResult;

/** Finds the reasons why a run was not as expected. The same reason always gives the same sentence. */
final class Reasons {
    private static final Set<CellOutcome> VAIN = EnumSet.of(CellOutcome.VACUOUS, CellOutcome.DEFECT_UNSEEN);

    private Reasons() {}

    /** Returns the reasons; the list is empty if the run was as expected. */
    static List<String> of(MatrixOutcome outcome, Optional<RunResult> result) {
        if (outcome.exit() == ExitCode.OK.code()) {
            return List.of();
        }
        if (result.isEmpty()) {
            return List.of(outcome.reason());
        }
        EndingResult ending = result.get().ending();
        return Stream.of(
                        ending == null ? Stream.<String>empty() : Stream.of(ending(ending)),
                        result.get().cells().stream().flatMap(Reasons::violations),
                        untrusted(outcome, result.get()))
                .flatMap(reasons -> reasons)
                .toList();
    }

    private static String ending(EndingResult ending) {
        return ending.kind().label().replace('-', ' ') + ": " + ending.summary();
    }

    private static Stream<String> violations(CellResult cell) {
        return new CellJudge(cell).unexpected().stream().map(v -> v.rule().label() + " broken in " + cell.id());
    }

    /**
     * Returns reasons only if the lack of trust decided the exit code. They name the cells that could not have failed,
     * or, if there are none, what lowers the trust.
     */
    private static Stream<String> untrusted(MatrixOutcome outcome, RunResult result) {
        if (outcome.exit() != ExitCode.UNTRUSTED.code()) {
            return Stream.empty();
        }
        List<String> vain = result.cells().stream()
                .filter(cell -> VAIN.contains(CellOutcome.of(cell)))
                .map(cell -> cell.id() + ": "
                        + (CellOutcome.of(cell) == CellOutcome.VACUOUS ? "vacuous" : "planted defect not seen"))
                .toList();
        if (!vain.isEmpty()) {
            return vain.stream();
        }
        List<String> verdict = result.trust().verdict().reasons();
        return (verdict.isEmpty() ? result.trust().timing().reasons() : verdict).stream();
    }
}
