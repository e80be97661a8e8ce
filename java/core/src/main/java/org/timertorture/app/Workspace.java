// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.timertorture.archive.Ownership;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.kernel.Cache;

/**
 * The folders that timertorture works with.
 *
 * @param cache the folder of everything that can be fetched or built again: kernels, headers, downloads
 * @param results the folder that gets a new folder for each run
 * @param checkout the folder with the source of the kernel module; only runs in a VM and the kernel store need it
 * @param ownership whom new files are given to
 */
public record Workspace(Path cache, Path results, Optional<Path> checkout, Ownership ownership) {
    private static final String RESULTS_VARIABLE = "TIMERTORTURE_RESULTS";
    private static final String CHECKOUT_PROPERTY = "timertorture.home";
    private static final String CHECKOUT_VARIABLE = "TIMERTORTURE_HOME";

    /** Creates a workspace whose files belong to the user that the process runs as. */
    public Workspace(Path cache, Path results, Path checkout) {
        this(cache, results, Optional.of(checkout), Ownership.of(Map.of(), false));
    }

    /**
     * Returns the workspace that the command line uses: {@code TIMERTORTURE_CACHE} and {@code TIMERTORTURE_RESULTS} of
     * the environment or else folders below the user's home, and the system property {@code timertorture.home} or else
     * {@code TIMERTORTURE_HOME} of the environment for the checkout. Under sudo, new files belong to the user who called it.
     */
    public static Workspace ofThisProcess() {
        Map<String, String> environment = System.getenv();
        String named = environment.getOrDefault(RESULTS_VARIABLE, "");
        Path results = named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share", "timertorture", "results")
                : Path.of(named).toAbsolutePath();
        return new Workspace(
                Cache.of(environment).root(),
                results,
                Optional.ofNullable(System.getProperty(CHECKOUT_PROPERTY))
                        .or(() -> Optional.ofNullable(environment.get(CHECKOUT_VARIABLE)))
                        .filter(home -> !home.isBlank())
                        .map(home -> Path.of(home).toAbsolutePath()),
                Ownership.of(environment, Ownership.isRoot()));
    }

    /** Returns the version of timertorture, or {@code development} if it was not built into a jar. */
    public static String version() {
        String version = Workspace.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    Path requireCheckout() throws EnvironmentException {
        return checkout.orElseThrow(() -> new EnvironmentException(
                "the sources of the kernel module are needed: name the checkout of timertorture in "
                        + CHECKOUT_VARIABLE + " or by -D" + CHECKOUT_PROPERTY
                        + "=..., or start timertorture by scripts/timertorture"));
    }

    Cache kernelCache() {
        return new Cache(cache);
    }
}
