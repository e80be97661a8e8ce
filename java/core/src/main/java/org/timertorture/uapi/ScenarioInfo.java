// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.List;

/**
 * {@code struct tt_scenario}: what happens to the timer meanwhile.
 *
 * @param aim the outcome it is made for
 * @param aligns the engines it has, by number
 * @param flags words in the catalogue's order: available, unsafe, local, remote, third, shutdown, sync
 * @param description one sentence
 * @param reason why it is not available, else empty
 */
public record ScenarioInfo(
        int index,
        Outcome aim,
        List<String> aligns,
        List<String> flags,
        String name,
        String description,
        String reason) {
    private static final List<String> FLAGS = List.of(
            "available", "unsafe", "local", "remote", "third", "shutdown", "sync", "models", "forced", "model-only");

    public ScenarioInfo {
        aligns = List.copyOf(aligns);
        flags = List.copyOf(flags);
    }

    /**
     * Reads the struct.
     *
     * @throws IllegalArgumentException if a field has a value that the header does not allow
     */
    public static ScenarioInfo of(Struct s) {
        return new ScenarioInfo(
                s.u32("index"),
                Outcome.of(s.u32("aim")),
                FlagWords.of(Named.labels(Align.values()), s.u32("aligns")),
                FlagWords.of(FLAGS, s.u32("flags")),
                s.text("name"),
                s.text("description"),
                s.text("reason"));
    }
}
