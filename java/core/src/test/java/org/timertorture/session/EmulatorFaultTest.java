// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.timertorture.result.EndingKind;

/** Tests which crashes during a boot are blamed on the emulator. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EmulatorFaultTest {
    private static boolean isOfTheEmulator(EndingKind kind, String summary) {
        return VmTarget.isOfTheEmulator(new Ending(kind, summary, List.of(summary)));
    }

    @Test
    void an_unknown_breakpoint_is_the_emulators_fault() {
        assertTrue(isOfTheEmulator(EndingKind.OOPS, "Oops: int3: 0000 [#1] SMP NOPTI"));
        assertTrue(isOfTheEmulator(EndingKind.OOPS, "int3: 0000 [#1] PREEMPT SMP NOPTI"));
    }

    @Test
    void every_other_crash_is_the_kernels_fault() {
        assertFalse(
                isOfTheEmulator(EndingKind.OOPS, "BUG: kernel NULL pointer dereference, address: 0000000000000008"));
        assertFalse(isOfTheEmulator(EndingKind.PANIC, "Kernel panic - not syncing: Fatal exception in interrupt"));
        assertFalse(isOfTheEmulator(EndingKind.NEVER_BOOTED, "the guest did not come up within 60 s"));
    }
}
