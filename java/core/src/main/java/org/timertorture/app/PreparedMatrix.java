// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.matrix.MatrixKernel;
import org.timertorture.matrix.MatrixRow;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.plan.KernelArguments;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;
import org.timertorture.qemu.NodeDistance;

/**
 * All that the runs of a matrix need, before the first one is started.
 *
 * @param kernels by name
 */
record PreparedMatrix(Workspace workspace, MatrixState state, Plan plan, Map<String, Kernel> kernels) {
    /**
     * A kernel of the store.
     *
     * @param failure why its module cannot be built; else empty
     */
    record Kernel(KernelEntry entry, Optional<TimertortureException> failure) {
        /** Returns what tells whether it is still the same kernel when the matrix is resumed. */
        MatrixKernel identity() {
            KernelManifest manifest = entry.manifest();
            return new MatrixKernel(
                    entry.name(),
                    entry.release(),
                    manifest.suite(),
                    manifest.flavour(),
                    manifest.configSha256(),
                    manifest.suite().equals(KernelManifest.ADDED)
                            ? List.of(manifest.sha256().getOrDefault(KernelEntry.IMAGE, ""))
                            : manifest.packages().stream()
                                    .map(KernelManifest.Source::sha256)
                                    .toList(),
                    manifest.source());
        }
    }

    /**
     * Prepares one run.
     *
     * @throws PlanException if the plan does not fit the row
     */
    PreparedRun run(MatrixRun run) throws PlanException {
        MatrixRow row = run.row();
        VmTestbed testbed = new VmTestbed(
                workspace,
                kernels.get(row.kernel()).entry(),
                new MachineShape(
                        row.cpus(),
                        row.nodes(),
                        state.numaDistances().stream().map(NodeDistance::parse).toList()),
                Optional.of(acceleration()),
                plan.kernelArguments().plus(KernelArguments.parse(row.kernelArguments())));
        RaceSettings settings = new RaceSettings(
                OptionalDouble.of(state.plan().seconds()),
                OptionalLong.of(state.seed(run.repeat())),
                !state.noKnown(),
                state.strict(),
                state.strictTiming());
        return PreparedRun.of(workspace, plan, settings, testbed);
    }

    private Acceleration acceleration() {
        return Acceleration.named(state.accel());
    }
}
