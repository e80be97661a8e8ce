// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
            "Delete what the cache can do without.",
            "These are kernels of Debian's that were not used for long, and downloads, headers, build roots, indexes"
                    + " and old builds that no kernel needs."
        })
final class KernelPruneCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;

    @Option(
            names = "--unused",
            paramLabel = "DAYS",
            description = "How long a kernel must not have been used to go; ${DEFAULT-VALUE} if left out.",
            defaultValue = "30")
    private int days;

    @Option(names = "--dry-run", description = "Say what would go; delete nothing.")
    private boolean dryRun;

    private final Surroundings surroundings;

    KernelPruneCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (days < 0) {
            throw new PlanException("--unused " + days + ": expected 0 or more days");
        }
        InterruptSignal.install().interruptible();
        List<StorePruner.Item> items;
        try (TimedProgress progress = surroundings.progress()) {
            items = surroundings.store().prune(Duration.ofDays(days), dryRun, progress);
        }
        for (StorePruner.Item item : items) {
            surroundings
                    .out()
                    .printf(Locale.ROOT, "%8.1f MiB  %s  (%s)%n", item.bytes() / MEBIBYTE, item.path(), item.why());
        }
        double total = items.stream().mapToLong(StorePruner.Item::bytes).sum() / MEBIBYTE;
        surroundings.out().printf(Locale.ROOT, "%8.1f MiB %s%n", total, dryRun ? "would be freed" : "freed");
        return ExitCode.OK.code();
    }
}
