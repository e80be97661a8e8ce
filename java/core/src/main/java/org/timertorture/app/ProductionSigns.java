// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.timertorture.host.MachineView;
import org.timertorture.run.HostReader;

/** Looks for signs that others rely on this machine, whose kernel a run could take down. */
final class ProductionSigns {
    private static final double LONG_DAYS = 7;
    private static final double SECONDS_A_DAY = 86_400;
    private static final double BUSY_SHARE = 0.25;

    private ProductionSigns() {}

    /**
     * Returns a warning that names the signs; empty if there are none.
     *
     * @param user the name of our own user there
     */
    static Optional<String> warning(MachineView machine, String user) {
        Set<String> others = machine.output("who").stream()
                .map(line -> line.split(" ")[0])
                .filter(name -> !name.isEmpty() && !name.equals(user))
                .collect(Collectors.toSet());
        return warning(
                first(machine, "/proc/uptime"), first(machine, "/proc/loadavg"), HostReader.cpus(machine), others);
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

    private static double first(MachineView machine, String file) {
        try {
            return Double.parseDouble(machine.file(file).orElse("").split(" ")[0]);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
