// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A complete kernel of the store.
 *
 * @param folder the folder of its files
 * @param manifest its description
 */
public record KernelEntry(Path folder, KernelManifest manifest) {

    public static final String IMAGE = "vmlinuz";
    public static final String CONFIG = "config";
    public static final String MODULES = "modules";
    public static final String OWN = "own";
    public static final String AGENT = "timertorture-agent";

    /** Returns the name of the kernel in the store: its release, unless the user gave another name. */
    public String name() {
        return folder.getFileName().toString();
    }

    public String release() {
        return manifest.release();
    }

    public Path image() {
        return folder.resolve(IMAGE);
    }

    public Path config() {
        return folder.resolve(CONFIG);
    }

    /** Returns those of the kernel's own modules that the agent's port needs, in the order to load them. */
    public List<Path> modules() {
        return manifest.modules().stream().map(folder.resolve(MODULES)::resolve).toList();
    }

    /** Returns our modules, in the order to load them. */
    public List<Path> ownModules() {
        Path own = ownFolder(folder, manifest.source());
        return manifest.ownModules().stream().map(own::resolve).toList();
    }

    /** Returns the agent that was built for this kernel; empty if this machine's own agent runs on it. */
    public Optional<Path> agent() {
        String named = OWN + "/" + AGENT;
        return manifest.sha256().containsKey(named) ? Optional.of(file(named)) : Optional.empty();
    }

    public Architecture architecture() {
        return manifest.architecture();
    }

    /** Returns a file that the manifest names. */
    public Path file(String named) {
        return isOwn(named)
                ? ownFolder(folder, manifest.source()).resolve(named.substring(OWN.length() + 1))
                : folder.resolve(named);
    }

    /** Returns whether all files exist. Their contents are checked by the store. */
    public boolean isWhole() {
        return manifest.sha256().keySet().stream().map(this::file).allMatch(Files::isRegularFile);
    }

    static boolean isOwn(String named) {
        return named.startsWith(OWN + "/");
    }

    /**
     * Returns the folder of our modules built from one source. Each source has its own, so that no build overwrites the
     * modules that another run boots.
     */
    public static Path ownFolder(Path folder, String source) {
        return folder.resolve(OWN).resolve(source.substring(0, 16));
    }
}
