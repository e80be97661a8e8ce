// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares with the lines that the module charges for, counted by hand. */
class RemoteLinesTest {
    private static final List<List<Integer>> RING = PredictorTest.ring(8);
    private static final List<List<Integer>> ONE = List.of(List.of(10));

    @Test
    void theLoopReadsALineOfEachCpuAndTheBasesTwice() throws Exception {
        // Each node has four slots, and the other nodes are one to four steps away.
        assertEquals(new RemoteLines(28, 4 * (1 + 2 + 3 + 4 + 3 + 2 + 1)), lines("loop-warm-32p", RING, 1, 1));
        assertEquals(new RemoteLines(28 + 1, 64 + 1), lines("loop-cold-32p", RING, 1, 0));
        assertEquals(new RemoteLines(28 + 1, 64 + 4), lines("loop-cold-32p", RING, 4, 0));
    }

    @Test
    void lastRunningReadsTheBaseAlone() throws Exception {
        assertEquals(new RemoteLines(0, 0), lines("last-running-warm-32p", RING, 1, 1));
        assertEquals(new RemoteLines(1, 1), lines("last-running-cold-32p", RING, 1, 0));
    }

    @Test
    void unevenSlotsAreSpreadOverTheNodesFromTheBasesNodeOn() throws Exception {
        List<List<Integer>> three = List.of(List.of(10, 20, 40), List.of(20, 10, 25), List.of(40, 25, 10));
        // The 32 slots are 11 on node 1, 11 on node 2 and 10 on node 0.
        assertEquals(new RemoteLines(11 + 10, 11 * 1.5 + 10), lines("loop-warm-32p", three, 1, 1));
    }

    @Test
    void aMachineWithOneNodeHasNoRemoteLines() throws Exception {
        assertEquals(new RemoteLines(0, 0), lines("loop-cold-4p", ONE, 0, 0));
    }

    private static RemoteLines lines(String cell, List<List<Integer>> distances, int deleter, int base)
            throws Exception {
        return RemoteLines.of(Published.table().cell(cell), distances, deleter, base);
    }
}
