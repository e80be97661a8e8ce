// SPDX-License-Identifier: Apache-2.0
package org.timertorture.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.timertorture.exit.TimertortureException;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.PlanException;

/**
 * Makes a cell that broke a rule simpler, step by step, as long as it still breaks the same rule by the same mechanism.
 *
 * <p>How long a candidate is raced follows from how soon the cell before it broke the rule. If sightings come at random
 * with a mean time {@code m} between them, a candidate that is as good shows nothing within {@code 3 m} in 5 of 100
 * cases. Candidates get twice that time, because a simpler cell may be slower.
 */
public final class Shrinker {
    private static final double LEAST_SECONDS = 0.5;
    /** The racing time that rules a mean time out with 95 %, in such times: -ln(0.05), rounded up. */
    private static final double SURE = 3;

    private static final double PATIENCE = 2;
    private static final int ESTIMATES = 3;
    private static final int PROOFS = 10;

    private final Racer racer;
    private final Offence offence;
    private double raced;

    /** Races candidates. */
    public interface Racer {
        /**
         * Races a cell.
         *
         * @param seconds for how long
         * @return after how many seconds the offence was seen first; empty if it was not
         * @throws PlanException if the cell makes no sense
         * @throws TimertortureException if the machine cannot race it
         */
        OptionalDouble race(Reproducer cell, double seconds) throws TimertortureException, InterruptedException;
    }

    /**
     * A candidate and what became of it.
     *
     * @param what what is simpler in it
     * @param accepted whether it still breaks the rule
     * @param seconds how long it was raced
     */
    public record Step(String what, boolean accepted, double seconds) {}

    /**
     * The outcome.
     *
     * @param cell the smallest cell that was found; empty if the offence did not come again
     * @param steps the candidates, in their order
     * @param hits of the last {@code trials}, those that saw the offence
     * @param trials how often the smallest cell was raced in the end
     * @param seconds the time of each of these trials; if it did not come again, the time that was raced in vain
     */
    public record Outcome(Optional<Reproducer> cell, List<Step> steps, int hits, int trials, double seconds) {
        public Outcome {
            steps = List.copyOf(steps);
        }
    }

    public Shrinker(Racer racer, Offence offence) {
        this.racer = racer;
        this.offence = offence;
    }

    /**
     * Shrinks a cell.
     *
     * @param first the racing time after which the cell saw the offence, in seconds
     * @param place the place of the stall before it; empty if there was none
     * @param budget the racing time after which no further candidate is tried, in seconds
     */
    public Outcome shrink(Reproducer cell, Catalogue catalogue, double first, Optional<String> place, double budget)
            throws TimertortureException, InterruptedException {
        List<Step> steps = new ArrayList<>();
        Attempt again = attempt(cell, Math.max(first, LEAST_SECONDS), 1);
        if (!again.hit()) {
            return new Outcome(Optional.empty(), steps, 0, 0, again.seconds());
        }
        double mean = mean(cell, again);
        Reproducer smallest = cell;
        for (Simplification simpler : Simplification.all(catalogue, offence.rule(), place)) {
            Reproducer candidate = simpler.make().apply(smallest);
            if (candidate.equals(smallest) || raced >= budget) {
                continue;
            }
            Attempt attempt;
            try {
                attempt = attempt(candidate, mean, PATIENCE);
            } catch (PlanException e) {
                continue; // the settings that are left do not go with the simpler one
            }
            if (attempt.hit()) {
                smallest = candidate;
                mean = mean(candidate, attempt);
            }
            steps.add(new Step(simpler.what(), attempt.hit(), attempt.seconds()));
        }
        double each = Math.max(LEAST_SECONDS, Math.ceil(SURE * mean));
        int hits = 0;
        for (int i = 0; i < PROOFS; i++) {
            hits += race(smallest, each).isPresent() ? 1 : 0;
        }
        return new Outcome(Optional.of(smallest), steps, hits, PROOFS, each);
    }

    /**
     * Racing until the offence was seen, or until its absence is sure.
     *
     * @param hit whether it was seen
     * @param seconds the racing time until then
     */
    private record Attempt(boolean hit, double seconds) {}

    private Attempt attempt(Reproducer cell, double mean, double patience)
            throws TimertortureException, InterruptedException {
        double each = Math.max(LEAST_SECONDS, mean * patience);
        double total = 0;
        while (total < SURE * mean * patience) {
            OptionalDouble seen = race(cell, each);
            if (seen.isPresent()) {
                return new Attempt(true, total + seen.getAsDouble());
            }
            total += each;
        }
        return new Attempt(false, total);
    }

    /** Estimates the mean time to a sighting from one attempt and some more: time without a sighting counts, too. */
    private double mean(Reproducer cell, Attempt first) throws TimertortureException, InterruptedException {
        double total = first.seconds();
        int hits = 1;
        double each = Math.max(LEAST_SECONDS, first.seconds() * PATIENCE);
        for (int i = 1; i < ESTIMATES; i++) {
            OptionalDouble seen = race(cell, each);
            total += seen.orElse(each);
            hits += seen.isPresent() ? 1 : 0;
        }
        return total / hits;
    }

    private OptionalDouble race(Reproducer cell, double seconds) throws TimertortureException, InterruptedException {
        raced += seconds;
        return racer.race(cell, seconds);
    }
}
