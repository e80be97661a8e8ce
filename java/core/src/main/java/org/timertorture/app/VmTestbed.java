// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.CpuChoice;
import org.timertorture.plan.KernelArguments;
import org.timertorture.plan.Topology;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;
import org.timertorture.run.HostReader;
import org.timertorture.run.RunFacts;
import org.timertorture.session.Startup;
import org.timertorture.session.VmTarget;

/** A virtual machine with a kernel of the store. */
final class VmTestbed implements Testbed {
    private final Workspace workspace;
    private final KernelEntry kernel;
    private final MachineShape shape;
    private final Optional<Acceleration> acceleration;
    private final KernelArguments kernelArguments;

    /** Describes a machine without further arguments for its kernel. */
    VmTestbed(Workspace workspace, KernelEntry kernel, MachineShape shape, Optional<Acceleration> acceleration) {
        this(workspace, kernel, shape, acceleration, KernelArguments.NONE);
    }

    /**
     * Describes a machine; nothing is started.
     *
     * @param kernel with fresh modules
     * @param acceleration empty for the best that works
     * @param kernelArguments further arguments for the kernel
     */
    VmTestbed(
            Workspace workspace,
            KernelEntry kernel,
            MachineShape shape,
            Optional<Acceleration> acceleration,
            KernelArguments kernelArguments) {
        this.workspace = workspace;
        this.kernel = kernel;
        this.shape = shape;
        this.acceleration = acceleration;
        this.kernelArguments = kernelArguments;
    }

    @Override
    public Catalogue catalogue() {
        return kernel.manifest().catalogue();
    }

    @Override
    public Topology topology() {
        return Topology.even(shape.cpus(), shape.nodes())
                .withDistances(shape.distances())
                .hostedBy(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public CpuChoice choice() {
        return CpuChoice.all();
    }

    @Override
    public RunFacts facts() {
        return new RunFacts(
                kernel.release(),
                "sha256:" + kernel.manifest().configSha256(),
                null,
                Workspace.version(),
                HostReader.read(),
                HostReader.kind(),
                Instant.now().toString());
    }

    @Override
    public Startup startup() throws InterruptedException {
        // The name of the run's folder is not known yet.
        return target(workspace.results().resolve("RUN")).startup();
    }

    @Override
    public VmTarget target(Path folder) {
        return new VmTarget(workspace.kernelCache(), kernel, shape, acceleration, folder)
                .with(kernelArguments.toString());
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
