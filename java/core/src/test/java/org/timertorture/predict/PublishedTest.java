// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.PlanException;

class PublishedTest {
    private static final Published TABLE = Published.table();

    @Test
    void theTableHasEightCellsWithNames() throws Exception {
        assertEquals(
                List.of(
                        "loop-warm-32p",
                        "loop-warm-4p",
                        "loop-cold-32p",
                        "loop-cold-4p",
                        "last-running-warm-32p",
                        "last-running-warm-4p",
                        "last-running-cold-32p",
                        "last-running-cold-4p"),
                TABLE.cells().stream().map(PublishedCell::name).toList());
        PublishedCell cold = TABLE.cell("last-running-cold-32p");
        assertEquals(1_800, cold.cycles());
        assertEquals(new PublishedMachine(32, 16), cold.machine());
        assertTrue(cold.allCold());
    }

    @Test
    void aCellWithoutRemoteLinesSaysNothingAboutDistance() {
        assertEquals(
                List.of("loop-warm-32p", "loop-cold-32p", "last-running-cold-32p"),
                TABLE.cells().stream()
                        .filter(PublishedCell::tellsOfDistance)
                        .map(PublishedCell::name)
                        .toList());
    }

    @Test
    void aNameThatDoesNotExistIsAnsweredWithTheNearest() {
        PlanException e = assertThrows(PlanException.class, () -> TABLE.cell("loop-warm-32"));
        assertTrue(e.getMessage().contains("did you mean loop-warm-32p"), e.getMessage());
    }
}
