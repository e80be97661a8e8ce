// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleTest {

    @Test
    void theRulesHaveTheContractsNamesAndNumbers() {
        assertEquals(
                List.of(
                        "no-run-after-sync",
                        "visible",
                        "not-pending",
                        "conservation",
                        "return-truth",
                        "no-overlap",
                        "not-early",
                        "not-lost",
                        "pinned",
                        "shutdown",
                        "freed",
                        "hung",
                        "not-overtaken",
                        "has-function",
                        "context"),
                Named.labels(Rule.values()));
        for (int i = 0; i < Rule.values().length; i++) {
            assertEquals(i + 1, Rule.values()[i].number());
        }
    }

    @Test
    void aRuleIsFoundByNameAndNumber() {
        assertEquals(Optional.of(Rule.HUNG), Rule.named("hung"));
        assertEquals(Optional.of(Rule.HUNG), Rule.numbered(12));
        assertEquals(Optional.empty(), Rule.numbered(0));
    }

    @Test
    void aRulesBitInAMaskIsItsNumber() {
        assertTrue(Rule.NO_RUN_AFTER_SYNC.in(2));
        assertFalse(Rule.NO_RUN_AFTER_SYNC.in(1));
    }
}
