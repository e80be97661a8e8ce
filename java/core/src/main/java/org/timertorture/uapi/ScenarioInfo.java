// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code struct tt_scenario}: what happens to the timer meanwhile.
 *
 * @param aim the outcome it is made for
 * @param aligns the labels of {@link Align} of the engines that it has
 * @param flags the labels of {@link ScenarioFlag}, in the header's order
 * @param description one sentence
 * @param reason why it is not available, else empty
 * @param rules those that are checked there, by label; with a colon and call, sync or shutdown after it, only for such
 *     primitives
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
    public static ScenarioInfo of(ScenarioStruct s) {
        return new ScenarioInfo(
                s.index(),
                Outcome.of(s.aim()),
                Named.labels(Align.allIn(s.aligns())),
                Named.labels(ScenarioFlag.allIn(s.flags())),
                s.name(),
                s.description(),
                s.reason(),
                rules(s),
                s.handshakes());
    }

    private static List<String> rules(ScenarioStruct s) {
        List<String> words = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            addIf(rule.in(s.rules()), rule.label(), words);
            addIf(rule.in(s.rulesCall()), rule.label() + ":call", words);
            addIf(rule.in(s.rulesSync()), rule.label() + ":sync", words);
            addIf(rule.in(s.rulesShutdown()), rule.label() + ":shutdown", words);
        }
        return words;
    }

    private static void addIf(boolean checked, String word, List<String> words) {
        if (checked) {
            words.add(word);
        }
    }
}
