// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.timertorture.plan.PlanException;
import org.timertorture.result.Environment;
import org.timertorture.result.Schema;
import org.timertorture.uapi.Uapi;

/**
 * Predicts the costs of the published table. It derives the penalty X from one published cell. The predicted cost of
 * any other cell is its cost here without any penalty, plus X for each line of another node that it reads.
 */
public final class Predictor {
    private static final double KHZ_NS = 1e6;

    private final Published table;
    private final PublishedCell calibrating;
    private final Map<PublishedMachine, Measured> here;

    /**
     * Creates a predictor.
     *
     * @param here the measured costs for each machine of the table
     */
    public Predictor(Published table, PublishedCell calibrating, Map<PublishedMachine, Measured> here) {
        this.table = table;
        this.calibrating = calibrating;
        this.here = Map.copyOf(here);
    }

    /** Returns the first cell whose cost here is unknown because no call of it was timed. */
    public Optional<PublishedCell> unknown() {
        return table.cells().stream()
                .filter(c -> here.get(c.machine()).cost(c).isEmpty())
                .findFirst();
    }

    /**
     * Makes the predictions.
     *
     * @throws PlanException if no penalty in the valid range gives the published cost of the calibrating cell
     */
    public Predictions predict(Instant now) throws PlanException {
        double cyclesANano = clockKhz() / KHZ_NS;
        long ns = Math.round(fitted() / cyclesANano);
        if (ns < 1 || ns > Uapi.MAX_REMOTE_NS) {
            throw new PlanException(String.format(
                    Locale.ROOT,
                    "no penalty fits %s: %,d cycles a call were published, and without any it costs %,.0f here;"
                            + " calibrate on another cell",
                    calibrating.name(),
                    calibrating.cycles(),
                    cost(calibrating).cycles()));
        }
        double penalty = ns * cyclesANano;
        List<Prediction> cells = new ArrayList<>();
        for (PublishedCell cell : table.cells()) {
            CallCost cost = cost(cell);
            RemoteLines lines = here.get(cell.machine()).lines(cell);
            cells.add(new Prediction(
                    cell.name(),
                    cell.equals(calibrating),
                    cell.cycles(),
                    cost.cycles(),
                    cost.lacking(),
                    lines,
                    Math.round(cost.cycles() + penalty * lines.weight())));
        }
        return new Predictions(
                Schema.CURRENT,
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                table.source(),
                environment(calibrating.machine()).kernelRelease(),
                environment(calibrating.machine()).emulated(),
                model(),
                clockKhz(),
                calibrating.name(),
                ns,
                penalty,
                cells);
    }

    /** Returns the penalty X in cycles per line. */
    private double fitted() {
        RemoteLines lines = here.get(calibrating.machine()).lines(calibrating);
        return (calibrating.cycles() - cost(calibrating).cycles()) / lines.weight();
    }

    private CallCost cost(PublishedCell cell) {
        return here.get(cell.machine()).cost(cell).orElseThrow();
    }

    private long clockKhz() {
        return environment(calibrating.machine()).clock().khz();
    }

    private Environment environment(PublishedMachine machine) {
        return here.get(machine).run().environment();
    }

    private List<String> model() {
        List<String> model = new ArrayList<>(List.of(
                "A call costs what it costs here without any penalty, and X for each line of another node that it"
                        + " reads: X at twice the local distance, in proportion at others.",
                "The loop reads the line of its timer's base and one of every CPU's, last-running the base's alone."
                        + " The timer's own line is left out.",
                "Timers are pending. Warm: who armed the timer deletes it. Cold: a CPU of another node does, all lines"
                        + " flushed before.",
                "A cycle of the published machines counts as one of the clock that is read here."));
        for (PublishedMachine machine : table.machinesOfColumns()) {
            model.add(machine.numa() ? differences(machine) : machine.name() + ": one node, so X takes no part in it.");
        }
        table.cells().stream()
                .map(this::cost)
                .map(CallCost::lacking)
                .filter(lacking -> lacking != null)
                .findFirst()
                .ifPresent(lacking -> model.add("No line can be cold here (" + lacking
                        + "): predictions of cold cells are made of costs with warm lines, and too low by what a miss"
                        + " costs on one's own node."));
        return model;
    }

    private String differences(PublishedMachine machine) {
        Environment e = environment(machine);
        PublishedCell asker = table.cells().stream()
                .filter(c -> c.machine().equals(machine) && c.asks() == Published.Asks.EVERY_CPU && !c.allCold())
                .findFirst()
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "%s: its CPUs are slots that lie round %d nodes, %d of the %d on other ones than the deleter's, distances"
                        + " %s from the first. The published machine had %d nodes, so %d, and other distances: X is a line"
                        + " of this machine, not of that one.",
                machine.name(),
                e.nodes(),
                here.get(machine).lines(asker).count(),
                machine.slots(),
                e.distances().get(0).stream().map(String::valueOf).collect(Collectors.joining(" ")),
                machine.nodes(),
                machine.slots() - machine.slots() / machine.nodes());
    }
}
