// SPDX-License-Identifier: Apache-2.0
package org.timertorture.vm;

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

    Path kernels() {
        return root.resolve("kernels");
    }

    Path downloads() {
        return root.resolve("downloads");
    }

    Path headers() {
        return root.resolve("headers");
    }

    /** Compilers of other suites. */
    Path roots() {
        return root.resolve("roots");
    }

    /** A private root for apt, one a suite. */
    Path apt(String suite) {
        return root.resolve("apt").resolve(suite);
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** Directories of running VMs. */
    Path run() {
        return root.resolve("run");
    }
}
