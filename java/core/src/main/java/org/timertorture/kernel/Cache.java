// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.nio.file.Path;
import java.util.Map;

/**
 * The directory for files that can be fetched or built again.
 *
 * @param root an absolute path
 */
public record Cache(Path root) {

    /** Environment variable that names another directory than {@code ~/.cache/timertorture}. */
    public static final String VARIABLE = "TIMERTORTURE_CACHE";

    public Cache {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * Returns the cache of the invoking user.
     *
     * @param environment the environment of the process
     */
    public static Cache of(Map<String, String> environment) {
        String named = environment.get(VARIABLE);
        if (named != null && !named.isBlank()) {
            return new Cache(Path.of(named));
        }
        return new Cache(Path.of(System.getProperty("user.home"), ".cache", "timertorture"));
    }

    public Path kernels() {
        return root.resolve("kernels");
    }

    public Path downloads() {
        return root.resolve("downloads");
    }

    public Path headers() {
        return root.resolve("headers");
    }

    /** Returns the folder of build roots, which hold the compilers of other suites. */
    public Path roots() {
        return root.resolve("roots");
    }

    /** Returns the folder of unpacked kernel sources. */
    public Path sources() {
        return root.resolve("sources");
    }

    /** Returns the folder of the trees that were built here, each under its kernel's name. */
    public Path trees() {
        return root.resolve("trees");
    }

    /** Returns the folder of the private apt roots. */
    public Path apt() {
        return root.resolve("apt");
    }

    /** Returns the private apt root of a suite, for packages of an architecture. */
    public Path apt(String suite, Architecture architecture) {
        return apt().resolve(architecture.isHost() ? suite : suite + "-" + architecture);
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Returns the folder for the directories of running VMs. */
    public Path run() {
        return root.resolve("run");
    }
}
