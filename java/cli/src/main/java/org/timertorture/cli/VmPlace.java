// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.timertorture.build.BuildFailedException;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.LocalKernel;
import org.timertorture.kernel.StoreException;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.Topology;
import org.timertorture.progress.Progress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;
import org.timertorture.run.HostReader;
import org.timertorture.run.RunFacts;
import org.timertorture.session.VmTarget;
import org.timertorture.store.KernelStore;

/** A VM with a kernel of the store. */
final class VmPlace implements Place {
    private final Cache cache;
    private final KernelEntry kernel;
    private final MachineShape shape;
    private final Optional<Acceleration> acceleration;
    private final Path results;

    /**
     * Describes it; nothing is started.
     *
     * @param kernel with fresh modules
     * @param acceleration empty for the best that works
     */
    VmPlace(Surroundings surroundings, KernelEntry kernel, MachineShape shape, Optional<Acceleration> acceleration) {
        this.cache = surroundings.cache();
        this.kernel = kernel;
        this.shape = shape;
        this.acceleration = acceleration;
        this.results = surroundings.results();
    }

    /** Sees to the kernel: fetches the default one if need be, builds the module if its source changed. */
    static VmPlace prepare(
            Surroundings surroundings,
            VmOptions options,
            Optional<Acceleration> acceleration,
            Plan plan,
            Progress progress)
            throws PlanException, EnvironmentException, StoreException, BuildFailedException, InterruptedException {
        MachineShape shape = options.shape(plan);
        return new VmPlace(surroundings, kernel(surroundings.store(), options.kernel(), progress), shape, acceleration);
    }

    /** The kernel of that name, or the default one; with fresh modules. */
    static KernelEntry kernel(KernelStore store, Optional<String> name, Progress progress)
            throws StoreException, BuildFailedException, InterruptedException {
        if (name.isEmpty()) {
            return store.defaultKernel(progress);
        }
        return name.get().equals(LocalKernel.HOST)
                ? store.host(progress)
                : store.ensureFresh(store.find(name.get()), progress);
    }

    @Override
    public Catalogue catalogue() {
        return kernel.manifest().catalogue();
    }

    @Override
    public Topology topology() {
        return Topology.even(shape.cpus(), shape.nodes())
                .hostedBy(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public RunFacts facts() {
        return new RunFacts(
                kernel.release(),
                "sha256:" + kernel.manifest().configSha256(),
                null,
                Surroundings.version(),
                HostReader.read(),
                Instant.now().toString());
    }

    @Override
    public List<String> command() throws InterruptedException {
        return target(results.resolve("RUN")).describe();
    }

    @Override
    public String acceleration() throws InterruptedException {
        return command().stream().anyMatch(word -> word.startsWith("tcg"))
                ? Acceleration.TCG.toString()
                : Acceleration.KVM.toString();
    }

    @Override
    public VmTarget target(Path folder) {
        return new VmTarget(cache, kernel, shape, acceleration, folder);
    }

    @Override
    public String kernel() {
        return kernel.release();
    }

    @Override
    public void close() {
        // Nothing is open as long as no session is.
    }
}
