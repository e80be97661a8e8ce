// SPDX-License-Identifier: Apache-2.0
package org.timertorture.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Catalogues;
import org.timertorture.plan.PairChoice;
import org.timertorture.plan.PlanException;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellResults;
import org.timertorture.result.RunResults;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.TimerFlag;

class ShrinkerTest {
    private static final Offence OFFENCE = new Offence(Rule.NOT_EARLY, Optional.empty());
    private static final double BUDGET = 10_000;

    private static final Reproducer LARGE = new Reproducer(
            "timer_delete_sync",
            "remod",
            Align.CHASE,
            CellSettings.DEFAULT
                    .withHandlerNs(5_000)
                    .withHotplug(true)
                    .withStalls(CellSettings.SWEEP)
                    .withTimer(Set.of(TimerFlag.PINNED, TimerFlag.DEFERRABLE)),
            List.of(new Pair(1, 0, 0, 2), new Pair(4, 3, 1, 5), new Pair(7, 6, 2, 8)),
            16,
            4);

    private double raced;

    /** Races cells that see the offence at random, with this mean time, if they have what it needs. */
    private Shrinker.Racer racer(Predicate<Reproducer> breaks, double mean) {
        Random random = new Random(7);
        return (cell, seconds) -> {
            raced += seconds;
            double at = -Math.log(1 - random.nextDouble()) * mean;
            return breaks.test(cell) && at < seconds ? OptionalDouble.of(at) : OptionalDouble.empty();
        };
    }

    private Shrinker.Outcome shrink(Predicate<Reproducer> breaks) throws Exception {
        return new Shrinker(racer(breaks, 0.8), OFFENCE)
                .shrink(LARGE, Catalogues.whole(), 1.0, Optional.of("mod_timer+0x1a"), BUDGET);
    }

    @Test
    void whatTheOffenceDoesNotNeedGoes() throws Exception {
        Shrinker.Outcome outcome = shrink(r -> true);
        assertEquals(
                Optional.of(new Reproducer(
                        "timer_delete_sync",
                        "running",
                        Align.CHASE,
                        CellSettings.DEFAULT,
                        List.of(new Pair(1, 0, 0)),
                        2,
                        1)),
                outcome.cell());
        assertTrue(outcome.steps().stream().allMatch(Shrinker.Step::accepted));
        assertTrue(outcome.hits() >= 8, outcome.hits() + " of " + outcome.trials());
    }

    @Test
    void whatTheOffenceNeedsStays() throws Exception {
        Shrinker.Outcome outcome = shrink(r -> r.scenario().equals("remod")
                && r.settings().stalling()
                && r.settings().timer().contains(TimerFlag.DEFERRABLE));
        Reproducer smallest = outcome.cell().orElseThrow();
        assertEquals("remod", smallest.scenario());
        assertEquals("mod_timer+0x1a", smallest.settings().stalls());
        assertEquals(
                Set.of(TimerFlag.PINNED, TimerFlag.DEFERRABLE),
                smallest.settings().timer());
        assertFalse(smallest.settings().hotplug());
        assertEquals(List.of(new Pair(1, 0, 0, 2)), smallest.pairs());
        assertEquals(
                List.of("no stalls", "timers that are only pinned", "scenario running", "scenario rearm"),
                outcome.steps().stream()
                        .filter(s -> !s.accepted())
                        .map(Shrinker.Step::what)
                        .toList());
    }

    @Test
    void theNodesStayIfOneNodeIsTooFew() throws Exception {
        assertEquals(2, shrink(r -> r.nodes() > 1).cell().orElseThrow().nodes());
    }

    @Test
    void aBaseCpuThatGoesOfflineIsStillNotCpu0() throws Exception {
        Reproducer offline = new Reproducer(
                "timer_delete_sync",
                "running",
                Align.CHASE,
                CellSettings.DEFAULT.withHotplug(true),
                List.of(new Pair(0, 1, 0)),
                4,
                1);
        Reproducer smallest = new Shrinker(
                        racer(r -> r.settings().hotplug() && r.pairs().get(0).base() != 0, 0.8), OFFENCE)
                .shrink(offline, Catalogues.whole(), 1.0, Optional.empty(), BUDGET)
                .cell()
                .orElseThrow();
        assertEquals(List.of(new Pair(0, 1, 0)), smallest.pairs());
        assertEquals(2, smallest.cpus());
        assertEquals(
                new PairChoice.Listed(List.of(new Pair(0, 1, PairChoice.Listed.BASE_NODE))),
                smallest.plan(1).cells().get(0).pairs());
    }

    @Test
    void aCellThatAPlanCouldNotRepeatIsRefused() {
        CellResult model = CellResults.good()
                .settings(s -> s.withModel(s.model().withSlots(64)))
                .make();
        assertTrue(assertThrows(PlanException.class, () -> Reproducer.of(RunResults.of(CellResults.good()), model))
                .getMessage()
                .contains("cannot be shrunk: it has a model"));
    }

    @Test
    void whatDoesNotComeAgainIsSaidOnceThatIsSure() throws Exception {
        Shrinker.Outcome outcome = new Shrinker(racer(r -> false, 1), OFFENCE)
                .shrink(LARGE, Catalogues.whole(), 4.0, Optional.empty(), BUDGET);
        assertEquals(Optional.empty(), outcome.cell());
        assertEquals(12, outcome.seconds(), 1e-9);
        assertEquals(12, raced, 1e-9);
    }

    @Test
    void afterTheBudgetNothingSimplerIsTried() throws Exception {
        Shrinker.Outcome outcome = new Shrinker(racer(r -> true, 0.8), OFFENCE)
                .shrink(LARGE, Catalogues.whole(), 1.0, Optional.empty(), 0.1);
        assertEquals(Optional.of(LARGE), outcome.cell());
        assertEquals(List.of(), outcome.steps());
    }

    @Test
    void aCandidateThatMakesNoSenseIsLeftOut() throws Exception {
        Shrinker.Racer racer = racer(r -> true, 0.8);
        Shrinker.Outcome outcome = new Shrinker(
                        (cell, seconds) -> {
                            if (cell.pairs().size() == 1) {
                                throw new PlanException("no");
                            }
                            return racer.race(cell, seconds);
                        },
                        OFFENCE)
                .shrink(LARGE, Catalogues.whole(), 1.0, Optional.empty(), BUDGET);
        assertEquals(3, outcome.cell().orElseThrow().pairs().size());
        assertTrue(outcome.steps().stream().noneMatch(s -> s.what().startsWith("one pair")));
    }

    @Test
    void aReproducerIsAPlanThatExpandsToTheSameCell() throws Exception {
        assertEquals(
                LARGE.settings(),
                LARGE.plan(2.5).cells().get(0).variants().get(0),
                () -> LARGE.yaml("fail(not-early, any)", 2.5));
        assertEquals(16, LARGE.plan(2.5).cpus().orElseThrow());
        assertEquals(2.5, LARGE.plan(2.5).seconds());
    }

    @Test
    void aViolationThatNoFindingExplainsComesBeforeOneThatIsKnown() throws Exception {
        Offence.Seen seen = Offence.in(
                RunResults.of(
                        CellResults.good().id("a").known("an-id").violated(Rule.NOT_EARLY),
                        CellResults.good().id("b").violated(Rule.PINNED)),
                Optional.empty());
        assertEquals("b", seen.cell().id());
        assertEquals(new Offence(Rule.PINNED, Optional.empty()), seen.offence());
        assertEquals(2e-9, seen.offence().firstIn(seen.cell()).orElseThrow(), 1e-12);
    }

    @Test
    void aRunThatBrokeNoRuleAndACellThatIsNotThereAreRefused() {
        assertTrue(assertThrows(
                        PlanException.class, () -> Offence.in(RunResults.of(CellResults.good()), Optional.empty()))
                .getMessage()
                .startsWith("no rule was broken in this run"));
        assertTrue(assertThrows(
                        PlanException.class,
                        () -> Offence.in(RunResults.of(CellResults.good().id("abc")), Optional.of("abd")))
                .getMessage()
                .contains("did you mean abc?"));
    }
}
