// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.List;

/**
 * {@code struct tt_primitive}: one way to delete a timer.
 *
 * @param flags the labels of {@link PrimitiveFlag}, in the header's order
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
    public PrimitiveInfo {
        flags = List.copyOf(flags);
        aliases = List.copyOf(aliases);
    }

    /**
     * Reads the struct.
     *
     * @throws IllegalArgumentException if a field has a value that the header does not allow
     */
    public static PrimitiveInfo of(PrimitiveStruct s) {
        return new PrimitiveInfo(
                s.index(),
                Kind.of(s.kind()),
                Named.labels(PrimitiveFlag.allIn(s.flags())),
                s.defect(),
                s.name(),
                s.kernelName(),
                s.aliases().isBlank() ? List.of() : List.of(s.aliases().trim().split(" +")),
                s.showsIn(),
                s.description(),
                s.reason());
    }
}
