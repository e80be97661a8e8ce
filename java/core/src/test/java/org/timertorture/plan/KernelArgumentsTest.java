// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelArgumentsTest {
    @Test
    void wordsKeepTheirOrderAndTheirQuotes() throws PlanException {
        KernelArguments arguments = KernelArguments.parse("  isolcpus=1,2 dyndbg=\"file timer.c +p\"  threadirqs ");
        assertEquals(List.of("isolcpus=1,2", "dyndbg=\"file timer.c +p\"", "threadirqs"), arguments.words());
        assertEquals("isolcpus=1,2 dyndbg=\"file timer.c +p\" threadirqs", arguments.toString());
    }

    @Test
    void whatComesLaterWins() throws PlanException {
        assertEquals(
                "nohz=on nohz=off",
                KernelArguments.parse("nohz=on")
                        .plus(KernelArguments.parse("nohz=off"))
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quiet",
                "console=tty0",
                "panic=0",
                "rdinit=/bin/sh",
                "nosmp",
                "--",
                "module.sig-enforce=1",
                "tsc=unstable"
            })
    void whatTheToolNeedsItselfIsRefusedByName(String text) {
        PlanException e = assertThrows(PlanException.class, () -> KernelArguments.parse("isolcpus=1 " + text));
        assertTrue(e.getMessage().startsWith("\"" + text + "\" cannot be given: "), e.getMessage());
    }

    @Test
    void aQuoteThatIsNotClosedIsRefused() {
        assertThrows(PlanException.class, () -> KernelArguments.parse("a=\"b c"));
        assertThrows(PlanException.class, () -> KernelArguments.parse("a\nb"));
    }
}
