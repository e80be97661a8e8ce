// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.timertorture.device.ErrnoException;
import org.timertorture.host.MachineView;
import org.timertorture.host.ThisMachine;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.CpuChoice;
import org.timertorture.plan.CpuRanges;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.Topology;
import org.timertorture.progress.Progress;
import org.timertorture.run.CatalogueMismatchException;
import org.timertorture.run.DeviceCalls;
import org.timertorture.run.HostReader;
import org.timertorture.run.Machine;
import org.timertorture.run.RunFacts;
import org.timertorture.session.LocalTarget;
import org.timertorture.session.Session;
import org.timertorture.session.SshSession;
import org.timertorture.session.SshTarget;
import org.timertorture.session.Startup;
import org.timertorture.session.Target;
import org.timertorture.session.TargetException;
import org.timertorture.ssh.SshHost;
import org.timertorture.uapi.Errno;
import org.timertorture.words.FileProblem;

/**
 * A machine whose running kernel has the module loaded: this one, or one that is reached over ssh. Opening the device
 * starts nothing but, over ssh, the agent.
 */
final class LoadedTestbed implements Testbed {
    private final Session session;
    private final MachineView view;
    private final String name;
    private final Machine machine;
    private final CpuChoice choice;
    private final List<String> warnings;

    private LoadedTestbed(
            Session session, MachineView view, String name, Machine machine, CpuChoice choice, List<String> warnings) {
        this.session = session;
        this.view = view;
        this.name = name;
        this.machine = machine;
        this.choice = choice;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Opens the device of this machine.
     *
     * @param named the CPUs to use; empty for those that the machine's administrator has not given to other work
     * @throws PlanException if a named CPU is not online
     */
    static LoadedTestbed here(Optional<SortedSet<Integer>> named, Progress progress)
            throws TargetException, PlanException, InterruptedException {
        String user = Optional.ofNullable(System.getenv("SUDO_USER")).orElse(System.getProperty("user.name"));
        return of(new LocalTarget().open(progress), new ThisMachine(), "this machine", user, named);
    }

    /**
     * Opens the device of another machine.
     *
     * @param named the CPUs to use; empty for those that the machine's administrator has not given to other work
     * @throws PlanException if a named CPU is not online
     */
    static LoadedTestbed on(SshHost host, Optional<SortedSet<Integer>> named, Progress progress)
            throws TargetException, PlanException, InterruptedException {
        SshSession session = new SshTarget(host).open(progress);
        String user = String.join("", session.machine().output("id", "-un"));
        return of(session, session.machine(), host.name(), user, named);
    }

    private static LoadedTestbed of(
            Session session, MachineView view, String name, String user, Optional<SortedSet<Integer>> named)
            throws TargetException, PlanException {
        boolean open = false;
        try {
            Machine machine = describe(session, name);
            List<String> warnings = new ArrayList<>();
            ProductionSigns.warning(view, user).ifPresent(warnings::add);
            CpuChoice choice;
            if (named.isPresent()) {
                requireOnline(named.get(), machine.topology());
                choice = CpuChoice.exactly(named.get());
            } else {
                FreeCpus cpus = FreeCpus.read(view);
                warnings.addAll(cpus.notes());
                choice = CpuChoice.among(cpus.usable());
            }
            open = true;
            return new LoadedTestbed(session, view, name, machine, choice, warnings);
        } catch (IOException e) {
            throw new TargetException("the device does not answer: " + FileProblem.of(e), e);
        } finally {
            if (!open) {
                session.close();
            }
        }
    }

    private static Machine describe(Session session, String name) throws IOException, TargetException {
        String mend = ": call scripts/unload and scripts/load there, from the sources of this version";
        try {
            return Machine.read(new DeviceCalls(session.device()));
        } catch (CatalogueMismatchException e) {
            throw new TargetException(
                    "another version of the module is loaded on " + name + " (" + e.getMessage() + ")" + mend, e);
        } catch (ErrnoException e) {
            if (e.error() == Errno.ENOTTY) {
                throw new TargetException("another version of the module is loaded on " + name + mend, e);
            }
            throw e;
        }
    }

    private static void requireOnline(SortedSet<Integer> named, Topology machine) throws PlanException {
        List<Integer> online = machine.cpus().stream().map(Topology.Cpu::number).toList();
        List<Integer> missing =
                named.stream().filter(cpu -> !online.contains(cpu)).toList();
        if (!missing.isEmpty()) {
            throw new PlanException(
                    "--cpus: CPU " + CpuRanges.of(missing) + " is not online; online are " + CpuRanges.of(online));
        }
    }

    @Override
    public Catalogue catalogue() {
        return machine.catalogue();
    }

    @Override
    public Topology topology() {
        return machine.topology();
    }

    @Override
    public CpuChoice choice() {
        return choice;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public RunFacts facts() {
        String release = machine.info().release();
        return new RunFacts(
                release,
                configHash("/boot/config-" + release),
                view.file("/proc/cmdline").map(String::strip).orElse(null),
                Workspace.version(),
                HostReader.read(view),
                HostReader.kind(view),
                Instant.now().toString());
    }

    @Override
    public Startup startup() {
        return session.startup();
    }

    @Override
    public Target target(Path results) {
        return progress -> session;
    }

    @Override
    public String kernel() {
        return machine.info().release() + " (" + name + ")";
    }

    @Override
    public void close() {
        session.close();
    }

    private String configHash(String config) {
        return view.output("sha256sum", config).stream()
                .findFirst()
                .map(line -> "sha256:" + line.split(" ")[0])
                .orElse(null);
    }
}
