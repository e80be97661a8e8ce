// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.build.BuildFailedException;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.StoreException;
import org.timertorture.matrix.MatrixKernel;
import org.timertorture.matrix.MatrixRow;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanText;
import org.timertorture.plan.Plans;
import org.timertorture.progress.Progress;
import org.timertorture.qemu.MachineShape;
import org.timertorture.result.PlanResult;
import org.timertorture.result.Schema;
import org.timertorture.run.HostReader;
import org.timertorture.session.TargetException;
import org.timertorture.store.KernelStore;

/** Sees to all that a matrix needs: nothing that can be known to fail is left for after the first boot. */
final class MatrixPreparation {
    private final Surroundings surroundings;
    private final KernelStore store;
    private final Progress progress;

    MatrixPreparation(Surroundings surroundings, KernelStore store, Progress progress) {
        this.surroundings = surroundings;
        this.store = store;
        this.progress = progress;
    }

    /** A new one: fetches kernels that are not there, builds modules, holds the plan to every row. */
    PreparedMatrix begin(MatrixOptions options, PlanText text)
            throws StoreException, BuildFailedException, PlanException, EnvironmentException, TargetException,
                    InterruptedException {
        Plan plan = text.plan();
        List<KernelSelection.Selected> selected = KernelSelection.of(store, options.kernels(), options.flavours());
        Map<String, PreparedMatrix.Kernel> kernels = fresh(KernelSelection.fetch(store, selected, progress));
        RaceSettings settings = options.race().settings(plan);
        MatrixState state = new MatrixState(
                Schema.CURRENT,
                MatrixState.KIND,
                Instant.now().toString(),
                Surroundings.version(),
                HostReader.read(),
                text.location(),
                text.sha256(),
                new PlanResult(plan.name(), plan.description(), plan.source(), settings.seconds()),
                settings.seed(),
                options.repeat(),
                settings.strict(),
                settings.strictTiming(),
                settings.known().all().isEmpty(),
                acceleration(options, plan, kernels),
                kernels.values().stream().map(PreparedMatrix.Kernel::identity).toList(),
                rows(kernels.keySet().stream().toList(), options.shapes(plan)));
        return checked(new PreparedMatrix(state, plan, kernels));
    }

    /**
     * One that goes on.
     *
     * @throws PlanException if anything is not as it was, naming all that is not
     */
    PreparedMatrix resume(MatrixState state, Path folder) throws StoreException, PlanException, InterruptedException {
        PlanText text = Plans.find(state.planLocation());
        List<String> changes = new ArrayList<>();
        if (!text.sha256().equals(state.planSha256())) {
            changes.add("the plan " + text.source() + " changed");
        }
        List<KernelEntry> there = new ArrayList<>();
        for (MatrixKernel then : state.kernels()) {
            Optional<KernelEntry> entry = store.list().stream()
                    .filter(e -> e.name().equals(then.name()))
                    .findFirst();
            entry.ifPresentOrElse(there::add, () -> changes.add(then.name() + " is not in the store any more"));
        }
        Map<String, PreparedMatrix.Kernel> kernels = fresh(there);
        for (MatrixKernel then : state.kernels()) {
            PreparedMatrix.Kernel now = kernels.get(then.name());
            if (now != null) {
                changes.addAll(then.changes(now.identity()));
            }
        }
        if (!changes.isEmpty()) {
            throw new PlanException("cannot go on with " + folder + ": since it began, " + String.join("; ", changes)
                    + ": its runs and new ones do not belong in one table; begin a new matrix");
        }
        return checked(new PreparedMatrix(state, text.plan(), kernels));
    }

    static List<MatrixRow> rows(List<String> kernels, List<MachineShape> shapes) {
        return kernels.stream()
                .flatMap(kernel -> shapes.stream().map(s -> new MatrixRow(kernel, s.cpus(), s.nodes())))
                .toList();
    }

    /** A module that cannot be built is told in its rows; the other kernels run all the same. */
    private Map<String, PreparedMatrix.Kernel> fresh(List<KernelEntry> entries) throws InterruptedException {
        Map<String, PreparedMatrix.Kernel> kernels = new LinkedHashMap<>();
        for (KernelEntry entry : entries) {
            PreparedMatrix.Kernel kernel;
            try {
                kernel = new PreparedMatrix.Kernel(store.ensureFresh(entry, progress), Optional.empty());
            } catch (StoreException | BuildFailedException e) {
                kernel = new PreparedMatrix.Kernel(entry, Optional.of(e));
            }
            kernels.put(entry.name(), kernel);
        }
        return kernels;
    }

    /** Found out once for all runs. */
    private String acceleration(MatrixOptions options, Plan plan, Map<String, PreparedMatrix.Kernel> kernels)
            throws PlanException, TargetException, InterruptedException {
        KernelEntry first = kernels.values().iterator().next().entry();
        return new VmPlace(
                        surroundings,
                        first,
                        options.shapes(plan).get(0),
                        options.race().acceleration())
                .target(surroundings.results())
                .acceleration(progress)
                .toString();
    }

    /** Holds the plan to each row, as far as its module is known. */
    private PreparedMatrix checked(PreparedMatrix prepared) throws PlanException {
        for (MatrixRow row : prepared.state().rows()) {
            if (prepared.kernels().get(row.kernel()).failure().isEmpty()) {
                try (VmPlace place = prepared.place(surroundings, row)) {
                    prepared.planned(new MatrixRun(1, 1, row), place);
                }
            }
        }
        return prepared;
    }
}
