// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells an emulated kernel how long its delay loop is. Left alone, each CPU after the first measures that by itself,
 * one after another, against ticks that come late: 64 CPUs on a busy host took 150 s to boot instead of 15, and found
 * values four times too large. The emulated time-stamp counter is the host's own, so the host's kernel knows the answer.
 */
final class DelayLoop {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    private static final Pattern BOGOMIPS = Pattern.compile("(?m)^bogomips\\s*:\\s*(\\d+(?:\\.\\d+)?)");
    private static final double LOOPS_PER_BOGOMIPS = 500_000;

    private DelayLoop() {}

    /**
     * The kernel's argument, or nothing where this host's counter is not the guest's.
     *
     * @param hz ticks a second of the guest's kernel; 0 if not known
     */
    static String argument(int hz) {
        if (!"amd64".equals(System.getProperty("os.arch"))) {
            return "";
        }
        try {
            return argument(Files.readString(CPUINFO), hz).orElse("");
        } catch (IOException e) {
            // It is a matter of speed only.
            return "";
        }
    }

    static Optional<String> argument(String cpuinfo, int hz) {
        Matcher matcher = BOGOMIPS.matcher(cpuinfo);
        if (hz <= 0 || !matcher.find()) {
            return Optional.empty();
        }
        return Optional.of("lpj=" + Math.round(Double.parseDouble(matcher.group(1)) * LOOPS_PER_BOGOMIPS / hz));
    }
}
