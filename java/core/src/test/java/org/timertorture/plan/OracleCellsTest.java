// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.timertorture.uapi.Align;

class OracleCellsTest {
    private static final Catalogue CATALOGUE = Catalogues.bookworm();

    @Test
    void everyPlantedDefectIsRacedWhereItShowsAndExpectedToBreakItsRule() throws Exception {
        List<Cell> cells = selftest();
        for (Catalogue.Primitive broken : CATALOGUE.primitives().stream()
                .filter(Catalogue.Primitive::broken)
                .toList()) {
            Cell cell = cells.stream()
                    .filter(c -> c.primitive().equals(broken))
                    .findFirst()
                    .orElseThrow();
            assertEquals(broken.showsIn(), cell.scenario().name());
            assertEquals(broken.defect(), cell.expect().required().orElseThrow().number());
            assertTrue(cell.runs(), cell.id());
            assertTrue(!cell.scenario().aligns().contains(Align.CHASE) || cell.align() == Align.CHASE);
        }
    }

    @Test
    void theNativePrimitivesThatKeepTheBrokenPromisesRunToo() throws Exception {
        List<Cell> controls =
                selftest().stream().filter(c -> !c.primitive().broken()).toList();
        assertTrue(controls.stream().allMatch(c -> c.expect().equals(Expectation.PASS)));
        List<String> ids = controls.stream().map(Cell::id).toList();
        assertTrue(ids.contains("running/timer_delete/chase/remote"), ids.toString());
        assertTrue(ids.contains("rearm/timer_delete_sync/chase/remote"), ids.toString());
        assertTrue(ids.stream().noneMatch(id -> id.startsWith("free-after-sync/timer_delete/")), ids.toString());
        assertTrue(ids.stream().noneMatch(id -> id.contains("singleshot")), "not on this kernel");
    }

    @Test
    void beforeAPlanEachRunsForAShortTimeThatIsNotTakenFromThePlan() throws Exception {
        Plan plan = PlanReader.read(
                "test.yaml",
                "test",
                new StringReader("oracle: true\nseconds: 3\ncells: [{primitive: broken_no_wait, scenario: running}]"));
        List<Cell> cells = CellExpander.expand(plan, CATALOGUE, 1).bind(Topology.even(2, 1));
        Map<Integer, Long> shares = RacingTime.share(cells, plan.seconds());

        assertTrue(cells.get(0).id().startsWith("oracle/"));
        assertEquals(OracleCells.SHORT_MS, shares.get(0));
        Cell last = cells.get(cells.size() - 1);
        assertEquals("running/broken_no_wait/chase/remote", last.id());
        assertEquals(3000, shares.get(last.number()));
    }

    private static List<Cell> selftest() throws Exception {
        Plan plan = OracleCells.selftest(CATALOGUE);
        List<Cell> cells = CellExpander.expand(plan, CATALOGUE, 1)
                .bind(Topology.even(plan.cpus().orElseThrow(), 1));
        assertEquals(cells.size(), RacingTime.share(cells, plan.seconds()).size());
        return cells;
    }
}
