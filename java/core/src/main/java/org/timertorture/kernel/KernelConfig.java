// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** A kernel's {@code .config}. */
public final class KernelConfig {
    /** The value of GCC_VERSION is 120200 for gcc 12.2.0. */
    private static final int GCC_MAJOR = 10_000;

    private final Map<String, String> options;

    private KernelConfig(Map<String, String> options) {
        this.options = options;
    }

    public static KernelConfig read(Path file) throws IOException {
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

    /** Returns the architecture that the kernel is for. */
    public Architecture architecture() {
        return Architecture.of(this);
    }

    /** Returns whether an option is {@code =y}. */
    boolean builtIn(String option) {
        return "y".equals(options.get(option));
    }

    /** Returns whether an option is {@code =y} or {@code =m}. */
    boolean chosen(String option) {
        return builtIn(option) || "m".equals(options.get(option));
    }

    /**
     * Returns the major version of the gcc that built the kernel; empty if another compiler did, or the config does not
     * say.
     */
    public OptionalInt gcc() {
        String version = options.getOrDefault("GCC_VERSION", "0");
        return version.matches("[1-9]\\d{4,7}")
                ? OptionalInt.of(Integer.parseInt(version) / GCC_MAJOR)
                : OptionalInt.empty();
    }

    /** Returns the ticks per second; 0 if the config does not say. */
    public int hz() {
        String hz = options.getOrDefault("HZ", "0");
        return hz.matches("\\d{1,6}") ? Integer.parseInt(hz) : 0;
    }

    /**
     * Returns {@code none}, {@code voluntary}, {@code full}, {@code lazy} or {@code rt}. If the model can be chosen at
     * boot, this is the default.
     */
    public String preemption() {
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
