// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import java.util.regex.Pattern;

/** The lines by which a kernel says that something is wrong with it. */
final class KernelComplaints {
    private static final Pattern COMPLAINT =
            Pattern.compile("(?<!lockdep: )\\b(WARNING: |BUG: |Oops|INFO: task |rcu: INFO|"
                    + "UBSAN|ODEBUG|KASAN: |KCSAN: |kmemleak: \\d+ new|soft lockup|hard LOCKUP|scheduling while atomic|"
                    + "list_(add|del) corruption|Kernel panic|general protection|unable to handle)");

    /** Complaints that something took long, by the guest's clock. */
    private static final Pattern STALL = Pattern.compile("INFO: task |rcu: INFO|soft lockup|hard LOCKUP");

    private KernelComplaints() {}

    /**
     * Returns the complaints. On a busy host a guest may measure its clock wrongly, which it says itself, and then sees
     * stalls where there are none.
     */
    static List<String> in(List<String> console) {
        boolean wrongClock = console.stream().anyMatch(line -> line.contains("PIT calibration deviates"));
        return console.stream()
                .filter(line -> COMPLAINT.matcher(line).find())
                .filter(line -> !(wrongClock && STALL.matcher(line).find()))
                .toList();
    }
}
