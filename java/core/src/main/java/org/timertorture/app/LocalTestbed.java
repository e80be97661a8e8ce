// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.CpuChoice;
import org.timertorture.plan.CpuRanges;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.Topology;
import org.timertorture.progress.Progress;
import org.timertorture.run.DeviceCalls;
import org.timertorture.run.HostReader;
import org.timertorture.run.Machine;
import org.timertorture.run.RunFacts;
import org.timertorture.session.LocalTarget;
import org.timertorture.session.Session;
import org.timertorture.session.Startup;
import org.timertorture.session.Target;
import org.timertorture.session.TargetException;
import org.timertorture.words.FileProblem;

/** This machine and its own kernel, which has the module loaded. Opening the device starts nothing. */
final class LocalTestbed implements Testbed {
    private final Session session;
    private final Machine machine;
    private final CpuChoice choice;
    private final List<String> warnings;

    private LocalTestbed(Session session, Machine machine, CpuChoice choice, List<String> warnings) {
        this.session = session;
        this.machine = machine;
        this.choice = choice;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Opens the device.
     *
     * @param named the CPUs to use; empty for those that the machine's administrator has not given to other work
     * @throws PlanException if a named CPU is not online
     */
    static LocalTestbed open(Optional<SortedSet<Integer>> named, Progress progress)
            throws TargetException, PlanException, InterruptedException {
        Session session = new LocalTarget().open(progress);
        boolean open = false;
        try {
            Machine machine = Machine.read(new DeviceCalls(session.device()));
            List<String> warnings = new ArrayList<>();
            ProductionSigns.warning().ifPresent(warnings::add);
            CpuChoice choice;
            if (named.isPresent()) {
                requireOnline(named.get(), machine.topology());
                choice = CpuChoice.exactly(named.get());
            } else {
                LocalCpus cpus = LocalCpus.read();
                warnings.addAll(cpus.notes());
                choice = CpuChoice.among(cpus.usable());
            }
            open = true;
            return new LocalTestbed(session, machine, choice, warnings);
        } catch (IOException e) {
            throw new TargetException("the device does not answer: " + FileProblem.of(e), e);
        } finally {
            if (!open) {
                session.close();
            }
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
                configHash(Path.of("/boot/config-" + release)),
                firstLine(Path.of("/proc/cmdline")),
                Workspace.version(),
                HostReader.read(),
                HostReader.kind(),
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
        return machine.info().release() + " (this machine)";
    }

    @Override
    public void close() {
        session.close();
    }

    private static String configHash(Path config) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(config));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (IOException e) {
            return null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return null;
        }
    }
}
