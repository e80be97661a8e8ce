// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.grade.KnownFindings;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.matrix.MatrixKernel;
import org.timertorture.matrix.MatrixRow;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;

/**
 * All that the runs of a matrix need, before the first one is started.
 *
 * @param kernels by name
 */
record PreparedMatrix(MatrixState state, Plan plan, Map<String, Kernel> kernels) {

    /**
     * A kernel of the store.
     *
     * @param failure why it cannot run, since its module cannot be built; else absent
     */
    record Kernel(KernelEntry entry, Optional<Exception> failure) {

        /** As it is to be found again. */
        MatrixKernel identity() {
            KernelManifest manifest = entry.manifest();
            return new MatrixKernel(
                    entry.name(),
                    entry.release(),
                    manifest.suite(),
                    manifest.flavour(),
                    manifest.configSha256(),
                    manifest.suite().equals(KernelManifest.ADDED)
                            ? List.of(manifest.sha256().getOrDefault("vmlinuz", ""))
                            : manifest.packages().stream()
                                    .map(KernelManifest.Source::sha256)
                                    .toList(),
                    manifest.source());
        }
    }

    /** What is known of a run's place; nothing is started. */
    VmPlace place(Surroundings surroundings, MatrixRow row) {
        return new VmPlace(
                surroundings,
                kernels.get(row.kernel()).entry(),
                new MachineShape(row.cpus(), row.nodes()),
                Optional.of(acceleration()));
    }

    /**
     * The run itself.
     *
     * @throws PlanException if the plan does not fit the row
     */
    PlannedRun planned(MatrixRun run, Place place) throws PlanException {
        return PlannedRun.of(
                plan,
                new RaceSettings(
                        state.plan().seconds(),
                        state.seed(run.repeat()),
                        state.noKnown() ? KnownFindings.NONE : KnownFindings.committed(),
                        state.strict(),
                        state.strictTiming()),
                place);
    }

    private Acceleration acceleration() {
        return state.accel().equals(Acceleration.KVM.toString()) ? Acceleration.KVM : Acceleration.TCG;
    }
}
