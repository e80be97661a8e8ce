// SPDX-License-Identifier: Apache-2.0
package org.timertorture.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a kernel was built with: its {@code .config}. */
final class KernelConfig {
    private final Map<String, String> options;

    private KernelConfig(Map<String, String> options) {
        this.options = options;
    }

    static KernelConfig read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static KernelConfig parse(String text) {
        Map<String, String> options = new HashMap<>();
        text.lines().filter(line -> line.startsWith("CONFIG_")).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                options.put(line.substring("CONFIG_".length(), equals), line.substring(equals + 1));
            }
        });
        return new KernelConfig(options);
    }

    /** True if it is chosen, and not as a module. */
    boolean builtIn(String option) {
        return "y".equals(options.get(option));
    }

    /** Ticks a second; 0 if the config does not say. */
    int hz() {
        String hz = options.getOrDefault("HZ", "0");
        return hz.matches("\\d{1,6}") ? Integer.parseInt(hz) : 0;
    }

    /** {@code none}, {@code voluntary}, {@code full}, {@code lazy} or {@code rt}: the default one, if it can be chosen. */
    String preemption() {
        if (builtIn("PREEMPT_RT")) {
            return "rt";
        }
        if (builtIn("PREEMPT_LAZY")) {
            return "lazy";
        }
        if (builtIn("PREEMPT")) {
            return "full";
        }
        return builtIn("PREEMPT_VOLUNTARY") ? "voluntary" : "none";
    }
}
