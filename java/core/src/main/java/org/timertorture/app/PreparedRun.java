// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.archive.ResultFolder;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.TimertortureException;
import org.timertorture.grade.ExpectationCheck;
import org.timertorture.plan.Cell;
import org.timertorture.plan.CellExpander;
import org.timertorture.plan.ExpandedPlan;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.RacingTime;
import org.timertorture.plan.Topology;
import org.timertorture.progress.Progress;
import org.timertorture.result.RunResult;
import org.timertorture.run.Machine;
import org.timertorture.run.RunRequest;
import org.timertorture.run.Runner;
import org.timertorture.session.Session;
import org.timertorture.words.FileProblem;

/**
 * A run that makes sense on its kernel and its CPUs. Nothing is started yet, except that a run on a machine that is
 * up already holds its device until {@link #close}.
 */
public final class PreparedRun implements AutoCloseable {
    private final Workspace workspace;
    private final Testbed testbed;
    private final RunRequest request;
    private final List<Cell> cells;
    private final Map<Integer, Long> shares;

    private PreparedRun(
            Workspace workspace, Testbed testbed, RunRequest request, List<Cell> cells, Map<Integer, Long> shares) {
        this.workspace = workspace;
        this.testbed = testbed;
        this.request = request;
        this.cells = cells;
        this.shares = shares;
    }

    /**
     * Expands a plan into cells and shares the time out.
     *
     * @param settings with a seed
     * @throws PlanException if the plan does not fit the testbed, or the time is too short
     */
    static PreparedRun of(Workspace workspace, Plan plan, RaceSettings settings, Testbed testbed) throws PlanException {
        Topology topology = testbed.choice().of(testbed.topology());
        long seed = settings.seed().orElseThrow();
        ExpandedPlan expanded = CellExpander.expand(plan, testbed.catalogue(), seed);
        List<Cell> cells = expanded.bind(topology);
        ExpectationCheck.check(plan.source(), cells);
        double seconds = settings.seconds().orElse(plan.seconds());
        RunRequest request = new RunRequest(
                expanded,
                seconds,
                settings.known(),
                testbed.choice(),
                settings.strict(),
                settings.strictTiming(),
                testbed.facts());
        return new PreparedRun(workspace, testbed, request, cells, RacingTime.share(cells, seconds));
    }

    /** Returns the plan. */
    public Plan plan() {
        return request.expanded().plan();
    }

    /** Returns what the user should know before the run, a sentence each. */
    public List<String> warnings() {
        return testbed.warnings();
    }

    /**
     * Returns what would be run and how.
     *
     * @throws InterruptedException if the thread is interrupted while this host's abilities are looked up
     */
    public RunSchedule schedule() throws InterruptedException {
        return new RunSchedule(
                plan().name(),
                testbed.kernel(),
                request.expanded().seed(),
                request.seconds(),
                cells.stream()
                        .map(cell ->
                                new RunSchedule.Entry(cell, Duration.ofMillis(shares.getOrDefault(cell.number(), 0L))))
                        .toList(),
                testbed.startup().command());
    }

    /**
     * Races. A kernel that crashes, hangs or does not boot is a result, not an exception. The result's folder exists
     * when this method returns, but the result is written by {@link FinishedRun#save}.
     *
     * @throws TimertortureException if the machine cannot be started, or no folder can be made for the result
     * @throws InterruptedException if the run is ended before the device is up
     */
    public FinishedRun run(Control control) throws TimertortureException, InterruptedException {
        ResultFolder folder = folder();
        boolean finished = false;
        try {
            FinishedRun run = race(folder, control, control.progress());
            finished = true;
            return run;
        } finally {
            if (!finished) {
                drop(folder);
            }
        }
    }

    /** Races, with a folder for the console that is there already. */
    FinishedRun race(ResultFolder folder, Control control, Progress progress)
            throws TimertortureException, InterruptedException {
        return new Race(control, progress).run(request, cells, testbed, folder, workspace);
    }

    /** Races on a machine that is up already and has described itself. */
    FinishedRun raceOn(Session session, Machine machine, ResultFolder folder, Control control)
            throws PlanException, InterruptedException {
        RunResult result =
                new Runner(request, control.interruption(), control.progress(), folder::keep).run(session, machine);
        return new FinishedRun(result, session.console(), Optional.empty(), folder, workspace.ownership());
    }

    /** Releases the device of a machine that is up already; does nothing else. */
    @Override
    public void close() {
        testbed.close();
    }

    /** Refuses a run whose cells are all skipped; the message has the reason of the first. */
    void requireCellsThatRun() throws PlanException {
        List<Cell> own = cells.stream().filter(c -> !c.oracle()).toList();
        if (own.stream().noneMatch(Cell::runs)) {
            Cell first = own.get(0);
            throw new PlanException(plan().source() + ": no cell can run: " + first.id() + ": "
                    + first.skip().orElseThrow());
        }
    }

    /** Refuses models of an old kernel that could wait forever on this one; the message has the kernel's reason. */
    void requireModelsThatRun() throws PlanException {
        for (Cell cell : cells) {
            if (cell.primitive().model() && !cell.primitive().available()) {
                throw new PlanException(plan().source() + ": " + cell.id() + " cannot run on "
                        + request.facts().kernelRelease() + ": "
                        + cell.primitive().reason());
            }
        }
    }

    /** Refuses a selftest that leaves a planted defect out, since nobody would notice that it is not caught. */
    void requireEveryPlantedDefect() throws PlanException {
        for (Cell cell : cells) {
            if (cell.primitive().broken() && !cell.runs()) {
                throw new PlanException("a selftest must race all planted defects, but it cannot race " + cell.id()
                        + ": " + cell.skip().orElseThrow());
            }
        }
    }

    private ResultFolder folder() throws EnvironmentException {
        try {
            return ResultFolder.make(workspace.results(), Instant.now(), plan().name(), workspace.ownership());
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot make a folder for the results in " + workspace.results() + ": " + FileProblem.of(e), e);
        }
    }

    private static void drop(ResultFolder folder) throws EnvironmentException {
        try {
            folder.dropIfEmpty();
        } catch (IOException e) {
            throw new EnvironmentException("cannot remove " + folder.path() + ": " + FileProblem.of(e), e);
        }
    }
}
