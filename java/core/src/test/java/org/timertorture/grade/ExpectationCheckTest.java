// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Catalogues;
import org.timertorture.plan.CellExpander;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanReader;
import org.timertorture.plan.Topology;

class ExpectationCheckTest {

    @Test
    void whatIsPlantedPromisedOrKnownMayBeExpected() {
        for (String cell : new String[] {
            "{primitive: broken_no_wait, scenario: rearm}",
            "{primitive: timer_delete_sync, scenario: running}",
            "{primitive: timer_shutdown_sync, scenario: rearm-local, expect: fail(no-run-after-sync)}",
            "{primitive: timer_delete_sync, scenario: rearm-on, expect: fail(no-overlap)}",
            "{primitive: broken_return_lie, scenario: pending}"
        }) {
            assertDoesNotThrow(() -> check(cell), cell);
        }
    }

    @Test
    void whatCannotBeIsRefusedWithTheReason() {
        assertRefused(
                "{primitive: timer_delete, scenario: running, expect: fail(no-run-after-sync)}",
                "running/timer_delete/chase/remote: expect: fail(no-run-after-sync) cannot be met: timer_delete does"
                        + " not promise that the handler is not running");
        assertRefused(
                "{primitive: timer_delete_sync, scenario: running, expect: fail(shutdown)}",
                "timer_delete_sync does not shut the timer down");
        assertRefused(
                "{primitive: timer_delete_sync, scenario: running, expect: fail(no-overlap)}",
                "nothing is known by which timer_delete_sync breaks no-overlap in running; expect pass or any");
        assertRefused(
                "{primitive: broken_no_wait, scenario: pending}",
                "the defect of broken_no_wait shows in running, where handlers run; in pending none is met");
    }

    private static void assertRefused(String cell, String expected) {
        String message = assertThrows(PlanException.class, () -> check(cell)).getMessage();
        assertTrue(message.contains(expected), message);
    }

    private static void check(String cell) throws Exception {
        var plan = PlanReader.read("test.yaml", "test", new StringReader("cells: [" + cell + "]"));
        var catalogue = Catalogues.bookworm();
        new ExpectationCheck(catalogue).check(CellExpander.expand(plan, catalogue, Topology.even(4, 1), 1));
    }
}
