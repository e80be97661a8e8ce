// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.timertorture.archive.MatrixFolder;
import org.timertorture.archive.ResultFolder;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanText;
import org.timertorture.plan.Plans;
import org.timertorture.progress.Progress;
import org.timertorture.progress.TimedProgress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;
import org.timertorture.words.FileProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code matrix}. */
@Command(
        name = "matrix",
        description = "Run one plan on several kernels, one after another, and print the results in one table.")
final class MatrixCommand implements Callable<Integer> {
    @Mixin
    private MatrixOptions options;

    private final Surroundings surroundings;

    MatrixCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        long begun = System.nanoTime();
        options.check();
        return options.resumes() ? resume(begun) : begin(begun);
    }

    private int begin(long begun) throws Exception {
        PlanText text = Plans.find(options.race().plan());
        Plan plan = text.plan();
        // Complains before anything is fetched or built.
        options.shapes(plan);
        if (options.race().dryRun()) {
            return dryRun(plan);
        }
        InterruptSignal signal = InterruptSignal.install();
        try (TimedProgress progress = surroundings.progress()) {
            signal.interruptible();
            PreparedMatrix prepared =
                    new MatrixPreparation(surroundings, surroundings.store(), progress).begin(options, text);
            signal.noted();
            try (MatrixFolder folder = folder(prepared.state())) {
                return execution(progress, begun).execute(folder, racer(prepared, signal));
            }
        }
    }

    private int resume(long begun) throws Exception {
        try (MatrixFolder folder = unfinished()) {
            MatrixState state = folder.state();
            if (options.race().dryRun()) {
                return new MatrixDryRun(surroundings.out())
                        .print(state.plan().name(), state.plan().seconds(), state.seed(), folder.missing(), List.of());
            }
            InterruptSignal signal = InterruptSignal.install();
            try (TimedProgress progress = surroundings.progress()) {
                MatrixExecution execution = execution(progress, begun);
                if (folder.missing().isEmpty()) {
                    return execution.execute(folder, (run, into, shown) -> {
                        throw new IllegalStateException("nothing is left to run");
                    });
                }
                signal.interruptible();
                PreparedMatrix prepared = new MatrixPreparation(surroundings, surroundings.store(), progress)
                        .resume(state, folder.path());
                signal.noted();
                return execution.execute(folder, racer(prepared, signal));
            }
        }
    }

    private int dryRun(Plan plan) throws Exception {
        List<KernelSelection.Selected> selected =
                KernelSelection.of(surroundings.store(), options.kernels(), options.flavours());
        List<String> labels =
                selected.stream().map(KernelSelection.Selected::label).toList();
        RaceSettings settings = options.race().settings(plan);
        for (KernelSelection.Selected one : selected) {
            if (one.entry().isPresent()) {
                for (MachineShape shape : options.shapes(plan)) {
                    PlannedRun.of(
                            plan,
                            settings,
                            new VmPlace(surroundings, one.entry().get(), shape, Optional.of(Acceleration.TCG)));
                }
            }
        }
        return new MatrixDryRun(surroundings.out())
                .print(
                        plan.name(),
                        settings.seconds(),
                        settings.seed(),
                        MatrixRun.interleaved(MatrixPreparation.rows(labels, options.shapes(plan)), options.repeat()),
                        selected.stream()
                                .filter(one -> one.request().isPresent())
                                .map(KernelSelection.Selected::label)
                                .toList());
    }

    private MatrixExecution execution(TimedProgress progress, long begun) {
        return new MatrixExecution(surroundings, options.race(), progress, begun);
    }

    /** Boots a VM for each run. */
    private MatrixExecution.Racer racer(PreparedMatrix prepared, InterruptSignal signal) {
        return (MatrixRun run, ResultFolder into, Progress shown) -> {
            Optional<Exception> failure =
                    prepared.kernels().get(run.row().kernel()).failure();
            if (failure.isPresent()) {
                throw failure.get();
            }
            try (VmPlace place = prepared.place(surroundings, run.row())) {
                return new Race(signal, shown).run(prepared.planned(run, place), place, into);
            }
        };
    }

    private MatrixFolder folder(MatrixState state) throws EnvironmentException, PlanException {
        Path root = surroundings.results();
        try {
            return MatrixFolder.make(root, state, surroundings.ownership());
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot make a folder for the results in " + root + ": " + FileProblem.of(e), e);
        }
    }

    private MatrixFolder unfinished() throws EnvironmentException, PlanException {
        Path root = surroundings.results();
        try {
            if (options.resumed().isPresent()) {
                return MatrixFolder.open(options.resumed().get(), surroundings.ownership());
            }
            return MatrixFolder.latestUnfinished(root, surroundings.ownership())
                    .orElseThrow(() -> new PlanException("no matrix in " + root + " has runs left to do"));
        } catch (IOException e) {
            throw new EnvironmentException("cannot go on: " + FileProblem.of(e), e);
        }
    }
}
