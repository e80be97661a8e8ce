// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.timertorture.result.CellResult;
import org.timertorture.result.Evidence;
import org.timertorture.result.Oracle;
import org.timertorture.stats.Median;

/** Finds out which planted defects were detected, and how soon. */
public final class OracleJudge {
    private static final double NS_PER_MS = 1e6;
    private static final double MS_PER_SECOND = 1e3;

    private final List<CellResult> planted;

    public OracleJudge(List<CellResult> cells) {
        this.planted = cells.stream().filter(c -> new CellJudge(c).planted()).toList();
    }

    /** Returns null if no defect is planted. */
    public Oracle oracle() {
        if (planted.isEmpty()) {
            return null;
        }
        List<CellResult> told = planted.stream()
                .filter(c -> new CellJudge(c).tellsOfTheOracle())
                .toList();
        List<Oracle.Defect> defects = planted.stream().map(OracleJudge::defect).toList();
        List<Double> times = told.stream()
                .map(OracleJudge::milliseconds)
                .filter(Objects::nonNull)
                .toList();
        int seen =
                (int) told.stream().filter(c -> new CellJudge(c).defectSeen()).count();
        return new Oracle(
                seen,
                told.size(),
                times.isEmpty() ? null : Median.of(times),
                told.size() == planted.size() ? null : note(),
                defects);
    }

    private static Oracle.Defect defect(CellResult cell) {
        CellJudge judge = new CellJudge(cell);
        return new Oracle.Defect(
                cell.id(),
                cell.primitive(),
                cell.scenario(),
                judge.required().orElse(cell.defect()),
                judge.defectSeen(),
                milliseconds(cell));
    }

    /**
     * Returns the time until the defect was first detected. If only the sums at the end show it, that is the whole
     * cell's duration.
     */
    private static Double milliseconds(CellResult cell) {
        CellJudge judge = new CellJudge(cell);
        return cell.violations().stream()
                .filter(v -> judge.required().filter(r -> r == v.rule()).isPresent())
                .map(v -> v.evidence().stream()
                        .map(OracleJudge::moment)
                        .filter(Objects::nonNull)
                        .mapToDouble(ns -> ns / NS_PER_MS)
                        .min()
                        .orElse(cell.seconds() * MS_PER_SECOND))
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the last stamp of whatever detected the violation. The race may begin slightly before its own first
     * stamp.
     */
    private static Long moment(Evidence e) {
        return Stream.of(e.call(), e.handler())
                .filter(Objects::nonNull)
                .flatMap(span -> Stream.of(Optional.ofNullable(span.beginNs()), Optional.ofNullable(span.endNs())))
                .flatMap(Optional::stream)
                .max(Long::compare)
                .map(ns -> Math.max(0, ns))
                .orElse(null);
    }

    private String note() {
        String reasons = planted.stream()
                .filter(c -> !new CellJudge(c).tellsOfTheOracle())
                .map(c -> c.reason() == null ? c.status().label() : c.reason())
                .distinct()
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
        return "not run (" + reasons + ")";
    }
}
