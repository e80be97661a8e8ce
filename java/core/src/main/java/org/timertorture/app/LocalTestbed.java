// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.timertorture.plan.Catalogue;
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

    private LocalTestbed(Session session, Machine machine) {
        this.session = session;
        this.machine = machine;
    }

    static LocalTestbed open(Progress progress) throws TargetException, InterruptedException {
        Session session = new LocalTarget().open(progress);
        try {
            return new LocalTestbed(session, Machine.read(new DeviceCalls(session.device())));
        } catch (IOException e) {
            session.close();
            throw new TargetException("the device does not answer: " + FileProblem.of(e), e);
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
    public boolean shared() {
        return true;
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
