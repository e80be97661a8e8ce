// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.StoreException;
import org.timertorture.kernel.TreeException;
import org.timertorture.plan.PlanException;
import org.timertorture.result.EndingKind;
import org.timertorture.result.EndingResult;

/** Git takes 1 to 127 for bad, but for 125, which skips the commit; 128 and above end the bisection. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BisectAnswerTest {
    @ParameterizedTest
    @CsvSource({
        "OK, , 0",
        "FAILED, , 1",
        "FAILED, OOPS, 1",
        "CRASHED, PANIC, 1",
        "CRASHED, OOPS, 1",
        "CRASHED, HANG, 1",
        "CRASHED, GONE, 1",
        "CRASHED, NEVER_BOOTED, 125",
        "CRASHED, KILLED, 125",
        "UNTRUSTED, , 125",
        "ENVIRONMENT, , 125",
        "INTERRUPTED, , 130",
        "USAGE, , 255",
        "INTERNAL, , 255"
    })
    void a_run_says_whether_its_commit_is_good(ExitCode exit, EndingKind kind, int code) {
        EndingResult ending = kind == null ? null : new EndingResult(kind, "it ended", List.of());
        assertEquals(code, BisectAnswer.of(exit, ending).exit());
    }

    @Test
    void a_tree_that_gives_no_kernel_is_skipped() {
        assertEquals(125, BisectAnswer.of(TreeException.unbuildable("error")).exit());
        assertEquals(
                125,
                BisectAnswer.of(TreeException.unusable(StoreException.crashed("no boot")))
                        .exit());
    }

    @Test
    void what_would_fail_at_every_commit_ends_the_bisection() {
        for (Throwable failure : List.of(
                new PlanException("no such plan"),
                StoreException.usage("no tree"),
                new EnvironmentException("no QEMU"),
                new IllegalStateException("a bug"),
                new StackOverflowError())) {
            assertEquals(255, BisectAnswer.of(failure).exit(), failure.toString());
        }
        assertEquals(130, BisectAnswer.of(new InterruptedException()).exit());
    }
}
