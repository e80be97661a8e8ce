// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.List;

/**
 * {@code struct tt_primitive}: one way to delete a timer.
 *
 * @param flags words in the catalogue's order: available, sync, tri, shutdown, unsafe, inside,
 *     outlives
 * @param defect the rule that names a broken one's defect, else 0
 * @param name today's
 * @param kernelName what the running kernel calls it
 * @param aliases older names
 * @param showsIn for a broken one the scenario in which its defect shows, else empty
 * @param description one line
 * @param reason why it is not available, else empty
 */
public record PrimitiveInfo(
        int index,
        Kind kind,
        List<String> flags,
        int defect,
        String name,
        String kernelName,
        List<String> aliases,
        String showsIn,
        String description,
        String reason) {
    private static final List<String> FLAGS =
            List.of("available", "sync", "tri", "shutdown", "unsafe", "inside", "outlives");

    public PrimitiveInfo {
        flags = List.copyOf(flags);
        aliases = List.copyOf(aliases);
    }

    /**
     * Reads the struct.
     *
     * @throws IllegalArgumentException if a field has a value that the header does not allow
     */
    public static PrimitiveInfo of(Struct s) {
        return new PrimitiveInfo(
                s.u32("index"),
                Named.of(Kind.values(), s.u32("kind")),
                FlagWords.of(FLAGS, s.u32("flags")),
                s.u32("defect"),
                s.text("name"),
                s.text("kernel_name"),
                FlagWords.split(s.text("aliases")),
                s.text("shows_in"),
                s.text("description"),
                s.text("reason"));
    }
}
