// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.timertorture.archive.PredictionFolder;
import org.timertorture.archive.ResultFolder;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.predict.Measured;
import org.timertorture.predict.PredictionOutcome;
import org.timertorture.predict.PredictionPlans;
import org.timertorture.predict.PredictionResult;
import org.timertorture.predict.Predictions;
import org.timertorture.predict.Predictor;
import org.timertorture.predict.Published;
import org.timertorture.predict.PublishedMachine;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.PredictionReport;
import org.timertorture.report.TableReport;
import org.timertorture.result.RunResult;
import org.timertorture.result.Schema;
import org.timertorture.session.TargetException;
import org.timertorture.words.FileProblem;

/** Measures without a penalty, predicts, writes that down, and only then tries it. */
final class PredictExecution {
    private final Surroundings surroundings;
    private final PredictOptions options;
    private final InterruptSignal signal;
    private final Published table;
    private final PredictionPlans plans;
    private final Map<PublishedMachine, VmPlace> places;
    private final Map<String, RunResult> runs = new LinkedHashMap<>();
    private final List<ExitCode> exits = new ArrayList<>();

    /**
     * An execution.
     *
     * @param places the VM that stands in for each machine of the table
     */
    PredictExecution(
            Surroundings surroundings,
            PredictOptions options,
            InterruptSignal signal,
            Published table,
            Map<PublishedMachine, VmPlace> places) {
        this.surroundings = surroundings;
        this.options = options;
        this.signal = signal;
        this.table = table;
        this.plans = new PredictionPlans(table);
        this.places = places;
    }

    /** The runs by which the penalty is found. */
    Map<PublishedMachine, PlannedRun> unpenalised() throws PlanException {
        Map<PublishedMachine, PlannedRun> planned = new LinkedHashMap<>();
        for (PublishedMachine machine : places.keySet()) {
            planned.put(machine, planned(machine, plans.unpenalised(machine)));
        }
        return planned;
    }

    private Map<PublishedMachine, PlannedRun> simulated(long remoteNs) throws PlanException {
        Map<PublishedMachine, PlannedRun> planned = new LinkedHashMap<>();
        for (PublishedMachine machine : places.keySet()) {
            planned.put(machine, planned(machine, plans.simulated(machine, remoteNs)));
        }
        return planned;
    }

    private PlannedRun planned(PublishedMachine machine, Plan plan) throws PlanException {
        RaceSettings all = options.settings(table);
        PlannedRun run = PlannedRun.of(
                plan, all.withSeconds(all.seconds() * PredictionPlans.runs(plan) / plans.runs()), places.get(machine));
        run.refuseModelsThatCannotRun();
        run.mustHaveSomethingToRun();
        return run;
    }

    /** Returns the exit code. */
    int execute(Map<PublishedMachine, PlannedRun> first) throws Exception {
        Path root = surroundings.results();
        PredictionFolder folder;
        try {
            folder = PredictionFolder.make(root, Instant.now(), surroundings.ownership());
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot make a folder for the results in " + root + ": " + FileProblem.of(e), e);
        }
        try {
            return execute(first, folder);
        } catch (IOException e) {
            throw new EnvironmentException("cannot keep results in " + folder.path() + ": " + FileProblem.of(e), e);
        } finally {
            folder.dropIfEmpty();
        }
    }

    private int execute(Map<PublishedMachine, PlannedRun> first, PredictionFolder folder) throws Exception {
        PrintStream out = options.racing().jsonToOut() ? surroundings.err() : surroundings.out();
        PredictionReport report = new PredictionReport(out);
        Map<PublishedMachine, Measured> here = new LinkedHashMap<>();
        Map<PublishedMachine, RunResult> measured = race(first, folder);
        measured.forEach((machine, run) ->
                here.put(machine, new Measured(run, places.get(machine).topology())));
        tellOfTrouble(out, measured.values());
        Predictor predictor = new Predictor(table, options.calibrating(table), here);
        if (here.size() < places.size() || predictor.unknown().isPresent()) {
            out.println("nothing is predicted: without a penalty not every cell came to a cost");
            out.println("results: " + folder.path());
            return exit(ExitCode.UNTRUSTED).code();
        }
        Predictions predictions = predictor.predict(Instant.now());
        folder.write(predictions);
        report.predictions(predictions, folder.predictions());
        out.flush();
        Map<PublishedMachine, RunResult> tried = race(simulated(predictions.remoteNs()), folder);
        tellOfTrouble(out, tried.values());
        List<PredictionOutcome> outcomes = PredictionOutcome.of(table, predictions, tried);
        report.outcomes(predictions, outcomes);
        ExitCode exit = exit(ExitCode.OK);
        write(new PredictionResult(Schema.CURRENT, exit.code(), predictions, outcomes, runs), folder);
        out.println();
        out.println("results: " + folder.path());
        return exit.code();
    }

    /** Runs them one after another; an interrupted one is the last. */
    private Map<PublishedMachine, RunResult> race(Map<PublishedMachine, PlannedRun> planned, PredictionFolder folder)
            throws Exception {
        Map<PublishedMachine, RunResult> results = new LinkedHashMap<>();
        try (TimedProgress progress = surroundings.progress()) {
            for (Map.Entry<PublishedMachine, PlannedRun> entry : planned.entrySet()) {
                if (exits.contains(ExitCode.INTERRUPTED)) {
                    break;
                }
                PlannedRun run = entry.getValue();
                String name = run.request().plan().name();
                ResultFolder into = folder.run(name);
                Race.Raced raced;
                try {
                    raced = new Race(signal, progress).run(run, places.get(entry.getKey()), into);
                } catch (TargetException | InterruptedException e) {
                    into.dropIfEmpty();
                    throw e;
                }
                into.write(raced.result(), raced.console());
                runs.put(name, raced.result());
                exits.add(ExitCode.of(raced.result().exit()));
                results.put(entry.getKey(), raced.result());
            }
        }
        return results;
    }

    /** A run that did not go as it should is told of in full. */
    private void tellOfTrouble(PrintStream out, Collection<RunResult> of) {
        for (RunResult run : of) {
            if (run.exit() != ExitCode.OK.code() || options.racing().wide()) {
                new TableReport(out, options.racing().wide()).write(run);
                out.println();
            }
        }
    }

    private ExitCode exit(ExitCode unlessWorse) {
        List<ExitCode> all = new ArrayList<>(exits);
        all.add(unlessWorse);
        return ExitCode.first(all);
    }

    private void write(PredictionResult result, PredictionFolder folder) throws IOException {
        folder.write(result);
        if (options.racing().json().isPresent()) {
            folder.write(result, options.racing().json().get());
        } else if (options.racing().jsonToOut()) {
            folder.write(result, surroundings.out());
        }
    }
}
