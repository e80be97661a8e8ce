// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.timertorture.archive.Ownership;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.kernel.Cache;
import org.timertorture.progress.LogPainter;
import org.timertorture.progress.TimedProgress;
import org.timertorture.store.KernelStore;

/**
 * What commands need of the process that they are in.
 *
 * @param out for results
 * @param err for progress and complaints
 */
record Surroundings(PrintStream out, PrintStream err) {
    private static final String RESULTS = "TIMERTORTURE_RESULTS";
    private static final String HOME = "timertorture.home";

    Map<String, String> environment() {
        return System.getenv();
    }

    Cache cache() {
        return Cache.of(environment());
    }

    KernelStore store() throws EnvironmentException {
        return KernelStore.open(cache(), checkout());
    }

    /** Where the sources of the module are. */
    Path checkout() throws EnvironmentException {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new EnvironmentException(
                    "start timertorture by scripts/timertorture: it says where the module's" + " sources are (-D" + HOME
                            + "=...)",
                    null);
        }
        return Path.of(home);
    }

    /** Where the folders of results go. */
    Path results() {
        String named = environment().getOrDefault(RESULTS, "");
        return named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share", "timertorture", "results")
                : Path.of(named).toAbsolutePath();
    }

    Ownership ownership() {
        return Ownership.of(environment(), Ownership.isRoot());
    }

    /** A complaint that does not end the command. */
    void say(String message) {
        err.println("timertorture: " + message);
    }

    /** In place on a terminal, sparse lines in a log. To be closed before results are printed. */
    TimedProgress progress() {
        boolean terminal =
                System.console() != null && !"dumb".equals(environment().get("TERM"));
        return new TimedProgress(terminal ? new BarPainter(err) : new LogPainter(err));
    }

    static String version() {
        String version = Surroundings.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
