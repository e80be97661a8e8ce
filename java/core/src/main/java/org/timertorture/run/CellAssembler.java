// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.List;
import org.timertorture.console.ReportReader;
import org.timertorture.grade.Grades;
import org.timertorture.grade.KnownFindings;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Cell;
import org.timertorture.result.CellIdentity;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Checks;
import org.timertorture.result.Coverage;
import org.timertorture.result.Health;
import org.timertorture.result.Timing;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.EndRecord;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.StartRecord;

/** Assembles the result of a cell from its records. For a cell that died, it uses the records that arrived. */
final class CellAssembler {
    private static final double NS_PER_SECOND = 1e9;

    private final Cell cell;
    private final CellEnd end;
    private final CellLog log;
    private final Info info;
    private final boolean sleep;
    private final KnownFindings known;
    private final List<Catalogue.Step> steps;
    private final RacingAssembler racing;

    private CellAssembler(
            Cell cell, CellEnd end, Info info, boolean sleep, KnownFindings known, List<Catalogue.Step> steps) {
        this.cell = cell;
        this.end = end;
        this.log = end.log();
        this.info = info;
        this.sleep = sleep;
        this.known = known;
        this.steps = steps;
        this.racing = new RacingAssembler(cell, log, info);
    }

    /**
     * Assembles the result.
     *
     * @param info the kernel's description of itself; null if the kernel never answered
     * @param sleep whether workers slept at barriers
     * @param known findings that explain forbidden outcomes
     * @param steps the steps that the catalogue lists
     */
    static CellResult assemble(
            Cell cell, CellEnd end, Info info, boolean sleep, KnownFindings known, List<Catalogue.Step> steps) {
        return new CellAssembler(cell, end, info, sleep, known, steps).result();
    }

    private CellResult result() {
        boolean raced = info != null && log.started().isPresent();
        return new CellResult(
                identity(),
                status(),
                reason(),
                cell.settings(),
                racing.racing(sleep),
                checks(raced),
                raced ? new CoverageAssembler(cell, log).coverage() : Coverage.NONE,
                raced ? new TimingAssembler(log, info).timing() : Timing.NONE,
                raced && log.cycles().isEmpty() ? health() : null,
                raced ? new ModelAssembler(log, info, algorithm(), steps).models() : List.of());
    }

    private Checks checks(boolean raced) {
        Checks checks = raced ? new ChecksAssembler(cell, log, info, known).checks() : Checks.NONE;
        return info == null ? checks : checks.withKernelReports(ReportReader.read(log.kernelLines(), info.release()));
    }

    private CellStatus status() {
        boolean lacking = !cell.primitive().available() || !cell.scenario().available();
        return end.status() == CellStatus.SKIPPED && !lacking ? CellStatus.LEFT_OUT : end.status();
    }

    private CellIdentity identity() {
        return new CellIdentity(
                cell.id(),
                cell.variant(),
                new CellIdentity.PrimitiveFacts(
                        cell.primitive().name(),
                        cell.primitive().kernelName(),
                        cell.primitive().kind(),
                        Rule.numbered(cell.primitive().defect()).orElse(null)),
                cell.scenario().name(),
                cell.scenario().aim(),
                cell.scenario().forced(),
                cell.scenario().unforced().isEmpty() ? null : cell.scenario().unforced(),
                cell.align(),
                cell.placement(),
                cell.expect(),
                cell.oracle());
    }

    /** Returns why the cell ended as it did. If a grade explains a crash, its promise is added. */
    private String reason() {
        if (end.status() != CellStatus.CRASHED) {
            return end.reason();
        }
        return Grades.crash(cell.primitive().name(), cell.scenario().name())
                .map(g -> end.reason() + "; " + g.grade().label() + ": " + g.promise() + " (" + g.source() + ")")
                .orElse(end.reason());
    }

    private Health health() {
        StartRecord started = log.started().orElseThrow();
        return new Health(
                log.end().map(e -> EndReason.of(e.reason())).orElse(null),
                log.end()
                        .map(EndRecord::lost)
                        .or(() -> log.progress().map(p -> (long) p.lost()))
                        .orElse(0L),
                new Health.ClockWarp(started.warp(), Math.round(info.nanos(started.warpMax()))),
                started.early(),
                log.counters().stream().mapToDouble(racing::gapShare).max().orElse(0),
                log.end().map(e -> e.pausedNs() / NS_PER_SECOND).orElse(0.0));
    }

    /** Whose steps a forced race takes. */
    private String algorithm() {
        return cell.primitive().model() ? cell.primitive().name() : "native";
    }
}
