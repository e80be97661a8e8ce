// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.nio.file.Path;
import java.util.List;

/**
 * The files that an entry of the store is made of, where they were found.
 *
 * @param release as {@code uname -r} will say
 * @param image that a boot loader takes
 * @param config what it was built with
 * @param modules the kernel's own that the agent's port needs, in the order to load them; perhaps compressed
 */
public record KernelParts(String release, Part image, Part config, List<Part> modules) {

    /**
     * A file.
     *
     * @param origin for people: a package in the archive, or a path
     */
    public record Part(Path file, String origin) {}

    public KernelParts {
        modules = List.copyOf(modules);
    }
}
