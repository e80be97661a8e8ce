// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.predict.PredictionPlans;
import org.timertorture.predict.Published;
import org.timertorture.predict.PublishedMachine;
import org.timertorture.progress.TimedProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code predict}. */
@Command(
        name = "predict",
        description = {
            "Predict the published table of 2004 for a simulated NUMA machine, and test the prediction.",
            "One published cell gives the penalty for a cache line of another node. The costs of the other seven are"
                    + " predicted from it and written to a file. Then the cells run in VMs, and the error of each"
                    + " prediction is printed in per cent."
        })
final class PredictCommand implements Callable<Integer> {
    @Mixin
    private PredictOptions options;

    private final Surroundings surroundings;

    PredictCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Published table = Published.table();
        options.check(table);
        InterruptSignal signal = InterruptSignal.install();
        KernelEntry kernel;
        try (TimedProgress progress = surroundings.progress()) {
            signal.interruptible();
            kernel = VmPlace.kernel(surroundings.store(), options.kernel(), progress);
        }
        Map<PublishedMachine, VmPlace> places = new LinkedHashMap<>();
        for (PublishedMachine machine : table.machinesOfColumns()) {
            places.put(
                    machine,
                    new VmPlace(
                            surroundings,
                            kernel,
                            options.shape(machine),
                            options.racing().acceleration()));
        }
        PredictExecution execution = new PredictExecution(surroundings, options, signal, table, places);
        // What would be refused after an hour is refused now.
        Map<PublishedMachine, PlannedRun> first = execution.unpenalised();
        if (options.racing().dryRun()) {
            return dryRun(first, places);
        }
        return execution.execute(first);
    }

    private int dryRun(Map<PublishedMachine, PlannedRun> first, Map<PublishedMachine, VmPlace> places)
            throws InterruptedException {
        for (Map.Entry<PublishedMachine, PlannedRun> entry : first.entrySet()) {
            new DryRun(surroundings.out()).print(entry.getValue(), places.get(entry.getKey()));
            surroundings.out().println();
        }
        surroundings
                .out()
                .println("then, with the penalty that these give, on the same machines: "
                        + new PredictionPlans(Published.table()).simulatedRuns() + " runs of the published cells");
        return ExitCode.OK.code();
    }
}
