// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.archive.PredictionFolder;
import org.timertorture.archive.ResultFolder;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.KernelEntry;
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
import org.timertorture.result.RunResult;
import org.timertorture.result.Schema;
import org.timertorture.words.FileProblem;

/**
 * A prediction whose first runs make sense. It measures without a penalty, predicts, writes the predictions down, and
 * only then tries them.
 */
public final class PreparedPrediction {
    private final Workspace workspace;
    private final PredictionRequest request;
    private final RaceSettings settings;
    private final Published table = Published.table();
    private final PredictionPlans plans = new PredictionPlans(table);
    private final Map<PublishedMachine, VmTestbed> testbeds = new LinkedHashMap<>();
    private final Map<PublishedMachine, PreparedRun> unpenalised = new LinkedHashMap<>();
    private final Map<String, RunResult> runs = new LinkedHashMap<>();
    private final List<ExitCode> exits = new ArrayList<>();

    /** Expands the plans of the first runs, so that what would be refused after an hour is refused now. */
    PreparedPrediction(Workspace workspace, PredictionRequest request, KernelEntry kernel) throws PlanException {
        this.workspace = workspace;
        this.request = request;
        this.settings = request.settings().withSeedDrawn();
        for (PublishedMachine machine : table.machinesOfColumns()) {
            testbeds.put(machine, new VmTestbed(workspace, kernel, request.shape(machine), request.acceleration()));
            unpenalised.put(machine, prepared(machine, plans.unpenalised(machine)));
        }
    }

    /** Returns the runs without a penalty, one for each machine of the table. */
    public List<PreparedRun> firstRuns() {
        return List.copyOf(unpenalised.values());
    }

    /** Returns how many runs of published cells try the predictions. */
    public int simulatedRuns() {
        return plans.simulatedRuns();
    }

    /**
     * Measures, predicts and tries. Everything is saved in one folder.
     *
     * @throws TimertortureException if a machine cannot be started or results cannot be written
     * @throws InterruptedException if the call is ended while a machine boots
     */
    public FinishedPrediction run(Control control, PredictionListener listener)
            throws TimertortureException, InterruptedException {
        PredictionFolder folder;
        try {
            folder = PredictionFolder.make(workspace.results(), Instant.now(), workspace.ownership());
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot make a folder for the results in " + workspace.results() + ": " + FileProblem.of(e), e);
        }
        try {
            try {
                return run(folder, control, listener);
            } finally {
                folder.dropIfEmpty();
            }
        } catch (IOException e) {
            throw FinishedPrediction.unwritable(folder, e);
        }
    }

    private FinishedPrediction run(PredictionFolder folder, Control control, PredictionListener listener)
            throws IOException, TimertortureException, InterruptedException {
        Map<PublishedMachine, Measured> here = new LinkedHashMap<>();
        race(unpenalised, folder, control, listener)
                .forEach((machine, run) -> here.put(
                        machine, new Measured(run, testbeds.get(machine).topology())));
        Predictor predictor = new Predictor(table, request.calibrating(table), here);
        if (here.size() < testbeds.size() || predictor.unknown().isPresent()) {
            listener.unpredictable();
            return new FinishedPrediction(folder, exit(ExitCode.UNTRUSTED), Optional.empty());
        }
        Predictions predictions = predictor.predict(Instant.now());
        folder.write(predictions);
        listener.predicted(predictions, folder.predictions());
        Map<PublishedMachine, PreparedRun> simulated = new LinkedHashMap<>();
        for (PublishedMachine machine : testbeds.keySet()) {
            simulated.put(machine, prepared(machine, plans.simulated(machine, predictions.remoteNs())));
        }
        List<PredictionOutcome> outcomes =
                PredictionOutcome.of(table, predictions, race(simulated, folder, control, listener));
        listener.tried(predictions, outcomes);
        ExitCode exit = exit(ExitCode.OK);
        PredictionResult result = new PredictionResult(Schema.CURRENT, exit.code(), predictions, outcomes, runs);
        folder.write(result);
        return new FinishedPrediction(folder, exit, Optional.of(result));
    }

    private PreparedRun prepared(PublishedMachine machine, Plan plan) throws PlanException {
        double seconds = request.seconds(table) * PredictionPlans.runs(plan) / plans.runs();
        PreparedRun run = PreparedRun.of(workspace, plan, settings.withSeconds(seconds), testbeds.get(machine));
        run.requireModelsThatRun();
        run.requireCellsThatRun();
        return run;
    }

    /** Races one after another; a run that is ended early is the last. */
    private Map<PublishedMachine, RunResult> race(
            Map<PublishedMachine, PreparedRun> prepared,
            PredictionFolder folder,
            Control control,
            PredictionListener listener)
            throws IOException, TimertortureException, InterruptedException {
        Map<PublishedMachine, RunResult> results = new LinkedHashMap<>();
        for (Map.Entry<PublishedMachine, PreparedRun> entry : prepared.entrySet()) {
            if (exits.contains(ExitCode.INTERRUPTED)) {
                break;
            }
            PreparedRun run = entry.getValue();
            ResultFolder into = folder.run(run.plan().name());
            FinishedRun raced;
            boolean done = false;
            try {
                raced = run.race(into, control, control.progress());
                done = true;
            } finally {
                if (!done) {
                    into.dropIfEmpty();
                }
            }
            raced.write();
            runs.put(run.plan().name(), raced.result());
            exits.add(raced.exit());
            results.put(entry.getKey(), raced.result());
        }
        results.values().forEach(listener::finished);
        return results;
    }

    private ExitCode exit(ExitCode unlessWorse) {
        List<ExitCode> all = new ArrayList<>(exits);
        all.add(unlessWorse);
        return ExitCode.first(all);
    }
}
