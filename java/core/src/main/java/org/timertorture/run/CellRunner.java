// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.timertorture.device.ErrnoException;
import org.timertorture.device.Modules;
import org.timertorture.plan.Cell;
import org.timertorture.plan.Expectation;
import org.timertorture.plan.Refusal;
import org.timertorture.plan.RefusalSentence;
import org.timertorture.plan.Turn;
import org.timertorture.progress.Progress;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingKind;
import org.timertorture.session.Ending;
import org.timertorture.session.Session;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.Errno;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.Start;
import org.timertorture.uapi.Uapi;
import org.timertorture.words.FileProblem;

/** Runs one cell: starts it, reads its records to the end, and finds the cause if the end does not come. */
final class CellRunner {
    private static final Duration READ = Duration.ofMillis(250);
    private static final long NS_PER_MS = 1_000_000;
    /** A planted defect that was not seen is raced for so many further turns. */
    private static final int MORE_TURNS = 10;

    private static final long MORE_MS = 500;

    private final Session session;
    private final DeviceCalls calls;
    private final TimerCode code;
    private final Interruption interruption;
    private final LongSupplier nanoTime;
    private final int cells;

    /**
     * Creates a runner.
     *
     * @param code what the module was told of the kernel's code, and has to be told again once it was unloaded
     * @param cells the number of cells of the whole run, for the progress
     */
    CellRunner(
            Session session,
            DeviceCalls calls,
            TimerCode code,
            Interruption interruption,
            LongSupplier nanoTime,
            int cells) {
        this.session = session;
        this.calls = calls;
        this.code = code;
        this.interruption = interruption;
        this.nanoTime = nanoTime;
        this.cells = cells;
    }

    /**
     * Runs a turn of a cell. After the last one, a planted defect that was not seen is raced on for some seconds: on a
     * host that does other work, that says more of the host than of the checks.
     *
     * @param log receives the records, and has those of the turns before
     * @param last whether no turn of the cell follows
     * @param step receives the milliseconds that are done in the whole run
     * @param doneMs the racing time of the turns before, in ms
     */
    CellEnd run(Turn turn, CellLog log, boolean last, Progress.Step step, long doneMs) throws InterruptedException {
        CellEnd end = once(turn, log, step, doneMs);
        for (int more = 1; last && more <= MORE_TURNS && unseen(turn.cell(), end); more++) {
            end = once(new Turn(turn.cell(), turn.number() + more, MORE_MS, MORE_MS), log, amount -> {}, 0);
        }
        return end;
    }

    /** Returns whether a cell raced to the end of its time and its planted defect was not seen. */
    private boolean unseen(Cell cell, CellEnd end) {
        CellLog log = end.log();
        Optional<Rule> required = cell.primitive().broken() ? cell.expect().required() : Optional.empty();
        return required.isPresent()
                && !cell.scenario().cycles()
                && !interruption.requested()
                && end.status() == CellStatus.RAN
                && log.end()
                        .filter(e -> EndReason.of(e.reason()) == EndReason.TIME)
                        .isPresent()
                && log.counters().stream()
                        .allMatch(c -> c.violated().get(required.get().number()) == 0);
    }

    private CellEnd once(Turn turn, CellLog log, Progress.Step step, long doneMs) throws InterruptedException {
        Cell cell = turn.cell();
        step.doing(LiveText.of(cell, cells, log.progress()));
        long durationMs = turn.ms();
        try {
            if (cell.scenario().cycles()) {
                return cycle(cell, durationMs, log, step, doneMs);
            }
            if (log.end().isPresent()) {
                log.nextTurn();
            }
            Optional<CellEnd> refused = start(cell, request(cell, turn), log);
            return refused.isPresent() ? refused.get() : follow(cell, durationMs, log, step, doneMs);
        } catch (IOException e) {
            return died(cell, log, FileProblem.of(e));
        }
    }

    private Optional<CellEnd> start(Cell cell, Start request, CellLog log) throws IOException {
        String doing = "adding a pair";
        try {
            for (Pair pair : cell.pairs()) {
                doing = "adding deleter " + pair.deleter() + ", base " + pair.base() + ", node " + pair.node();
                calls.addPair(pair);
            }
            doing = "starting the cell";
            calls.start(request);
            return Optional.empty();
        } catch (ErrnoException e) {
            return Optional.of(refused(cell, log, doing, e));
        }
    }

    private Start request(Cell cell, Turn turn) {
        return request(cell, cell.settings().withSliceMs(turn.sliceMs()), turn.ms(), turn.seed());
    }

    private Start request(Cell cell, CellSettings settings, long durationMs, long seed) {
        return new Start(
                cell.primitive().name(),
                cell.scenario().name(),
                cell.align(),
                settings,
                durationMs,
                cell.cpus() > session.cpusAtOnce(),
                session.attended(),
                seed,
                cell.number());
    }

    private CellEnd cycle(Cell cell, long durationMs, CellLog log, Progress.Step step, long doneMs)
            throws IOException, InterruptedException {
        if (session.modules().isEmpty()) {
            return CellEnd.skipped(log, "unloads the module, which needs a VM");
        }
        Modules modules = session.modules().get();
        CycleTally tally = new CycleTally();
        log.cycles(tally);
        Cycle cycle = cell.scenario().victim()
                ? new UnloadCycle(cell, calls, modules, tally)
                : new TeardownCycle(() -> startOnce(cell), calls, modules, log, tally, cell.number(), cell.seed());
        CellEnd end = new CycleRunner(modules, interruption, nanoTime, tally).run(cycle, durationMs, log, step, doneMs);
        if (end.usable()) {
            code.mark(calls);
        }
        return end;
    }

    /** Starts the cell with a duration that exceeds a cycle. */
    private void startOnce(Cell cell) throws IOException {
        for (Pair pair : cell.pairs()) {
            calls.addPair(pair);
        }
        calls.start(request(cell, cell.settings(), Uapi.MAX_DURATION_MS, cell.seed()));
    }

    private CellEnd refused(Cell cell, CellLog log, String doing, ErrnoException e) throws IOException {
        return switch (e.error()) {
            case EPERM -> CellEnd.skipped(log, "unsafe");
            case EBUSY -> CellEnd.notReached(log, doing + ": another run has the device");
            case EIO -> CellEnd.notReached(log, "an earlier cell had to leave memory behind; see the kernel's log");
            case EOPNOTSUPP, ENODEV, ENOMEM, EINVAL -> CellEnd.skipped(log, doing + ": " + reason(cell, e));
            default -> throw new IllegalStateException(cell.id() + ": " + doing + ": " + e.getMessage(), e);
        };
    }

    /** The check of the module that refused the start; the bare error of any other request. */
    private String reason(Cell cell, ErrnoException e) throws IOException {
        return calls.refusal()
                .filter(r -> r.error() == e.errno())
                .map(r -> new Refusal(r.name(), Errno.of(r.error()), r.setting(), r.value(), r.min(), r.max()))
                .map(r -> RefusalSentence.of(r, cell.primitive().name(), cell.scenario()))
                .orElseGet(() -> "the kernel answered " + Errno.name(e.errno()));
    }

    private CellEnd follow(Cell cell, long durationMs, CellLog log, Progress.Step step, long doneMs)
            throws IOException, InterruptedException {
        boolean heldUp = cell.cpus() > session.cpusAtOnce() || session.distant();
        Silence silence = new Silence(heldUp, cell.cpus(), durationMs * NS_PER_MS, running());
        boolean stopping = false;
        while (log.end().isEmpty()) {
            if (interruption.requested() && !stopping) {
                stopping = true;
                silence.stopping(running());
                stop();
            }
            Optional<List<KernelRecord>> records = calls.read(READ);
            if (records.isEmpty()) {
                return died(cell, log, "its records ended");
            }
            long now = running();
            if (!records.get().isEmpty()) {
                silence.heard(now);
            } else if (silence.tooLong(now)) {
                return died(cell, log, "no sign of life");
            }
            records.get().forEach(log::add);
            log.progress().ifPresent(p -> step.at(doneMs + Math.min(durationMs, p.elapsedNs() / NS_PER_MS)));
            step.doing(LiveText.of(cell, cells, log.progress()));
        }
        return ended(log);
    }

    /** The time in which the target could run, in ns. */
    private long running() {
        return nanoTime.getAsLong() - session.standstillNanos();
    }

    private void stop() throws IOException {
        try {
            calls.stop();
        } catch (ErrnoException e) {
            if (e.error() != Errno.ENODATA) {
                throw e;
            }
        }
    }

    private static CellEnd ended(CellLog log) {
        EndReason reason = EndReason.of(log.end().orElseThrow().reason());
        return switch (reason) {
            case TIME -> CellEnd.ran(log, null);
            case STOPPED -> CellEnd.ran(log, "stopped before its time");
            case HUNG -> CellEnd.ran(log, "a call, handler or worker did not end; memory was left behind");
            case HOTPLUG -> CellEnd.ran(log, "a CPU went offline, or the machine was suspended");
            case UNATTENDED ->
                CellEnd.ran(log, "ended early: timertorture did not read for " + Uapi.UNATTENDED_SECONDS + " s");
            case SUSPECT -> CellEnd.ran(log, "ended early: its violations leave the timer wheel in a doubtful state");
        };
    }

    /** Returns whether the cell was expected to end so. A victim is expected to run into its own unloaded code. */
    private static boolean expected(Cell cell, Ending ending) {
        if (cell.expect().kind() != Expectation.Kind.CRASH) {
            return false;
        }
        return cell.scenario().victim()
                ? ending.freed().filter(UnloadCycle.VICTIM::equals).isPresent()
                : ending.kind() == EndingKind.OOPS || ending.kind() == EndingKind.PANIC;
    }

    private CellEnd died(Cell cell, CellLog log, String how) throws InterruptedException {
        if (interruption.requested()) {
            return new CellEnd(
                    CellStatus.RAN, "interrupted; its last records did not come", log, Optional.empty(), false);
        }
        Ending ending = session.autopsy(Session.LAST_WORDS);
        String reason = ending.summary().contains(how) ? ending.summary() : ending.summary() + " (" + how + ")";
        if (!ending.kind().ofTheKernel()) {
            return new CellEnd(CellStatus.RAN, reason, log, Optional.of(ending), false);
        }
        CellStatus status = expected(cell, ending) ? CellStatus.FAULTED : CellStatus.CRASHED;
        return new CellEnd(status, reason, log, Optional.of(ending), false);
    }
}
