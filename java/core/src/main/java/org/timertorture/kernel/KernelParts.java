// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.nio.file.Path;
import java.util.List;

/**
 * The files that an entry of the store is made from, at the places where they were found.
 *
 * @param release the release as {@code uname -r} will print it
 * @param image the bootable image
 * @param config the kernel's config
 * @param modules those of the kernel's own modules that the agent's port needs, in the order to load them; they may be
 *     compressed
 */
public record KernelParts(String release, Part image, Part config, List<Part> modules) {

    /**
     * A file.
     *
     * @param origin where the file came from, for people to read: a package in the archive or a path
     */
    public record Part(Path file, String origin) {}

    public KernelParts {
        modules = List.copyOf(modules);
    }
}
