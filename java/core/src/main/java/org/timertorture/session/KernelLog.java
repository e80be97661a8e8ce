// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.timertorture.host.Tool;
import org.timertorture.qemu.GuestConsole;

/**
 * Reads the log of the running kernel by {@code dmesg}, piece by piece. Where that is forbidden, the log counts as
 * empty.
 */
final class KernelLog {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private String last;

    private KernelLog(String last) {
        this.last = last;
    }

    /** Creates one that skips what is there already. */
    static KernelLog fromItsEnd() throws InterruptedException {
        return new KernelLog(lastOf(lines()));
    }

    /** Returns the lines that came since the last call, without their time stamps; all of them if the kernel has overwritten the last one. */
    List<String> next() throws InterruptedException {
        List<String> all = lines();
        List<String> fresh = last == null ? all : all.subList(all.lastIndexOf(last) + 1, all.size());
        last = lastOf(all);
        return fresh.stream().map(GuestConsole::withoutStamp).toList();
    }

    private static String lastOf(List<String> lines) {
        return lines.isEmpty() ? null : lines.get(lines.size() - 1);
    }

    private static List<String> lines() throws InterruptedException {
        try {
            Tool.Output dmesg = Tool.of("dmesg", "--kernel").within(LIMIT).run();
            return dmesg.ok() ? dmesg.lines() : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
