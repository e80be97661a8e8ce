// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.timertorture.progress.TimedProgress;
import org.timertorture.result.ExitCode;
import org.timertorture.vm.Acceleration;
import org.timertorture.vm.AccelerationProbe;
import org.timertorture.vm.BareBoot;
import org.timertorture.vm.KernelEntry;
import org.timertorture.vm.KernelRequest;
import org.timertorture.vm.MachineShape;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kernel}: holds the commands that fill and empty the store. */
@Command(name = "kernel", description = "Fill the store of kernels.", synopsisSubcommandLabel = "COMMAND")
final class KernelCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine with(Surroundings surroundings) {
        return new CommandLine(new KernelCommand())
                .addSubcommand(new Fetch(surroundings))
                .addSubcommand(new ListAll(surroundings))
                .addSubcommand(new Remove(surroundings))
                .addSubcommand(new Boot(surroundings));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "expected a command: fetch, list, rm or boot");
    }

    @Command(name = "fetch", description = "Download a kernel of Debian's, build the module for it, keep both.")
    private static final class Fetch implements Callable<Integer> {
        @Parameters(
                arity = "0..1",
                paramLabel = "SUITE[:FLAVOUR]",
                description = "As in bookworm, bookworm-backports:amd64; bookworm:cloud if left out.")
        private String suite;

        private final Surroundings surroundings;

        Fetch(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() throws Exception {
            KernelRequest request = suite == null ? KernelRequest.DEFAULT : KernelRequest.parse(suite);
            InterruptSignal.install().interruptible();
            KernelEntry entry;
            try (TimedProgress progress = surroundings.progress()) {
                entry = surroundings.store().fetch(request, progress);
            }
            print(surroundings, entry);
            return ExitCode.OK.code();
        }
    }

    @Command(name = "list", description = "List the kernels of the store.")
    private static final class ListAll implements Callable<Integer> {
        private final Surroundings surroundings;

        ListAll(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() throws Exception {
            for (KernelEntry entry : surroundings.store().list()) {
                print(surroundings, entry);
            }
            return ExitCode.OK.code();
        }
    }

    @Command(name = "rm", description = "Take a kernel out of the store.")
    private static final class Remove implements Callable<Integer> {
        @Parameters(paramLabel = "REL", description = "Its release, whole.")
        private String release;

        private final Surroundings surroundings;

        Remove(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() throws Exception {
            InterruptSignal.install().interruptible();
            try (TimedProgress progress = surroundings.progress()) {
                surroundings.store().remove(release, progress);
            }
            surroundings.out().println("removed " + release);
            return ExitCode.OK.code();
        }
    }

    @Command(name = "boot", description = "Boot a kernel that powers off at once: what every run costs at least.")
    private static final class Boot implements Callable<Integer> {
        private static final Duration LIMIT = Duration.ofSeconds(60);

        @Parameters(arity = "0..1", paramLabel = "REL", description = "As for run --kernel.")
        private String release;

        private final Surroundings surroundings;

        Boot(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() throws Exception {
            InterruptSignal.install().interruptible();
            try (TimedProgress progress = surroundings.progress()) {
                KernelEntry entry = VmPlace.kernel(surroundings.store(), Optional.ofNullable(release), progress);
                Acceleration acceleration = new AccelerationProbe(surroundings.cache())
                        .probe(entry, progress)
                        .best();
                BareBoot.Result boot =
                        new BareBoot(surroundings.cache()).run(entry, new MachineShape(2, 1), acceleration, LIMIT);
                if (!boot.completed()) {
                    throw new EnvironmentException(entry.release() + " does not boot: " + boot.reason(), null);
                }
                surroundings
                        .out()
                        .printf(
                                Locale.ROOT,
                                "%s, 2 CPUs, %s: %.2f s%n",
                                entry.release(),
                                acceleration,
                                boot.wall().toMillis() / 1000.0);
            }
            return ExitCode.OK.code();
        }
    }

    private static void print(Surroundings surroundings, KernelEntry entry) {
        surroundings
                .out()
                .printf(
                        "%-30s %-26s HZ %-5d %-10s fetched %s%n",
                        entry.release(),
                        entry.manifest().suite() + ":" + entry.manifest().flavour(),
                        entry.manifest().hz(),
                        entry.manifest().preemption(),
                        entry.manifest().fetched());
    }
}
