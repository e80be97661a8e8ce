// SPDX-License-Identifier: Apache-2.0
package org.timertorture.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.timertorture.judge.CellOutcome;
import org.timertorture.result.CellResult;
import org.timertorture.result.Environment;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.RunResult;

/** Writes one row for each cell. The times are those of the calls at which the scenario aims, in ns. */
final class CsvWriter implements Format.Writer {
    private static final String[] HEADER = {
        "kernel",
        "plan",
        "started",
        "accel",
        "emulated",
        "cpus",
        "nodes",
        "seed",
        "cell",
        "primitive",
        "kernel_name",
        "scenario",
        "engine",
        "placement",
        "outcome",
        "seconds",
        "early",
        "encounter",
        "late",
        "expiries",
        "races_per_second",
        "hit",
        "calls",
        "min_ns",
        "mean_ns",
        "p50_ns",
        "p90_ns",
        "p99_ns",
        "p999_ns",
        "max_ns"
    };

    @Override
    public void write(List<Suite> suites, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter csv = new CSVPrinter(
                text, CSVFormat.RFC4180.builder().setHeader(HEADER).build());
        for (RunResult run : Suite.results(suites)) {
            for (CellResult cell : run.cells()) {
                row(run, cell, csv);
            }
        }
        csv.flush();
    }

    private static void row(RunResult run, CellResult cell, CSVPrinter csv) throws IOException {
        Environment environment = run.environment();
        csv.print(environment.kernelRelease());
        csv.print(run.plan().name());
        csv.print(environment.started());
        csv.print(environment.accel());
        csv.print(environment.emulated());
        csv.print(environment.machine().cpus());
        csv.print(environment.nodes());
        csv.print(run.seed());
        csv.print(cell.id());
        csv.print(cell.primitive());
        csv.print(cell.kernelName());
        csv.print(cell.scenario());
        csv.print(cell.align().label());
        csv.print(cell.placement().label());
        csv.print(CellOutcome.of(cell).words());
        csv.print(cell.seconds());
        csv.print(cell.attempts().early());
        csv.print(cell.attempts().encounter());
        csv.print(cell.attempts().late());
        csv.print(cell.expiries());
        csv.print(cell.encountersPerSecond());
        csv.print(cell.shareMet());
        LatencySummary times = cell.aimed();
        if (times == null) {
            csv.printRecord("", "", "", "", "", "", "", "");
        } else {
            csv.printRecord(
                    times.count(),
                    times.min(),
                    times.mean(),
                    times.p50(),
                    times.p90(),
                    times.p99(),
                    times.p999(),
                    times.max());
        }
    }
}
