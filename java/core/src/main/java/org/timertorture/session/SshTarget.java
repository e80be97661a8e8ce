// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.time.Duration;
import org.timertorture.device.AgentException;
import org.timertorture.device.AgentProgram;
import org.timertorture.device.NativeDevice;
import org.timertorture.device.StreamDevice;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.progress.Progress;
import org.timertorture.ssh.SshHost;
import org.timertorture.ssh.SshLine;
import org.timertorture.uapi.Requests;
import org.timertorture.uapi.Uapi;
import org.timertorture.words.FileProblem;

/**
 * The kernel that another machine runs. Its administrator must have loaded the module. The agent is copied there for
 * the time of the session.
 */
public final class SshTarget implements Target {
    private static final String ARCHITECTURE = "x86_64";
    private static final Duration HELLO = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(3);

    private final SshHost host;

    public SshTarget(SshHost host) {
        this.host = host;
    }

    @Override
    public SshSession open(Progress progress) throws TargetException, InterruptedException {
        try (Progress.Step step = progress.begin("logging in to " + host, 0)) {
            step.at(0);
            SshLine line = SshLine.open(host, ARCHITECTURE, AgentProgram.read(), arguments());
            boolean open = false;
            try {
                SshSession session = new SshSession(host, line, connect(line));
                open = true;
                return session;
            } finally {
                if (!open) {
                    line.close();
                }
            }
        } catch (EnvironmentException e) {
            throw new TargetException(e.getMessage(), e);
        }
    }

    /** The agent removes itself once it runs, and ends if this process stops talking, or the line is cut. */
    private static String arguments() {
        return "--stdio --passing --silence " + SshHost.PATIENCE.toSeconds() + " --device " + NativeDevice.PATH;
    }

    private StreamDevice connect(SshLine line) throws TargetException, InterruptedException {
        try {
            return StreamDevice.open(line.channel(), line.channel(), Uapi.ABI, Requests.sizes(), HELLO, () -> 0);
        } catch (AgentException e) {
            DeviceProblem problem = DeviceProblem.on(host.name(), NativeDevice.PATH.toString());
            throw new TargetException(problem.of(e.error(), e.getMessage()), e);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("interrupted while the agent was starting");
            }
            String why = line.awaitEnd(END) ? line.whyItEnded() : FileProblem.of(e);
            throw new TargetException("the agent does not start on " + host + ": " + why, e);
        }
    }
}
