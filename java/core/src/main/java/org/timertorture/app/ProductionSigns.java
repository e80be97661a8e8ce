// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.timertorture.host.Tool;

/** Looks for signs that others rely on this machine, whose kernel a run could take down. */
final class ProductionSigns {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final double LONG_DAYS = 7;
    private static final double SECONDS_A_DAY = 86_400;
    private static final double BUSY_SHARE = 0.25;

    private ProductionSigns() {}

    /** Returns a warning that names the signs; empty if there are none. */
    static Optional<String> warning() throws InterruptedException {
        return warning(
                first("/proc/uptime"),
                first("/proc/loadavg"),
                Runtime.getRuntime().availableProcessors(),
                others());
    }

    /**
     * Returns a warning that names the signs; empty if there are none.
     *
     * @param uptime for how long the machine has been up, in seconds
     * @param load how many tasks wanted to run in the last minute
     * @param users the names of others who are logged in
     */
    static Optional<String> warning(double uptime, double load, int cpus, Set<String> users) {
        List<String> signs = new ArrayList<>();
        if (uptime > LONG_DAYS * SECONDS_A_DAY) {
            signs.add(String.format(Locale.ROOT, "it has been up for %.0f days", uptime / SECONDS_A_DAY));
        }
        if (load > Math.max(1, cpus * BUSY_SHARE)) {
            signs.add(String.format(Locale.ROOT, "its load is %.1f", load));
        }
        if (!users.isEmpty()) {
            signs.add(users.stream().sorted().collect(Collectors.joining(", ")) + " logged in");
        }
        return signs.isEmpty()
                ? Optional.empty()
                : Optional.of("others may rely on this machine (" + String.join("; ", signs)
                        + "), and a kernel with the bug that you look for may take it down");
    }

    private static double first(String file) {
        try {
            return Double.parseDouble(Files.readString(Path.of(file)).split(" ")[0]);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static Set<String> others() throws InterruptedException {
        String caller = Optional.ofNullable(System.getenv("SUDO_USER")).orElse(System.getProperty("user.name"));
        try {
            Tool.Output who = Tool.of("who").within(LIMIT).run();
            return who.lines().stream()
                    .filter(line -> who.ok())
                    .map(line -> line.split(" ")[0])
                    .filter(name -> !name.isEmpty() && !name.equals(caller))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }
}
