// SPDX-License-Identifier: Apache-2.0
package org.timertorture.vm;

import java.nio.file.Path;
import java.util.List;

/**
 * A complete kernel of the store.
 *
 * @param folder where its files are
 * @param manifest what is known of it
 */
public record KernelEntry(Path folder, KernelManifest manifest) {

    static final String IMAGE = "vmlinuz";
    static final String CONFIG = "config";
    static final String MODULES = "modules";
    static final String OWN = "own";

    public String release() {
        return manifest.release();
    }

    public Path image() {
        return folder.resolve(IMAGE);
    }

    public Path config() {
        return folder.resolve(CONFIG);
    }

    /** The kernel's own modules that the agent's port needs, in the order to load them. */
    public List<Path> modules() {
        return manifest.modules().stream().map(folder.resolve(MODULES)::resolve).toList();
    }

    /** Our modules, in the order to load them. */
    public List<Path> ownModules() {
        Path own = ownFolder(folder, manifest.source());
        return manifest.ownModules().stream().map(own::resolve).toList();
    }

    /** Each source has its own folder, so that one build never overwrites what another run boots. */
    static Path ownFolder(Path folder, String source) {
        return folder.resolve(OWN).resolve(source.substring(0, 16));
    }
}
