// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.ArrayList;
import java.util.List;

/**
 * A kernel as it was when its matrix began.
 *
 * @param name name of the kernel in the store
 * @param suite where the kernel came from
 * @param configSha256 hash of its configuration, in hex
 * @param packages SHA-256 of each package that it was taken from, or of the image of a kernel of the user's own
 * @param moduleSource SHA-256 of the source that our module was built from
 */
public record MatrixKernel(
        String name,
        String release,
        String suite,
        String flavour,
        String configSha256,
        List<String> packages,
        String moduleSource) {

    public MatrixKernel {
        name = name == null ? release : name;
        packages = packages == null ? List.of() : List.copyOf(packages);
    }

    /**
     * Compares the kernel with its present state. Returns a sentence for each change; if the list is empty, runs on
     * both may be shown in one table.
     */
    public List<String> changes(MatrixKernel now) {
        List<String> changes = new ArrayList<>();
        if (!configSha256.equals(now.configSha256)) {
            changes.add("the configuration of " + name + " changed");
        }
        if (!packages.equals(now.packages)) {
            changes.add(name + " was fetched or added anew, and is another");
        }
        if (!moduleSource.equals(now.moduleSource)) {
            changes.add("the source of the module for " + name + " changed");
        }
        return changes;
    }
}
