// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A deleter that holds a lock which the handler takes, in a real kernel. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(600)
class LockedTest {
    @BeforeAll
    static void nameCheckout() {
        RealKernel.nameCheckout();
    }

    @Test
    @Tag("slow")
    void a_call_that_waits_for_its_own_caller_is_noticed_and_the_machine_goes_on() {
        Captured captured = new Captured();
        int exit = captured.run("run", "locks");
        String said = captured.out();
        assertEquals(0, exit, () -> said + captured.err());
        assertTrue(said.contains("hung broken once in locked/timer_delete_sync/"), said);
        assertTrue(said.contains("The caller must not hold locks"), said);
    }
}
