// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.ArrayList;
import java.util.List;

/**
 * A kernel as it was when its matrix began.
 *
 * @param suite where it came from
 * @param configSha256 of its configuration, in hex
 * @param packages SHA-256 of each package that it was taken from
 * @param moduleSource SHA-256 of the source that our module was built from
 */
public record MatrixKernel(
        String release, String suite, String flavour, String configSha256, List<String> packages, String moduleSource) {

    public MatrixKernel {
        packages = packages == null ? List.of() : List.copyOf(packages);
    }

    /** What is another than it was, a sentence each; nothing if runs on both may stand in one table. */
    public List<String> changes(MatrixKernel now) {
        List<String> changes = new ArrayList<>();
        if (!configSha256.equals(now.configSha256)) {
            changes.add("the configuration of " + release + " changed");
        }
        if (!packages.equals(now.packages)) {
            changes.add(release + " was fetched anew, from other packages");
        }
        if (!moduleSource.equals(now.moduleSource)) {
            changes.add("the source of the module for " + release + " changed");
        }
        return changes;
    }
}
