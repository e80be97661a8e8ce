// SPDX-License-Identifier: Apache-2.0
package org.timertorture.ssh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.host.MachineView;

/** What a machine told about itself when it was logged in to: only what {@link #script} asks for. */
final class RecordedView implements MachineView {
    private static final String FILE = "file ";
    private static final String OUTPUT = "output of ";

    private static final List<String> FILES = List.of(
            "/proc/meminfo",
            "/proc/uptime",
            "/proc/loadavg",
            "/proc/cmdline",
            "/proc/self/status",
            "/proc/sys/kernel/hostname",
            SshLine.BOOT_ID,
            "/sys/devices/system/cpu/online",
            "/sys/devices/system/cpu/isolated",
            "/sys/devices/system/cpu/nohz_full");

    private static final List<String> PROGRAMS = List.of(
            "who", "uname -sr", "uname -m", "id -un", "systemd-detect-virt --vm", "sha256sum /boot/config-$(uname -r)");

    /** Prints all of it, for sh. A line {@code MARK NAME} comes before each. */
    static String script(String mark) {
        List<String> commands = new ArrayList<>();
        for (String file : FILES) {
            commands.add("echo " + mark + FILE + file + "; cat " + file + " 2>/dev/null; echo");
        }
        // The first processor is like the others.
        commands.add("echo " + mark + FILE + "/proc/cpuinfo; head -n 40 /proc/cpuinfo; echo");
        for (String program : PROGRAMS) {
            commands.add("echo " + mark + OUTPUT + program + "; " + program + " 2>/dev/null");
        }
        return String.join("; ", commands);
    }

    private final Map<String, List<String>> told = new LinkedHashMap<>();

    /** Takes the lines that came after the mark with a name. */
    void add(String name, List<String> lines) {
        told.put(name, List.copyOf(lines));
    }

    @Override
    public Optional<String> file(String path) {
        String text = String.join("\n", told.getOrDefault(FILE + path, List.of()));
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public List<String> output(String... command) {
        return told.getOrDefault(OUTPUT + String.join(" ", command), List.of());
    }
}
