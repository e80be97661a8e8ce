// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.timertorture.uapi.Uapi;

/** Divides a run's racing time among the cells that run, by their weights. */
public final class RacingTime {
    /** The least racing time of a cell, in seconds. */
    public static final double LEAST_SECONDS_A_CELL = 0.2;

    private static final double MS_PER_SECOND = 1_000;

    private RacingTime() {}

    /**
     * Divides the time. The oracle's cells are not counted, because they have their own time.
     *
     * @param seconds the time for all other cells together
     * @return milliseconds by the cell's number, without cells that are skipped
     * @throws PlanException if a cell would get less than 0.2 s, in which case the message names the least total, or
     *     more than a day
     */
    public static Map<Integer, Long> share(List<Cell> cells, double seconds) throws PlanException {
        List<Cell> running = cells.stream().filter(c -> c.runs() && !c.oracle()).toList();
        long weights = running.stream().mapToLong(Cell::weight).sum();
        int lightest = running.stream().mapToInt(Cell::weight).min().orElse(1);
        BigDecimal least = BigDecimal.valueOf(LEAST_SECONDS_A_CELL)
                .multiply(BigDecimal.valueOf(weights))
                .divide(BigDecimal.valueOf(lightest), 1, RoundingMode.CEILING);
        if (!running.isEmpty() && seconds < least.doubleValue()) {
            String sum = weights == (long) lightest * running.size()
                    ? equalParts(running.size())
                    : ". They share it by weight, so the lightest gets " + lightest
                            + (lightest == 1 ? " part" : " parts") + " of " + weights + ": " + LEAST_SECONDS_A_CELL
                            + " s * " + weights + " / " + lightest;
            throw tooLittle(seconds, running.size(), "cell", sum, least.doubleValue());
        }
        Map<Integer, Long> shares = new LinkedHashMap<>();
        cells.stream().filter(c -> c.runs() && c.oracle()).forEach(c -> shares.put(c.number(), OracleCells.SHORT_MS));
        for (Cell cell : running) {
            long ms = (long) Math.floor(seconds * MS_PER_SECOND * cell.weight() / weights);
            if (ms > Uapi.MAX_DURATION_MS) {
                throw new PlanException("--seconds " + plain(seconds) + " is too much: a cell may run a day at most");
            }
            shares.put(cell.number(), ms);
        }
        return shares;
    }

    /**
     * Checks the time that equally long cells share.
     *
     * @throws PlanException if each would get less than a cell needs; the message states the sum
     */
    public static void checkEqualRuns(int runs, double seconds) throws PlanException {
        double least = BigDecimal.valueOf(LEAST_SECONDS_A_CELL)
                .multiply(BigDecimal.valueOf(runs))
                .doubleValue();
        if (seconds < least) {
            throw tooLittle(seconds, runs, "run", equalParts(runs), least);
        }
    }

    private static String equalParts(int n) {
        return ": " + n + " * " + LEAST_SECONDS_A_CELL + " s";
    }

    private static PlanException tooLittle(double seconds, int n, String what, String sum, double least) {
        String all = sum + " = " + plain(least) + " s";
        return new PlanException("--seconds " + plain(seconds) + " is too little for " + n + " " + what
                + (n == 1 ? "" : "s") + " of at least " + LEAST_SECONDS_A_CELL + " s each" + all);
    }

    private static String plain(double seconds) {
        return BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
    }
}
