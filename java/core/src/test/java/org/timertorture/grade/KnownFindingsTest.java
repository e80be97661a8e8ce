// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Catalogues;
import org.timertorture.plan.PlanException;
import org.timertorture.uapi.Rule;

class KnownFindingsTest {
    private static final String LOCAL = "shutdown-sync-blind-to-add-timer-local";

    @Test
    void everyFindingIsForbiddenAndItsReplayExpectsIt() {
        Set<String> ids = new HashSet<>();
        for (KnownFinding finding : KnownFindings.committed().all()) {
            assertTrue(ids.add(finding.id()), finding.id());
            assertFalse(finding.explanation().isBlank());
            var cell = finding.replay().cells().get(0);
            for (Rule rule : finding.rules()) {
                assertEquals(
                        Grade.FORBIDDEN,
                        Grades.of(cell.primitives().get(0), cell.scenario(), rule)
                                .grade(),
                        finding.id());
                assertTrue(finding.explains(primitive(cell.primitives().get(0)), cell.scenario(), rule), finding.id());
            }
            assertEquals(finding.rules(), cell.expect().orElseThrow().rules());
        }
        assertFalse(ids.isEmpty());
    }

    @Test
    void aFindingExplainsItsOwnRulesOnItsOwnKernels() {
        assertEquals(LOCAL, explaining("rearm-local", Rule.NO_RUN_AFTER_SYNC, "6.12.95+deb12-cloud-amd64"));
        assertEquals("", explaining("rearm-local", Rule.NO_RUN_AFTER_SYNC, "6.1.0-56-cloud-amd64"));
        assertEquals("", explaining("rearm-local", Rule.CONSERVATION, "6.12.95+deb12-cloud-amd64"));
        assertEquals("", explaining("running", Rule.NO_RUN_AFTER_SYNC, "6.12.95+deb12-cloud-amd64"));
        assertTrue(KnownFindings.NONE.all().isEmpty());
    }

    @Test
    void aFindingThatDoesNotExistIsRefusedWithTheNearest() {
        String message = assertThrows(
                        PlanException.class,
                        () -> KnownFindings.committed().find("shutdown-sync-blind-to-add-timer-locl"))
                .getMessage();
        assertTrue(message.contains("did you mean " + LOCAL), message);
    }

    @Test
    void kernelsAreComparedByTheirVersion() {
        assertTrue(KernelCondition.parse(">= 6.9").holds("6.9.0-rc1"));
        assertTrue(KernelCondition.parse(">= 6.9").holds("6.12.95+deb12-cloud-amd64"));
        assertTrue(KernelCondition.parse(">= 6.9").holds("10.0"));
        assertFalse(KernelCondition.parse(">= 6.9").holds("6.8.12"));
        assertFalse(KernelCondition.parse(">= 6.9").holds(null));
        assertTrue(KernelCondition.parse(">= 6.9, < 7.2").holds("7.1.9-amd64"));
        assertFalse(KernelCondition.parse(">= 6.9, < 7.2").holds("7.2-amd64"));
        assertTrue(KernelCondition.parse("= 6.9").holds("6.9-custom"));
        assertThrows(IllegalArgumentException.class, () -> KernelCondition.parse("since 6.9"));
    }

    @Test
    void aFindingWithoutPrimitivesAppliesToAllNativeOnes() {
        KnownFinding finding = KnownFindings.committed().all().stream()
                .filter(f -> f.primitives().isEmpty())
                .findFirst()
                .orElseThrow();
        String scenario = finding.scenarios().get(0);
        Rule rule = finding.rules().get(0);
        assertTrue(finding.explains(primitive("timer_delete"), scenario, rule));
        assertFalse(finding.explains(primitive("broken_no_wait"), scenario, rule));
    }

    private static Catalogue.Primitive primitive(String name) {
        return Catalogues.bookworm().primitive(name, false).orElseThrow();
    }

    private static String explaining(String scenario, Rule rule, String release) {
        return KnownFindings.committed()
                .explaining(primitive("timer_shutdown_sync"), scenario, rule, release)
                .map(KnownFinding::id)
                .orElse("");
    }
}
