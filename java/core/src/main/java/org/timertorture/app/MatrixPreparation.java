// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.build.BuildFailedException;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.StoreException;
import org.timertorture.matrix.MatrixKernel;
import org.timertorture.matrix.MatrixRow;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.plan.KernelArguments;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanText;
import org.timertorture.plan.Plans;
import org.timertorture.progress.Progress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;
import org.timertorture.qemu.NodeDistance;
import org.timertorture.result.PlanResult;
import org.timertorture.result.Schema;
import org.timertorture.run.HostReader;
import org.timertorture.session.TargetException;
import org.timertorture.store.KernelSelection;
import org.timertorture.store.KernelStore;

/** Prepares everything that a matrix needs, so that nothing that can be known before the first boot fails after it. */
final class MatrixPreparation {
    private final Workspace workspace;
    private final KernelStore store;

    MatrixPreparation(Workspace workspace, KernelStore store) {
        this.workspace = workspace;
        this.store = store;
    }

    /** Fetches missing kernels, builds modules, and expands the plan for every row. */
    PreparedMatrix begin(CheckedMatrix matrix, Progress progress) throws TimertortureException, InterruptedException {
        MatrixRequest request = matrix.request();
        PlanText text = matrix.text();
        Plan plan = text.plan();
        RaceSettings settings = request.settings().withSeedDrawn();
        List<KernelSelection.Selected> selected = KernelSelection.of(store, request.kernels(), request.flavours());
        Map<String, PreparedMatrix.Kernel> kernels = fresh(KernelSelection.fetch(store, selected, progress), progress);
        List<MachineShape> shapes = request.shapes(
                plan,
                kernels.values().stream()
                        .map(k -> k.entry().manifest().catalogue())
                        .toList());
        MatrixState state = new MatrixState(
                Schema.CURRENT,
                MatrixState.KIND,
                new MatrixState.Beginning(Instant.now().toString(), Workspace.version(), HostReader.read()),
                new MatrixState.Planned(
                        text.location(),
                        text.sha256(),
                        new PlanResult(
                                plan.name(),
                                plan.description(),
                                plan.source(),
                                settings.seconds().orElse(plan.seconds()))),
                new MatrixState.Settings(
                        settings.seed().orElseThrow(),
                        request.repeat(),
                        settings.strict(),
                        settings.strictTiming(),
                        !settings.excusesKnownFindings(),
                        acceleration(request, shapes.get(0), kernels, progress).toString(),
                        request.distances().stream().map(NodeDistance::toString).toList()),
                kernels.values().stream().map(PreparedMatrix.Kernel::identity).toList(),
                rows(List.copyOf(kernels.keySet()), shapes, request.kernelArguments()));
        return checked(new PreparedMatrix(workspace, state, plan, kernels));
    }

    /** Returns what {@link #begin} would run; fetches and builds nothing. */
    MatrixSchedule schedule(CheckedMatrix matrix) throws TimertortureException {
        MatrixRequest request = matrix.request();
        Plan plan = matrix.text().plan();
        RaceSettings settings = request.settings().withSeedDrawn();
        List<KernelSelection.Selected> selected = KernelSelection.of(store, request.kernels(), request.flavours());
        List<MachineShape> shapes = request.shapes(
                plan,
                selected.stream()
                        .flatMap(one -> one.entry().stream())
                        .map(entry -> entry.manifest().catalogue())
                        .toList());
        for (KernelSelection.Selected one : selected) {
            if (one.entry().isPresent()) {
                for (MachineShape shape : shapes) {
                    PreparedRun.of(
                            workspace,
                            plan,
                            settings,
                            new VmTestbed(workspace, one.entry().get(), shape, Optional.of(Acceleration.TCG)));
                }
            }
        }
        List<String> labels =
                selected.stream().map(KernelSelection.Selected::label).toList();
        return new MatrixSchedule(
                plan.name(),
                settings.seconds().orElse(plan.seconds()),
                settings.seed().orElseThrow(),
                MatrixRun.interleaved(rows(labels, shapes, request.kernelArguments()), request.repeat()),
                selected.stream()
                        .filter(one -> one.request().isPresent())
                        .map(KernelSelection.Selected::label)
                        .toList());
    }

    /**
     * Prepares what is left of a matrix.
     *
     * @throws PlanException if the plan or a kernel changed since the matrix began; the message names all changes
     */
    PreparedMatrix resume(MatrixState state, Path folder, Progress progress)
            throws StoreException, PlanException, InterruptedException {
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
        Map<String, PreparedMatrix.Kernel> kernels = fresh(there, progress);
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
        return checked(new PreparedMatrix(workspace, state, text.plan(), kernels));
    }

    private static List<MatrixRow> rows(
            List<String> kernels, List<MachineShape> shapes, List<KernelArguments> kernelArguments) {
        List<KernelArguments> arguments = kernelArguments.isEmpty() ? List.of(KernelArguments.NONE) : kernelArguments;
        return kernels.stream()
                .flatMap(kernel -> shapes.stream()
                        .flatMap(s ->
                                arguments.stream().map(a -> new MatrixRow(kernel, s.cpus(), s.nodes(), a.toString()))))
                .toList();
    }

    /** A module that cannot be built fails the rows of its kernel; the other kernels run all the same. */
    private Map<String, PreparedMatrix.Kernel> fresh(List<KernelEntry> entries, Progress progress)
            throws InterruptedException {
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

    /** Finds out once for all runs how the CPUs are run. */
    private Acceleration acceleration(
            MatrixRequest request, MachineShape shape, Map<String, PreparedMatrix.Kernel> kernels, Progress progress)
            throws TargetException, InterruptedException {
        KernelEntry first = kernels.values().iterator().next().entry();
        return new VmTestbed(workspace, first, shape, request.acceleration())
                .target(workspace.results())
                .acceleration(progress);
    }

    /** Checks the plan against each row whose module is known. */
    private static PreparedMatrix checked(PreparedMatrix prepared) throws PlanException {
        for (MatrixRow row : prepared.state().rows()) {
            if (prepared.kernels().get(row.kernel()).failure().isEmpty()) {
                prepared.run(new MatrixRun(1, 1, row)).close();
            }
        }
        return prepared;
    }
}
