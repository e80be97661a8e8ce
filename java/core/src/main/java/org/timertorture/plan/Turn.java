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
 * @param allMs the length of all turns of the cell together
 */
public record Turn(Cell cell, int number, long ms, long allMs) {
    /** Turns grow up to this, and none is as long as two, so that the result of a long run can be kept meanwhile. */
    private static final long MOST_MS = 60_000;

    /** A cell without a slice length of its own has so many slices at most, or one in each turn. */
    private static final long MOST_SLICES = 600;

    private static final long MS_PER_S = 1000;
    private static final int BITS_LOST_TO_JSON = 11;

    /**
     * Divides the time of cells into turns. First the oracle's cells have all their time. Then each cell that can stop
     * and go on has a short turn, so that none has to wait for the whole time of others; the cells that cannot follow
     * with all their time; then come further turns, each twice as long as the one before, up to a minute.
     *
     * @param shares milliseconds by the cell's number; a cell without them has one turn of 0 ms
     * @param firstMs length of the first turns; 0 if each cell has all its turns at once, in the order of the plan
     */
    public static List<Turn> divide(List<Cell> cells, Map<Integer, Long> shares, long firstMs) {
        if (firstMs == 0) {
            return cells.stream()
                    .flatMap(c -> divide(c, shares.getOrDefault(c.number(), 0L), MOST_MS).stream())
                    .toList();
        }
        Map<Turn, Integer> passes = new LinkedHashMap<>();
        for (Cell cell : cells) {
            long share = shares.getOrDefault(cell.number(), 0L);
            if (!divisible(cell)) {
                passes.put(new Turn(cell, 0, share, share), cell.oracle() ? 0 : 2);
                continue;
            }
            for (Turn turn : divide(cell, share, firstMs)) {
                passes.put(turn, turn.number() == 0 ? 1 : turn.number() + 2);
            }
        }
        List<Turn> turns = new ArrayList<>(passes.keySet());
        turns.sort(Comparator.comparing(passes::get));
        return turns;
    }

    private static List<Turn> divide(Cell cell, long share, long firstMs) {
        if (!divisible(cell)) {
            return List.of(new Turn(cell, 0, share, share));
        }
        List<Turn> turns = new ArrayList<>();
        long left = share;
        for (long length = firstMs; turns.isEmpty() || left > 0; length = Math.min(2 * length, MOST_MS)) {
            // A rest that is shorter than the turn before belongs to that turn.
            long ms = left < 2 * length ? left : length;
            turns.add(new Turn(cell, turns.size(), ms, share));
            left -= ms;
        }
        return turns;
    }

    /** Returns the length of a slice, in ms; 0 is the kernel's own. In a long run slices are longer, not more. */
    public long sliceMs() {
        long own = cell.settings().sliceMs();
        return own > 0 || allMs <= MOST_SLICES * MS_PER_S ? own : Math.min(ms, allMs / MOST_SLICES);
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
