// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code struct tt_scenario}: what happens to the timer meanwhile.
 *
 * @param aim the outcome it is made for
 * @param aligns the engines it has, by number
 * @param flags words in the catalogue's order: available, unsafe, local, remote, third, shutdown, sync, hotplug,
 *     calibrate, teardown, victim
 * @param description one sentence
 * @param reason why it is not available, else empty
 * @param rules those that are checked there, as the catalogue writes them: by number, with a colon and what a primitive
 *     has to be after it
 * @param handshakes of a forced race; else 0
 */
public record ScenarioInfo(
        int index,
        Outcome aim,
        List<String> aligns,
        List<String> flags,
        String name,
        String description,
        String reason,
        List<String> rules,
        int handshakes) {
    private static final List<String> FLAGS = List.of(
            "available",
            "unsafe",
            "local",
            "remote",
            "third",
            "shutdown",
            "sync",
            "hotplug",
            "calibrate",
            "teardown",
            "victim",
            "models",
            "forced",
            "model-only");

    public ScenarioInfo {
        aligns = List.copyOf(aligns);
        flags = List.copyOf(flags);
        rules = List.copyOf(rules);
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
                s.text("reason"),
                rules(s),
                s.u32("handshakes"));
    }

    private static List<String> rules(Struct s) {
        List<String> words = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            for (String need : List.of("", "call", "sync", "shutdown")) {
                if (rule.in(s.u32AsLong(need.isEmpty() ? "rules" : "rules_" + need))) {
                    words.add(rule.number() + (need.isEmpty() ? "" : ":" + need));
                }
            }
        }
        return words;
    }
}
