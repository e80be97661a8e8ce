// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Catalogues;
import org.timertorture.plan.CellExpander;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanReader;
import org.timertorture.plan.Topology;

class ExpectationCheckTest {

    @Test
    void plantedPromisedOrKnownOutcomesMayBeExpected() {
        for (String cell : new String[] {
            "{primitive: broken_no_wait, scenario: rearm}",
            "{primitive: timer_delete_sync, scenario: running}",
            "{primitive: timer_shutdown_sync, scenario: rearm-local, expect: fail(no-run-after-sync)}",
            "{primitive: timer_delete_sync, scenario: rearm-on, expect: fail(no-run-after-sync)}",
            "{primitive: broken_return_lie, scenario: pending}",
            "{primitive: broken_no_wait, scenario: unload}",
            "{primitive: broken_rearm, scenario: unload, expect: crash}",
            "{primitive: timer_delete_sync, scenario: readd-on, expect: crash}"
        }) {
            assertDoesNotThrow(() -> check(cell), cell);
        }
    }

    @Test
    void impossibleExpectationsAreRefusedWithTheReason() {
        assertRefused(
                "{primitive: timer_delete, scenario: pending, expect: fail(freed)}",
                "test.yaml: line 2: pending/timer_delete/none/remote: expect: fail(freed) cannot be met: freed is never"
                        + " checked of timer_delete in pending; what is: not-pending, conservation, return-truth,"
                        + " not-early, hung");
        assertRefused(
                "{primitive: timer_delete, scenario: running, expect: fail(no-run-after-sync)}",
                "no-run-after-sync is never checked of timer_delete in running");
        assertRefused(
                "{primitive: timer_shutdown, scenario: running, expect: 'fail(shutdown, any)'}",
                "shutdown is never checked of timer_shutdown in running");
        assertRefused(
                "{primitive: 'null', scenario: pending, expect: fail(return-truth)}",
                "return-truth is never checked of null in pending; what is: conservation, not-early, hung");
        assertRefused(
                "{primitive: timer_delete_sync, scenario: running, expect: fail(no-overlap)}",
                "nothing is known by which timer_delete_sync breaks no-overlap in running; expect pass or any");
        // Without an explicit expectation, a broken primitive is expected to break the rule of its defect, which is
        // checked as well.
        assertRefused("{primitive: broken_no_wait, scenario: pending}", "no-run-after-sync is never checked of");
        assertRefused("{primitive: broken_return_lie, scenario: rearm}", "return-truth is never checked of");
    }

    @Test
    void aPlanIsNotRefusedForWhatTheCatalogueDoesNotList() {
        Catalogue all = Catalogues.bookworm();
        Catalogue old = new Catalogue(
                all.hz(),
                all.primitives(),
                all.scenarios().stream()
                        .map(s -> new Catalogue.Scenario(
                                s.name(), s.aim(), s.aligns(), s.flags(), s.description(), s.reason(), null, 0, null))
                        .toList(),
                all.steps(),
                all.checks());
        assertDoesNotThrow(() -> check("{primitive: broken_no_wait, scenario: pending}", old));
    }

    @Test
    void aCrashMayBeExpectedOnlyIfATimerIsLeftBehindOrAFindingExplainsIt() {
        assertRefused(
                "{primitive: timer_delete_sync, scenario: unload, expect: crash}",
                "expect: crash cannot be met: nothing is known by which timer_delete_sync crashes in unload");
        assertRefused("{primitive: broken_return_lie, scenario: unload, expect: crash}", "expect: crash");
        assertRefused("{primitive: broken_no_wait, scenario: running, expect: crash}", "expect: crash");
        assertRefused(
                "{primitive: broken_no_wait, scenario: unload, expect: fail(no-run-after-sync)}",
                "in unload no rule is sure to be checked");
        assertRefused(
                "{primitive: broken_lose, scenario: unload}",
                "broken_lose reads what surrounds the timer, and scenario unload has timers of another module");
        assertRefused(
                "{primitive: timer_delete, scenario: unload}", "scenario unload is for primitives that wait for the");
    }

    private static void assertRefused(String cell, String expected) {
        String message = assertThrows(PlanException.class, () -> check(cell)).getMessage();
        assertTrue(message.contains(expected), message);
    }

    private static void check(String cell) throws Exception {
        check(cell, Catalogues.bookworm());
    }

    private static void check(String cell, Catalogue catalogue) throws Exception {
        var plan = PlanReader.read("test.yaml", "test", new StringReader("cells:\n  - " + cell));
        ExpectationCheck.check(
                plan.source(), CellExpander.expand(plan, catalogue, 1).bind(Topology.even(4, 1)));
    }
}
