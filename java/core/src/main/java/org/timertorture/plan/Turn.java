// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A part of a cell's racing time.
 *
 * @param number of the turn among those of its cell, from 0
 * @param ms its length; 0 of a cell that does not run
 */
public record Turn(Cell cell, int number, long ms) {
    private static final int BITS_LOST_TO_JSON = 11;

    /**
     * Divides the time of cells into turns. First the oracle's cells have all their time. Then each cell that can stop
     * and go on has a short turn, so that none has to wait for the whole time of others; the cells that cannot follow
     * with all their time; then come further turns, each twice as long as the one before.
     *
     * @param shares milliseconds by the cell's number; a cell without them has one turn of 0 ms
     * @param firstMs length of the first turns; 0 if each cell has one turn, in the order of the plan
     */
    public static List<Turn> divide(List<Cell> cells, Map<Integer, Long> shares, long firstMs) {
        if (firstMs == 0) {
            return cells.stream()
                    .map(c -> new Turn(c, 0, shares.getOrDefault(c.number(), 0L)))
                    .toList();
        }
        Map<Turn, Integer> passes = new LinkedHashMap<>();
        for (Cell cell : cells) {
            long share = shares.getOrDefault(cell.number(), 0L);
            if (!divisible(cell)) {
                passes.put(new Turn(cell, 0, share), cell.oracle() ? 0 : 2);
                continue;
            }
            int number = 0;
            for (long left = share, length = firstMs; number == 0 || left > 0; length *= 2) {
                long ms = left < 2 * length ? left : length;
                passes.put(new Turn(cell, number, ms), number == 0 ? 1 : number + 2);
                number++;
                left -= ms;
            }
        }
        List<Turn> turns = new ArrayList<>(passes.keySet());
        turns.sort(Comparator.comparing(passes::get));
        return turns;
    }

    /** A cell whose CPUs go offline, that measures, or that loads modules cannot be stopped and go on as it was. */
    private static boolean divisible(Cell cell) {
        return cell.runs()
                && !cell.oracle()
                && !cell.scenario().cycles()
                && !cell.scenario().forced()
                && !cell.primitive().model()
                && !cell.settings().hotplug()
                && !cell.settings().calibrate()
                && cell.expect().kind() != Expectation.Kind.CRASH;
    }

    /** Returns the seed of the turn's random choices, 53 bits. */
    public long seed() {
        return number == 0 ? cell.seed() : new SplittableRandom(cell.seed() + number).nextLong() >>> BITS_LOST_TO_JSON;
    }
}
