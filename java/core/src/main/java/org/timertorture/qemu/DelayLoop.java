// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.timertorture.kernel.Architecture;

/**
 * Tells an emulated kernel the length of its delay loop. Otherwise each CPU after the first measures it, one after
 * another, against ticks that come late: 64 CPUs on a busy host took 150 s to boot instead of 15 s, and measured values
 * four times too large. The emulated time-stamp counter is the host's own, so the host's kernel knows the value.
 */
final class DelayLoop {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    private static final Pattern BOGOMIPS = Pattern.compile("(?m)^bogomips\\s*:\\s*(\\d+(?:\\.\\d+)?)");
    private static final double LOOPS_PER_BOGOMIPS = 500_000;

    private DelayLoop() {}

    /**
     * Returns the kernel argument, or an empty string if the host's counter is not the guest's.
     *
     * @param guest the guest's architecture
     * @param hz the guest kernel's ticks per second; 0 if unknown
     */
    static String argument(Architecture guest, int hz) {
        if (guest != Architecture.AMD64 || !guest.isHost()) {
            return "";
        }
        try {
            return argument(Files.readString(CPUINFO), hz).orElse("");
        } catch (IOException e) {
            // The argument only makes the boot faster.
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
