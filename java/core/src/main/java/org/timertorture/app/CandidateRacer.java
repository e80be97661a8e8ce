// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.OptionalDouble;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.plan.PlanException;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.shrink.Offence;
import org.timertorture.shrink.Reproducer;
import org.timertorture.shrink.Shrinker;

/** Races candidates in virtual machines. Candidates that need the same machine share its boot while its kernel lives. */
final class CandidateRacer implements Shrinker.Racer, AutoCloseable {
    private final Timertorture timertorture;
    private final Vm vm;
    private final Offence offence;
    private final Control control;
    private OpenVm open;
    private int cpus;
    private int nodes;

    CandidateRacer(Timertorture timertorture, Vm vm, Offence offence, Control control) {
        this.timertorture = timertorture;
        this.vm = vm;
        this.offence = offence;
        this.control = control;
    }

    @Override
    public OptionalDouble race(Reproducer candidate, double seconds)
            throws TimertortureException, InterruptedException {
        FinishedRun run =
                machine(candidate).race(candidate.plan(seconds), RaceSettings.DEFAULT.withSeconds(seconds), control);
        if (run.exit() == ExitCode.INTERRUPTED) {
            throw new InterruptedException("interrupted while a candidate raced");
        }
        CellResult cell = run.result().cells().get(0);
        if (cell.status() == CellStatus.SKIPPED || cell.status() == CellStatus.LEFT_OUT) {
            throw new PlanException("the cell cannot run here: " + cell.reason());
        }
        return offence.firstIn(cell);
    }

    private OpenVm machine(Reproducer candidate) throws TimertortureException, InterruptedException {
        if (open == null || !open.usable() || candidate.cpus() != cpus || candidate.nodes() != nodes) {
            close();
            open = timertorture.open(vm.withShape(candidate.cpus(), candidate.nodes()), control);
            cpus = candidate.cpus();
            nodes = candidate.nodes();
        }
        return open;
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
