// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.timertorture.device.Device;
import org.timertorture.device.StreamDevice;
import org.timertorture.host.MachineView;
import org.timertorture.result.EndingKind;
import org.timertorture.ssh.SshHost;
import org.timertorture.ssh.SshLine;

/**
 * A session on the device of another machine. From here a kernel that died looks like a line that was cut; that it has
 * booted again is the only sign of its death.
 */
public final class SshSession extends RunningMachineSession {
    private static final Duration ALIVE = Duration.ofSeconds(3);
    /** Of a line of the log, the priority comes first. Below this number it is of the kernel, not of a program. */
    private static final int PRIORITIES = 8;

    private final SshHost host;
    private final SshLine line;
    private final StreamDevice device;
    private final Thread heart;

    SshSession(SshHost host, SshLine line, StreamDevice device) {
        this.host = host;
        this.line = line;
        this.device = device;
        this.heart = new Thread(this::tellAlive, "signs of life for the agent on " + host);
        heart.setDaemon(true);
        heart.start();
    }

    private void tellAlive() {
        try {
            while (true) {
                Thread.sleep(ALIVE.toMillis());
                device.tellAlive();
            }
        } catch (IOException | InterruptedException e) {
            // The line was lost, or the session is closed.
            return;
        }
    }

    /** Returns what the machine tells about itself. */
    public MachineView machine() {
        return line.machine();
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public boolean distant() {
        return true;
    }

    @Override
    public List<String> newKernelLines() {
        try {
            return device.newLogLines().stream()
                    .flatMap(SshSession::textOfKernel)
                    .toList();
        } catch (IOException e) {
            // A log that may not be read counts as empty, and the loss of the line is found elsewhere.
            return List.of();
        }
    }

    /** Returns the text of {@code PRIORITY,SEQUENCE,TIME,FLAGS;TEXT}; none if a program has logged it. */
    private static Stream<String> textOfKernel(String entry) {
        int comma = entry.indexOf(',');
        int text = entry.indexOf(';');
        boolean kernel = comma > 0 && text > comma && entry.substring(0, comma).matches("[0-" + (PRIORITIES - 1) + "]");
        return kernel ? Stream.of(entry.substring(text + 1)) : Stream.empty();
    }

    @Override
    public Ending autopsy(Duration wait) throws InterruptedException {
        // A line that is cut is noticed after a while.
        if (!line.awaitEnd(SshHost.PATIENCE.plus(wait))) {
            return ending(
                    EndingKind.HANG,
                    "the module on " + host
                            + " does not answer any more, though ssh does: see dmesg there, and boot it again");
        }
        String why = line.whyItEnded();
        Optional<Boolean> booted = line.hasBootedSince();
        if (booted.isEmpty()) {
            return ending(
                    EndingKind.LOST,
                    why + ", and " + host + " does not answer now; if its console shows a crash, the run has found it");
        }
        return booted.get()
                ? ending(
                        EndingKind.GONE,
                        why + ", and " + host
                                + " has booted again: see its console, or what it keeps in /sys/fs/pstore")
                : ending(EndingKind.LOST, why + "; the kernel of " + host + " lives");
    }

    private static Ending ending(EndingKind kind, String summary) {
        return new Ending(kind, summary, List.of());
    }

    @Override
    public void close() {
        heart.interrupt();
        try {
            device.close();
        } catch (IOException e) {
            // The line is closed below, which the agent treats as a goodbye, too.
        } finally {
            line.close();
        }
    }
}
