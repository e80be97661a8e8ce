// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A kernel tree to build.
 *
 * <p>A tree that has a {@code .config} is built where it is, with that configuration. The source of any other tree is
 * only read: it is built in a folder of the cache, with a small configuration of this program's.
 *
 * @param folder the top of the source, or the folder that {@code O=} named
 * @param fragment a file with further options in the form of a {@code .config}; only for trees without one
 */
public record KernelTree(Path folder, Optional<Path> fragment) {

    /** Returns a tree with no further options. */
    public static KernelTree at(Path folder) {
        return new KernelTree(folder, Optional.empty());
    }

    /**
     * Checks that this is a kernel tree that can be built, and makes its paths absolute.
     *
     * @throws StoreException if it is not; the message says what to do
     */
    public KernelTree checked() throws IOException, StoreException {
        KernelTree real = checkedSource();
        if (fragment.isPresent() && real.configured()) {
            throw StoreException.usage("--config-fragment: " + folder
                    + " has a .config of its own, which is never changed: set the options there");
        }
        if (real.configured()
                && KernelConfig.read(real.folder.resolve(".config")).architecture() != Architecture.AMD64) {
            throw StoreException.usage(folder + " is configured for another architecture than amd64: build it by make,"
                    + " and call timertorture kernel add --tree " + folder);
        }
        if (!real.configured()
                && (Files.exists(real.folder.resolve("include/config"))
                        || Files.exists(real.folder.resolve("arch/x86/include/generated")))) {
            throw StoreException.usage(
                    folder + " has no .config, but is left from an earlier build: run 'make mrproper'"
                            + " in it, or bring its .config back");
        }
        return real;
    }

    /**
     * Checks that this is the top of a kernel's source, built or not, and makes its paths absolute.
     *
     * @throws StoreException if it is not
     */
    public KernelTree checkedSource() throws IOException, StoreException {
        if (!Files.isDirectory(folder)) {
            throw StoreException.usage("there is no directory " + folder);
        }
        KernelTree real = new KernelTree(folder.toRealPath(), fragment.map(Path::toAbsolutePath));
        if (!Files.isRegularFile(real.folder.resolve("Makefile"))
                || !Files.isRegularFile(real.source().resolve("Kconfig"))) {
            throw StoreException.usage(folder + " is no kernel tree: it has no Makefile and Kconfig");
        }
        if (fragment.isPresent() && !Files.isRegularFile(fragment.get())) {
            throw StoreException.usage("--config-fragment: there is no file " + fragment.get());
        }
        return real;
    }

    /** Returns whether the tree has a configuration of its own. */
    public boolean configured() {
        return Files.isRegularFile(folder.resolve(".config"));
    }

    /** Returns the top of the source, which an {@code O=} folder links to. */
    public Path source() throws IOException {
        Path link = folder.resolve("source");
        return Files.isDirectory(link) ? link.toRealPath() : folder;
    }

    /** Returns the folder that the kernel is built in. */
    public Path output(Cache cache) {
        return configured() ? folder : cache.trees().resolve(uniqueName());
    }

    /** Returns a name that says which folder this is, with a hash of its path to tell it from others of that name. */
    public String uniqueName() {
        return String.format(
                Locale.ROOT, "%s-%08x", folder.getFileName(), folder.toString().hashCode());
    }
}
