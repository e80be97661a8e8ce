// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import java.util.regex.Pattern;

/** The lines by which a kernel says that something is wrong with it. */
final class KernelComplaints {
    private static final Pattern COMPLAINT =
            Pattern.compile("(?<!lockdep: )\\b(WARNING: |BUG: |Oops|INFO: task |INFO: rcu|"
                    + "UBSAN|ODEBUG|KASAN: |KCSAN: |kmemleak: \\d+ new|soft lockup|hard LOCKUP|scheduling while atomic|"
                    + "list_(add|del) corruption|Kernel panic|general protection|unable to handle)");

    private KernelComplaints() {}

    static List<String> in(List<String> console) {
        return console.stream().filter(line -> COMPLAINT.matcher(line).find()).toList();
    }
}
