// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.timertorture.result.Environment;

/** Reads the properties of the machine that the controller runs on. */
public final class HostReader {
    private static final long KIB_PER_MIB = 1024;

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
