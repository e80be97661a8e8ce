// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where things are kept that can be had again.
 *
 * @param root absolute
 */
public record Cache(Path root) {

    /** Names another directory than {@code ~/.cache/timertorture}. */
    public static final String VARIABLE = "TIMERTORTURE_CACHE";

    public Cache {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The invoking user's cache.
     *
     * @param environment of the process
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

    /** Compilers of other suites. */
    public Path roots() {
        return root.resolve("roots");
    }

    /** A private root for apt, one a suite. */
    public Path apt(String suite) {
        return root.resolve("apt").resolve(suite);
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Directories of running VMs. */
    public Path run() {
        return root.resolve("run");
    }
}
