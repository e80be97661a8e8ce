// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.timertorture.app.Control;
import org.timertorture.exit.ExitCode;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.TimedProgress;
import org.timertorture.store.StorePruner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kernel prune}. */
@Command(
        name = "prune",
        description = {
            "Delete files that the cache does not need.",
            "These are Debian kernels that were not used for a while, and downloads, headers, build roots, indexes and"
                    + " old builds that belong to no kernel."
        })
final class KernelPruneCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;

    @Option(
            names = "--unused",
            paramLabel = "DAYS",
            description = "Delete kernels that were not used for so many days. Default: ${DEFAULT-VALUE}.",
            defaultValue = "30")
    private int days;

    @Option(names = "--dry-run", description = "Print what would be deleted, and delete nothing.")
    private boolean dryRun;

    private final Terminal terminal;

    KernelPruneCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (days < 0) {
            throw new PlanException("--unused " + days + ": expected 0 or more days");
        }
        List<StorePruner.Item> items;
        try (TimedProgress progress = terminal.progress()) {
            Control control = InterruptSignal.stops(new Control(progress));
            items = terminal.timertorture().kernels().prune(Duration.ofDays(days), dryRun, control);
        }
        for (StorePruner.Item item : items) {
            terminal.out()
                    .printf(Locale.ROOT, "%8.1f MiB  %s  (%s)%n", item.bytes() / MEBIBYTE, item.path(), item.why());
        }
        double total = items.stream().mapToLong(StorePruner.Item::bytes).sum() / MEBIBYTE;
        terminal.out().printf(Locale.ROOT, "%8.1f MiB %s%n", total, dryRun ? "would be freed" : "freed");
        return ExitCode.OK.code();
    }
}
