// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.timertorture.app.Control;
import org.timertorture.app.RaceSettings;
import org.timertorture.exit.TimertortureException;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Plan;
import org.timertorture.result.RunResult;

/** A machine that is up. */
interface Machine extends AutoCloseable {
    /** Returns the release of the kernel. */
    String kernel();

    Catalogue catalogue();

    Duration boot();

    /** Returns the file with all that the console printed since the boot. */
    Path console();

    /** Returns whether it can race another plan. */
    boolean usable();

    /** Races a plan; see {@link org.timertorture.app.OpenVm#race}. */
    Raced race(Plan plan, RaceSettings settings, Control control) throws TimertortureException, InterruptedException;

    /** Makes the kernel print its tasks on the console. */
    void printTasks() throws IOException;

    @Override
    void close();

    /**
     * A run that is over.
     *
     * @param folder the folder with its files
     */
    record Raced(RunResult result, Path folder) {}
}
