// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.timertorture.app.Control;
import org.timertorture.app.FinishedRun;
import org.timertorture.app.OpenVm;
import org.timertorture.app.RaceSettings;
import org.timertorture.app.Timertorture;
import org.timertorture.app.Vm;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.KernelArguments;
import org.timertorture.plan.Plan;

/** Boots kernels of the store in virtual machines. */
final class VmLaboratory implements Laboratory {
    private final Timertorture timertorture;

    VmLaboratory(Timertorture timertorture) {
        this.timertorture = timertorture;
    }

    @Override
    public List<String> kernels() throws TimertortureException {
        return timertorture.kernels().list().stream().map(KernelEntry::name).toList();
    }

    @Override
    public Optional<String> find(String kernel) throws TimertortureException {
        return timertorture.kernels().find(named(kernel)).map(KernelEntry::name);
    }

    @Override
    public Catalogue catalogue(String kernel) throws TimertortureException, InterruptedException {
        return timertorture.catalogue(named(kernel), Control.silent());
    }

    @Override
    public Machine boot(MachineKey key, Control control) throws TimertortureException, InterruptedException {
        Vm shaped = Vm.DEFAULT
                .withShape(key.cpus(), key.nodes())
                .withKernelArguments(KernelArguments.parse(key.arguments()));
        Optional<String> kernel = named(key.kernel());
        return new BootedVm(timertorture.open(kernel.map(shaped::withKernel).orElse(shaped), control));
    }

    @Override
    public Path plans() {
        return timertorture.workspace().results().resolve("plans");
    }

    private static Optional<String> named(String kernel) {
        return kernel.isEmpty() ? Optional.empty() : Optional.of(kernel);
    }

    private record BootedVm(OpenVm vm) implements Machine {
        @Override
        public String kernel() {
            return vm.kernel();
        }

        @Override
        public Catalogue catalogue() {
            return vm.catalogue();
        }

        @Override
        public Duration boot() {
            return vm.boot();
        }

        @Override
        public Path console() {
            return vm.console();
        }

        @Override
        public boolean usable() {
            return vm.usable();
        }

        @Override
        public Raced race(Plan plan, RaceSettings settings, Control control)
                throws TimertortureException, InterruptedException {
            FinishedRun finished = vm.race(plan, settings, control);
            return new Raced(finished.result(), finished.folder());
        }

        @Override
        public void printTasks() throws IOException {
            vm.printTasks();
        }

        @Override
        public void close() {
            vm.close();
        }
    }
}
