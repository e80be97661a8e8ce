// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.timertorture.archive.ResultFolder;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.TimertortureException;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Plan;
import org.timertorture.result.CellStatus;
import org.timertorture.result.RunResult;
import org.timertorture.run.DeviceCalls;
import org.timertorture.run.Machine;
import org.timertorture.session.Session;
import org.timertorture.session.TargetException;
import org.timertorture.words.FileProblem;

/**
 * A virtual machine that is up and races one plan after another, so that they share one boot. Several threads may use
 * it; they race one after another.
 *
 * <p>A plan's own number of CPUs and its own kernel arguments are not applied, because the machine is up already.
 */
public final class OpenVm implements AutoCloseable {
    /** What may have become of each cell if the kernel can race another plan. */
    private static final Set<CellStatus> SURVIVED = EnumSet.of(CellStatus.RAN, CellStatus.SKIPPED, CellStatus.LEFT_OUT);

    private final Workspace workspace;
    private final VmTestbed testbed;
    private final Session session;
    private final Machine machine;
    private final Path folder;
    private final Duration boot;
    private final ReentrantLock racing = new ReentrantLock(true);
    private volatile boolean usable = true;

    private OpenVm(
            Workspace workspace, VmTestbed testbed, Session session, Machine machine, Path folder, Duration boot) {
        this.workspace = workspace;
        this.testbed = testbed;
        this.session = session;
        this.machine = machine;
        this.folder = folder;
        this.boot = boot;
    }

    static OpenVm boot(Workspace workspace, VmTestbed testbed, Control control)
            throws TimertortureException, InterruptedException {
        Path folder = folder(workspace, "vm").path();
        long begun = System.nanoTime();
        Session session = testbed.target(folder).open(control.progress());
        boolean good = false;
        try {
            Machine machine = Machine.read(new DeviceCalls(session.device()));
            good = true;
            return new OpenVm(
                    workspace, testbed, session, machine, folder, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new TargetException(session.autopsy(Session.LAST_WORDS));
        } finally {
            if (!good) {
                session.close();
            }
        }
    }

    /** Returns the release of its kernel. */
    public String kernel() {
        return testbed.kernel();
    }

    /** Returns the primitives and scenarios of its kernel. */
    public Catalogue catalogue() {
        return testbed.catalogue();
    }

    /** Returns how long it took to come up. */
    public Duration boot() {
        return boot;
    }

    /** Returns the file with everything that its console printed since the boot. */
    public Path console() {
        return session.console().orElseThrow();
    }

    /** Returns the folder that the console's file is in. */
    public Path folder() {
        return folder;
    }

    /** Returns whether it can race another plan. It cannot after its kernel died, or after a cell did not end. */
    public boolean usable() {
        return usable;
    }

    /**
     * Races a plan and saves the result in a folder of its own. A kernel that crashes or hangs is a result, not an
     * exception; see {@link #usable()}.
     *
     * @param control ends the race early; the result says so
     * @throws TimertortureException if the plan does not fit the machine, or the result cannot be written
     * @throws InterruptedException if the thread is interrupted while it waits for another plan
     * @throws IllegalStateException if the machine is not usable
     */
    public FinishedRun race(Plan plan, RaceSettings settings, Control control)
            throws TimertortureException, InterruptedException {
        racing.lockInterruptibly();
        try {
            if (!usable) {
                throw new IllegalStateException("the kernel " + kernel() + " died in an earlier run, or was shut down");
            }
            return raceAlone(plan, settings, control);
        } finally {
            racing.unlock();
        }
    }

    private FinishedRun raceAlone(Plan plan, RaceSettings settings, Control control)
            throws TimertortureException, InterruptedException {
        try (PreparedRun prepared = PreparedRun.of(workspace, plan, settings.withSeedDrawn(), testbed)) {
            prepared.requireCellsThatRun();
            prepared.requireModelsThatRun();
            ResultFolder results = folder(workspace, plan.name());
            boolean survived = false;
            try {
                FinishedRun finished = prepared.raceOn(session, machine, results, control);
                survived = survived(finished.result());
                finished.save();
                return finished;
            } finally {
                usable = survived;
            }
        }
    }

    private static boolean survived(RunResult result) {
        return result.ending() == null && result.cells().stream().allMatch(cell -> SURVIVED.contains(cell.status()));
    }

    /**
     * Makes the kernel print all its tasks with their stacks on the console, and waits until it has. Any thread may
     * call this while another one races, which disturbs the race.
     *
     * @throws IOException if the kernel or its agent does not answer
     */
    public void printTasks() throws IOException {
        session.printTasks();
    }

    /** Shuts the machine down, or ends it by force if it does not answer. The call is bounded and idempotent. */
    @Override
    public void close() {
        usable = false;
        session.close();
    }

    private static ResultFolder folder(Workspace workspace, String name) throws EnvironmentException {
        try {
            return ResultFolder.make(workspace.results(), Instant.now(), name, workspace.ownership());
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot make a folder for the results in " + workspace.results() + ": " + FileProblem.of(e), e);
        }
    }
}
