// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.timertorture.host.Tool;
import org.timertorture.result.Environment;
import org.timertorture.result.HostKind;

/** Reads the properties of the machine that the controller runs on. */
public final class HostReader {
    private static final long KIB_PER_MIB = 1024;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private HostReader() {}

    /** Returns what {@code /proc} and the Java runtime report. Unknown properties are empty. */
    public static Environment.HostFacts read() {
        String memory = value(Path.of("/proc/meminfo"), "MemTotal");
        return new Environment.HostFacts(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                value(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                memory.isEmpty() ? 0 : Long.parseLong(memory.split(" ")[0]) / KIB_PER_MIB,
                System.getProperty("java.version"));
    }

    /**
     * Returns what runs this machine's CPUs. The processor says whether it is a virtual one, and systemd knows emulators
     * by their names; where it is missing, the usual name of QEMU's emulated processor must do.
     */
    public static HostKind kind() {
        if (!(" " + value(Path.of("/proc/cpuinfo"), "flags") + " ").contains(" hypervisor ")) {
            return HostKind.BARE;
        }
        return kind(value(Path.of("/proc/cpuinfo"), "model name"), hypervisor());
    }

    /**
     * Returns what runs virtual CPUs.
     *
     * @param model the name of the processor
     * @param hypervisor its name as systemd prints it; may be empty
     */
    static HostKind kind(String model, String hypervisor) {
        return hypervisor.equals("qemu") || model.startsWith("QEMU TCG") ? HostKind.EMULATED : HostKind.GUEST;
    }

    private static String hypervisor() {
        try {
            Tool.Output detected =
                    Tool.of("systemd-detect-virt", "--vm").within(LIMIT).run();
            return detected.lines().isEmpty() ? "" : detected.lines().get(0);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String value(Path file, String key) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(l -> l.startsWith(key))
                    .findFirst()
                    .map(l -> l.substring(l.indexOf(':') + 1).trim())
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
