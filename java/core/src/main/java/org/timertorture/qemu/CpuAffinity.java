// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.timertorture.host.Tool;

/**
 * Binds each virtual CPU to a host CPU of its own. Without it the host's scheduler often lets two virtual CPUs take
 * turns on one host CPU while other work occupies the other. A deleter then runs only while its handlers do not, and
 * there are no encounters.
 */
final class CpuAffinity {
    /** The names of the virtual CPUs' threads when QEMU runs with {@code debug-threads=on}. */
    private static final Pattern THREAD = Pattern.compile("CPU (\\d+)/\\w+");

    private static final Pattern RANGE = Pattern.compile("(\\d+)(?:-(\\d+))?");
    private static final Path PROC = Path.of("/proc");

    private CpuAffinity() {}

    /**
     * Binds the first virtual CPUs of a VM, as many as there are host CPUs that we may use. The others stay unbound. An
     * unbound CPU makes a run worse but not wrong, so failures are ignored.
     *
     * @param qemu the process id of QEMU
     */
    static void bind(long qemu) throws InterruptedException {
        try {
            List<Integer> host = allowed(Files.readString(PROC.resolve("self/status")));
            for (Map.Entry<Integer, Long> thread :
                    threads(PROC.resolve(qemu + "/task")).entrySet()) {
                if (thread.getKey() < host.size()) {
                    Tool.of("taskset", "-pc", "" + host.get(thread.getKey()), "" + thread.getValue())
                            .run();
                }
            }
        } catch (IOException e) {
            // The CPUs stay unbound, as they were.
            return;
        }
    }

    /** Returns the thread ids of the virtual CPUs by CPU number. */
    static Map<Integer, Long> threads(Path tasks) throws IOException {
        Map<Integer, Long> threads = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(tasks)) {
            for (Path entry : entries) {
                Matcher name =
                        THREAD.matcher(Files.readString(entry.resolve("comm")).strip());
                if (name.matches()) {
                    threads.put(
                            Integer.valueOf(name.group(1)),
                            Long.valueOf(entry.getFileName().toString()));
                }
            }
        }
        return threads;
    }

    /** Returns the CPUs that a process may use, in ascending order, from the text of its {@code /proc/PID/status}. */
    static List<Integer> allowed(String status) {
        List<Integer> cpus = new ArrayList<>();
        status.lines().filter(line -> line.startsWith("Cpus_allowed_list:")).forEach(line -> {
            Matcher range = RANGE.matcher(line);
            while (range.find()) {
                int first = Integer.parseInt(range.group(1));
                int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
                for (int cpu = first; cpu <= last; cpu++) {
                    cpus.add(cpu);
                }
            }
        });
        return cpus;
    }
}
