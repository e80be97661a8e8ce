// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final String RUNNING = "{primitive: timer_delete_sync, scenario: running}";
    private static final String HOTPLUG = "{primitive: timer_delete_sync, scenario: running, hotplug: true}";
    private static final String READD = "{primitive: timer_delete_sync, scenario: readd}";

    @Test
    void everyCellHasAShortTurnBeforeAnyGoesOnForTwiceAsLong() throws Exception {
        assertEquals(
                List.of("0: 150", "1: 150", "0: 300", "1: 300", "0: 550", "1: 550"),
                turns(150, 1000, RUNNING, RUNNING));
    }

    @Test
    void aCellThatCannotStopAndGoOnHasAllItsTimeOnceTheOthersHaveBegun() throws Exception {
        assertEquals(List.of("1: 150", "0: 400", "1: 250"), turns(150, 400, HOTPLUG, READD));
    }

    @Test
    void withoutTurnsCellsRaceInTheOrderOfThePlan() throws Exception {
        assertEquals(List.of("0: 400", "1: 400"), turns(0, 400, HOTPLUG, RUNNING));
    }

    @Test
    void aLongTimeIsDividedIntoMinutes() throws Exception {
        assertEquals(List.of("0: 60000", "0: 70000", "1: 60000", "1: 70000"), turns(0, 130_000, RUNNING, RUNNING));
        long longest = divide(150, 3_600_000, RUNNING).stream()
                .mapToLong(Turn::ms)
                .max()
                .orElseThrow();
        assertTrue(longest < 120_000, longest + " ms");
    }

    @Test
    void aLongTimeHasLongerSlicesAndNotMoreOfThem() throws Exception {
        assertEquals(0, divide(0, 600_000, RUNNING).get(0).sliceMs());
        assertEquals(2_000, divide(0, 1_200_000, RUNNING).get(0).sliceMs());
        assertEquals(60_000, divide(0, 86_400_000, RUNNING).get(0).sliceMs());
        assertEquals(
                50,
                divide(0, 1_200_000, RUNNING.replace("}", ", slice: 50ms}"))
                        .get(0)
                        .sliceMs());
    }

    @Test
    void theFirstTurnHasTheSeedOfItsCellAndOthersHaveTheirOwn() throws Exception {
        List<Turn> turns = divide(150, 1000, RUNNING);
        assertEquals(turns.get(0).cell().seed(), turns.get(0).seed());
        assertNotEquals(turns.get(1).seed(), turns.get(0).seed());
        assertNotEquals(turns.get(2).seed(), turns.get(1).seed());
    }

    private static List<String> turns(long first, long share, String... cells) throws Exception {
        return divide(first, share, cells).stream()
                .map(t -> t.cell().number() + ": " + t.ms())
                .toList();
    }

    private static List<Turn> divide(long first, long share, String... cells) throws Exception {
        Plan plan = PlanReader.read("test.yaml", "test", new StringReader("cells:\n- " + String.join("\n- ", cells)));
        List<Cell> bound = CellExpander.expand(plan, Catalogues.whole(), 1).bind(Topology.even(4, 1));
        Map<Integer, Long> shares = Map.of(0, share, 1, share);
        return Turn.divide(bound, shares, first);
    }
}
