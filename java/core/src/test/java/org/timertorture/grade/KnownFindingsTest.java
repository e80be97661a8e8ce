// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Catalogues;
import org.timertorture.plan.PlanException;
import org.timertorture.uapi.Mechanism;
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
            assertEquals(
                    Grade.FORBIDDEN,
                    Grades.of(cell.primitives().get(0), cell.scenario(), finding.rule())
                            .grade(),
                    finding.id());
            assertTrue(finding.showsIn(primitive(cell.primitives().get(0)), cell.scenario()), finding.id());
            assertEquals(List.of(finding.rule()), cell.expect().orElseThrow().rules());
        }
        assertFalse(ids.isEmpty());
    }

    @Test
    void everyMechanismHasItsFindingAndNoFindingIsOfKernelsToCome() {
        List<Mechanism> mechanisms = KnownFindings.committed().all().stream()
                .map(KnownFinding::mechanism)
                .sorted()
                .toList();
        assertEquals(
                Arrays.stream(Mechanism.values())
                        .filter(m -> m != Mechanism.NONE)
                        .toList(),
                mechanisms);
        for (KnownFinding finding : KnownFindings.committed().all()) {
            assertTrue(finding.kernels().closed(), finding.id());
        }
    }

    @Test
    void aFindingExplainsItsOwnMechanismAlone() {
        assertEquals(LOCAL, explaining(Rule.NO_RUN_AFTER_SYNC, Mechanism.MOVED_TO_LOCAL));
        assertEquals("", explaining(Rule.NO_RUN_AFTER_SYNC, Mechanism.NONE));
        assertEquals("", explaining(Rule.NO_RUN_AFTER_SYNC, Mechanism.LEFT_IN_BUCKET));
        assertEquals("", explaining(Rule.CONSERVATION, Mechanism.MOVED_TO_LOCAL));
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
        assertFalse(KernelCondition.parse(">= 6.9").closed());
        assertTrue(KernelCondition.parse(">= 6.9, < 7.4").closed());
        assertEquals("7.4", KernelCondition.version("7.4.2+deb13-amd64"));
    }

    @Test
    void aFindingWithoutPrimitivesCanShowItselfWithAllNativeOnes() {
        KnownFinding finding = KnownFindings.committed().all().stream()
                .filter(f -> f.primitives().isEmpty())
                .findFirst()
                .orElseThrow();
        String scenario = finding.scenarios().get(0);
        assertTrue(finding.showsIn(primitive("timer_delete"), scenario));
        assertFalse(finding.showsIn(primitive("broken_no_wait"), scenario));
        assertFalse(finding.showsIn(primitive("timer_delete"), "running"));
    }

    private static Catalogue.Primitive primitive(String name) {
        return Catalogues.bookworm().primitive(name, false).orElseThrow();
    }

    private static String explaining(Rule rule, Mechanism mechanism) {
        return KnownFindings.committed()
                .explaining(rule, mechanism)
                .map(KnownFinding::id)
                .orElse("");
    }
}
