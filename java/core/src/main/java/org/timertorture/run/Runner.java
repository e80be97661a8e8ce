// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.timertorture.plan.Cell;
import org.timertorture.plan.CellChecks;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.RacingTime;
import org.timertorture.plan.Topology;
import org.timertorture.plan.Turn;
import org.timertorture.progress.Progress;
import org.timertorture.result.CellResult;
import org.timertorture.result.RunResult;
import org.timertorture.session.Ending;
import org.timertorture.session.Session;
import org.timertorture.session.Startup;
import org.timertorture.session.TargetException;
import org.timertorture.uapi.Info;

/** Runs a plan on an open target, cell after cell, and assembles the result. */
public final class Runner {
    private static final long CHECKPOINT_NS = 60_000_000_000L;

    private final RunRequest request;
    private final Interruption interruption;
    private final Progress progress;
    private final Consumer<RunResult> checkpoint;
    private final LongSupplier nanoTime;

    /**
     * Creates a runner.
     *
     * @param checkpoint receives what a long run has come to so far, about every minute; its verdict is "incomplete"
     */
    public Runner(RunRequest request, Interruption interruption, Progress progress, Consumer<RunResult> checkpoint) {
        this(request, interruption, progress, checkpoint, System::nanoTime);
    }

    Runner(
            RunRequest request,
            Interruption interruption,
            Progress progress,
            Consumer<RunResult> checkpoint,
            LongSupplier nanoTime) {
        this.request = request;
        this.interruption = interruption;
        this.progress = progress;
        this.checkpoint = checkpoint;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs the plan. A kernel that dies is a result, not an error.
     *
     * @param planned the cells on the CPUs that the target is meant to have; they are part of the result if the kernel
     *     never describes itself
     * @throws CatalogueMismatchException if the running module is not the one that the plan was expanded for
     * @throws PlanException if the plan does not fit the CPUs of the target
     */
    public RunResult run(Session session, List<Cell> planned) throws PlanException, InterruptedException {
        Machine machine;
        try {
            machine = Machine.read(new DeviceCalls(session.device()));
        } catch (IOException e) {
            Ending ending = session.autopsy(Session.LAST_WORDS);
            String reason = ending.summary() + " (its first request failed: " + e.getMessage() + ")";
            return finish(planned, notReached(planned, reason), null, session, Optional.of(ending));
        }
        return run(session, machine);
    }

    /**
     * Runs the plan on a machine that has described itself before.
     *
     * @throws CatalogueMismatchException if the running module is not the one that the plan was expanded for
     * @throws PlanException if the plan does not fit the CPUs of the target
     */
    public RunResult run(Session session, Machine machine) throws PlanException, InterruptedException {
        DeviceCalls calls = new DeviceCalls(session.device());
        machine.hold(request.expanded().catalogue());
        List<Cell> cells = cells(machine, session);
        Map<Integer, Long> shares = RacingTime.share(cells, request.seconds());
        List<Turn> turns = Turn.divide(cells, shares, request.expanded().plan().turnMs());
        Map<Integer, CellEnd> ends = new HashMap<>();
        List<CellEnd> inOrder = new ArrayList<>();
        Optional<Ending> ending = Optional.empty();
        boolean sweeps = cells.stream().anyMatch(c -> c.runs() && c.settings().sweeping());
        TimerCode code = sweeps ? timerCode(calls) : TimerCode.UNKNOWN;
        CellRunner runner = new CellRunner(session, calls, code, interruption, nanoTime, cells.size());
        long total = shares.values().stream().mapToLong(Long::longValue).sum();
        long done = 0;
        long kept = nanoTime.getAsLong();
        String stopped = null;
        try (Progress.Step step = progress.begin("racing", total)) {
            for (Turn turn : turns) {
                int number = turn.cell().number();
                boolean last = turns.stream().noneMatch(t -> t.cell().number() == number && t.number() > turn.number());
                CellEnd end = next(turn, last, ends.get(number), runner, step, done, stopped);
                end.log().said(session.newKernelLines());
                ends.put(number, end);
                inOrder.add(end);
                done += turn.ms();
                if (end.sacrificed()) {
                    Optional<TargetException> gone = renewed(session, done < total);
                    calls = new DeviceCalls(session.device());
                    code = sweeps && gone.isEmpty() ? timerCode(calls) : TimerCode.UNKNOWN;
                    runner = new CellRunner(session, calls, code, interruption, nanoTime, cells.size());
                    stopped = gone.map(TargetException::getMessage).orElse(null);
                    ending = gone.flatMap(TargetException::ending);
                } else if (!end.usable() && stopped == null) {
                    stopped = end.ending().filter(e -> e.kind().ofTheKernel()).isPresent()
                            ? "the kernel had died before"
                            : end.reason();
                    ending = end.ending();
                }
                if (nanoTime.getAsLong() - kept >= CHECKPOINT_NS) {
                    kept = nanoTime.getAsLong();
                    checkpoint.accept(soFar(cells, ends, machine, session));
                }
            }
        }
        lastLines(session, inOrder);
        return finish(cells, cells.stream().map(c -> ends.get(c.number())).toList(), machine, session, ending);
    }

    private RunResult soFar(List<Cell> cells, Map<Integer, CellEnd> ends, Machine machine, Session session) {
        List<CellEnd> known = cells.stream()
                .map(c -> ends.getOrDefault(
                        c.number(), CellEnd.notReached(new CellLog(c.number()), "its turn has not come yet")))
                .toList();
        return new RunAssembler(request, machine, session.startup(), session.overcommitted())
                .assemble(results(cells, known, machine.info(), session.cpusAtOnce()), Optional.empty(), true);
    }

    /** Reads the code of a kernel that just came up, and marks it. Whether it has died is found by the next cell. */
    private static TimerCode timerCode(DeviceCalls calls) {
        try {
            TimerCode code = TimerCode.read(calls);
            code.mark(calls);
            return code;
        } catch (IOException e) {
            return TimerCode.UNKNOWN;
        }
    }

    /** Adds what the kernel prints after the last cell to that cell. */
    private static void lastLines(Session session, List<CellEnd> ends) throws InterruptedException {
        List<String> lines = session.lastKernelLines();
        ends.stream()
                .filter(CellEnd::raced)
                .reduce((earlier, later) -> later)
                .ifPresent(last -> last.log().said(lines));
    }

    /** Returns the result for a kernel that never came up. */
    public RunResult neverStarted(List<Cell> planned, Ending ending, Startup startup) {
        return new RunAssembler(request, null, startup, false)
                .assemble(
                        results(planned, notReached(planned, ending.summary()), null, Integer.MAX_VALUE),
                        Optional.of(ending),
                        interruption.requested());
    }

    private List<Cell> cells(Machine machine, Session session) throws PlanException {
        Topology topology = request.cpus().of(machine.topology().hostedBy(session.cpusAtOnce()));
        boolean unsafe = machine.info().unsafe();
        CellChecks checks = new CellChecks(request.expanded().catalogue());
        return request.expanded().bind(topology).stream()
                .map(c -> c.runs() && !unsafe && checks.needsUnsafe(c) ? c.skipped("unsafe") : c)
                .toList();
    }

    /** Restarts a guest that died as expected, if more cells are to run. */
    private Optional<TargetException> renewed(Session session, boolean wanted) throws InterruptedException {
        try {
            if (wanted) {
                session.renew(progress);
            }
            return Optional.empty();
        } catch (TargetException e) {
            return Optional.of(e);
        }
    }

    /**
     * Runs a turn of a cell, unless an earlier one of its turns did not end in order.
     *
     * @param last whether the cell has no further turn
     * @param before how the cell's turn before ended; null if this is its first
     */
    private CellEnd next(
            Turn turn, boolean last, CellEnd before, CellRunner runner, Progress.Step step, long done, String stopped)
            throws InterruptedException {
        Cell cell = turn.cell();
        if (before != null && (stopped != null || interruption.requested() || !before.inOrder())) {
            return before;
        }
        CellLog none = new CellLog(cell.number());
        if (!cell.runs()) {
            return CellEnd.skipped(none, cell.skip().orElseThrow());
        }
        if (interruption.requested()) {
            return CellEnd.notReached(none, "interrupted");
        }
        if (stopped != null) {
            return CellEnd.notReached(none, stopped);
        }
        if (before == null) {
            return runner.run(turn, none, last, step, done);
        }
        CellEnd end = runner.run(turn, before.log(), last, step, done);
        return end.raced() ? end : before.cutShort(end);
    }

    private static List<CellEnd> notReached(List<Cell> cells, String reason) {
        return cells.stream()
                .map(c -> c.runs()
                        ? CellEnd.notReached(new CellLog(c.number()), reason)
                        : CellEnd.skipped(new CellLog(c.number()), c.skip().orElseThrow()))
                .toList();
    }

    private RunResult finish(
            List<Cell> cells, List<CellEnd> ends, Machine machine, Session session, Optional<Ending> ending) {
        return new RunAssembler(request, machine, session.startup(), session.overcommitted())
                .assemble(
                        results(cells, ends, machine == null ? null : machine.info(), session.cpusAtOnce()),
                        ending,
                        interruption.requested());
    }

    private List<CellResult> results(List<Cell> cells, List<CellEnd> ends, Info info, int cpusAtOnce) {
        List<CellResult> results = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            boolean sleep = cells.get(i).cpus() > cpusAtOnce;
            results.add(CellAssembler.assemble(
                    cells.get(i),
                    ends.get(i),
                    info,
                    sleep,
                    request.known(),
                    request.expanded().catalogue().steps()));
        }
        return results;
    }
}
