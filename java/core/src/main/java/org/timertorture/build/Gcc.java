// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.util.List;
import org.timertorture.kernel.Architecture;

/**
 * Debian's gcc of one major version, for one architecture. For another architecture than this machine's it is a cross
 * compiler.
 */
public record Gcc(Architecture target, int major) {

    /** Returns what the names of a target's compiler and binutils begin with: empty if it is this machine's. */
    public static String prefix(Architecture target) {
        return target.isHost() ? "" : target.triplet() + "-";
    }

    /** Returns the name of its command. */
    public String command() {
        return prefix(target) + "gcc-" + major;
    }

    /** Returns the name of its package. */
    public String packageName() {
        return packageOf(target, "gcc-" + major);
    }

    /** Returns the packages that build a module and, for another architecture, the agent as well. */
    public List<String> packages() {
        return target.isHost() ? List.of(packageName()) : List.of(packageName(), "libc6-dev-" + target + "-cross");
    }

    static String packageOf(Architecture target, String gcc) {
        return target.isHost() ? gcc : gcc + "-" + target.triplet();
    }
}
