// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.timertorture.uapi.Rule;

class GradesTest {

    @Test
    void everyRuleHasAGradeWithAPromiseInEveryScenario() {
        for (Rule rule : Rule.values()) {
            for (String scenario : new String[] {"running", "rearm-on", "something-new"}) {
                Graded graded = Grades.of("timer_delete_sync", scenario, rule);
                assertFalse(graded.promise().isBlank() || graded.source().isBlank(), rule.label());
            }
        }
    }

    @Test
    void breakingAPromiseIsForbidden() {
        assertEquals(Grade.FORBIDDEN, grade("timer_delete_sync", "running", Rule.NO_RUN_AFTER_SYNC));
        assertEquals(Grade.FORBIDDEN, grade("timer_shutdown", "shutdown", Rule.SHUTDOWN));
        assertTrue(Grades.of("timer_shutdown_sync", "shutdown", Rule.SHUTDOWN)
                .promise()
                .contains("Any attempt to rearm @timer is silently ignored"));
        assertTrue(Grades.of("timer_delete_sync_try", "running", Rule.RETURN_TRUTH)
                .promise()
                .contains("%-1"));
    }

    @Test
    void theCallersFaultIsInterestingForAllCalls() {
        for (String primitive : new String[] {"timer_delete_sync", "timer_shutdown_sync", "timer_delete_sync_try"}) {
            assertEquals(Grade.INTERESTING, grade(primitive, "rearm-on", Rule.NO_RUN_AFTER_SYNC));
            assertEquals(Grade.INTERESTING, grade(primitive, "readd-on", Rule.NO_OVERLAP));
            assertEquals(Grade.INTERESTING, grade(primitive, "selffree-broken", Rule.FREED));
        }
    }

    @Test
    void armingOnAnotherBaseIsInterestingForADeletionAndForbiddenForAShutdown() {
        for (String scenario : new String[] {"rearm-local", "rearm-global"}) {
            assertEquals(Grade.INTERESTING, grade("timer_delete_sync", scenario, Rule.NO_RUN_AFTER_SYNC));
            assertEquals(Grade.FORBIDDEN, grade("timer_shutdown_sync", scenario, Rule.NO_RUN_AFTER_SYNC));
        }
    }

    @Test
    void lateIsAcceptableAndACrashThatTheCallerAskedForIsInteresting() {
        assertEquals(Grade.ACCEPTABLE, Grades.late().grade());
        assertEquals(
                Grade.INTERESTING,
                Grades.crash("timer_delete_sync", "readd-on").orElseThrow().grade());
        assertTrue(Grades.crash("timer_delete_sync", "running").isEmpty());
    }

    private static Grade grade(String primitive, String scenario, Rule rule) {
        return Grades.of(primitive, scenario, rule).grade();
    }
}
