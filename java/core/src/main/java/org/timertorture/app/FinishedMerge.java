// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.timertorture.archive.Ownership;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.json.ResultWriter;
import org.timertorture.matrix.MergedRun;
import org.timertorture.plan.PlanException;
import org.timertorture.words.FileProblem;

/** Recorded runs that were added up, machine by machine. */
public final class FinishedMerge {
    private final List<MergedRun> machines;
    private final Ownership ownership;

    FinishedMerge(List<MergedRun> machines, Ownership ownership) {
        this.machines = List.copyOf(machines);
        this.ownership = ownership;
    }

    /** Returns the sum for each machine. */
    public List<MergedRun> machines() {
        return machines;
    }

    /** Returns the worst exit code of all runs. */
    public ExitCode exit() {
        return ExitCode.first(
                machines.stream().map(m -> m.result().judgement().exit()).toList());
    }

    /**
     * Writes the sum as JSON, in the form of one run, to a file that appears whole or not at all.
     *
     * @throws PlanException if there are several machines
     * @throws EnvironmentException if it cannot be written
     */
    public void saveTo(Path file) throws PlanException, EnvironmentException {
        if (machines.size() > 1) {
            throw new PlanException("these runs are of " + machines.size() + " machines ("
                    + machines.stream().map(m -> String.join(", ", m.parts())).collect(Collectors.joining("; "))
                    + "), and a file takes one: merge those of each alone, or let --pool add up different hosts");
        }
        try {
            new ResultWriter().write(machines.get(0).result(), file);
            ownership.give(file);
        } catch (IOException e) {
            throw new EnvironmentException("cannot write the result: " + FileProblem.of(e), e);
        }
    }
}
