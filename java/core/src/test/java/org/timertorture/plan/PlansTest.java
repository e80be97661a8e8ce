// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.grade.ExpectationCheck;

class PlansTest {

    @Test
    void everyPlanThatShipsFitsTheCatalogueAndItsOwnTime() throws Exception {
        for (String name : Plans.shipped()) {
            Plan plan = Plans.load(name);
            List<Cell> cells = CellExpander.expand(plan, Catalogues.whole(), 1)
                    .bind(Topology.even(plan.cpus().orElse(2), plan.nodes().orElse(1)));

            assertEquals(name, plan.name());
            assertTrue(!plan.description().isBlank());
            assertTrue(cells.stream().allMatch(c -> c.runs() || !c.scenario().available()));
            ExpectationCheck.check(name, cells);
            assertEquals(
                    cells.stream().filter(Cell::runs).count(),
                    RacingTime.share(cells, plan.seconds()).size());
        }
    }

    @Test
    void quickHasTwelveCellsAtMostAndTakesTenSeconds() throws Exception {
        Plan quick = Plans.load(Plans.DEFAULT);
        assertTrue(CellExpander.expand(quick, Catalogues.whole(), 1)
                        .bind(Topology.even(2, 1))
                        .size()
                <= 12);
        assertEquals(10, quick.seconds());
    }

    @Test
    void anUnknownPlanIsRefusedWithTheNearest() {
        assertMessage("quik", "there is no plan \"quik\"; did you mean quick?");
        assertMessage("zzz", "valid are quick, floor");
        assertMessage("defeat-f", "did you mean defeat-f1 or defeat-f2");
        assertMessage("no/such.yaml", "there is no file no/such.yaml");
    }

    @Test
    void aRaceOfThePlanDefeatsIsAPlanOfItsOwn() throws Exception {
        Plan race = Plans.load("defeat-f2");
        assertEquals("defeat-f2", race.name());
        assertEquals(
                Set.of("defeat-f2"),
                race.cells().stream().map(CellSpec::scenario).collect(Collectors.toSet()));
    }

    @Test
    void aUsersFileIsReadAndNamedAfterItself(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, "cells: [{primitive: timer_delete, scenario: idle}]");
        assertEquals("mine", Plans.load(file.toString()).name());
    }

    @Test
    void aFileThatIsNotTextIsRefused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.yaml");
        Files.write(file, new byte[] {'a', ':', (byte) 0xff, (byte) 0xfe});
        assertMessage(file.toString(), "UTF-8");
        assertMessage(folder + "/", "cannot read");
        assertMessage("a\0b.yaml", "cannot read");
    }

    private static void assertMessage(String plan, String expected) {
        String message =
                assertThrows(PlanException.class, () -> Plans.load(plan)).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
