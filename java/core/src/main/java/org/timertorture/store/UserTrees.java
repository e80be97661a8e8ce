// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.timertorture.build.Toolchain;
import org.timertorture.build.Toolchains;
import org.timertorture.build.TreeBuilder;
import org.timertorture.git.GitException;
import org.timertorture.git.GitRepository;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelTree;
import org.timertorture.kernel.StoreException;
import org.timertorture.kernel.StoreLock;
import org.timertorture.kernel.TreeException;
import org.timertorture.progress.Progress;

/** Builds the user's kernel trees, with this machine's compiler. */
final class UserTrees {
    private final Cache cache;

    UserTrees(Cache cache) {
        this.cache = cache;
    }

    /**
     * A built kernel.
     *
     * @param name its name in the store
     * @param output the folder that it was built in
     */
    record Built(String name, Path output) {}

    /** Builds a tree that was checked. Only one process builds in a folder at a time. */
    Built build(KernelTree tree, Progress progress)
            throws IOException, StoreException, TreeException, InterruptedException {
        String name = name(tree.source());
        Path output = tree.output(cache);
        Toolchain toolchain = Toolchains.find(name, Architecture.AMD64, OptionalInt.empty(), compiler -> {
            throw StoreException.environment("no " + compiler.command() + " to build " + name);
        });
        try (StoreLock alone = StoreLock.take(cache.trees().resolve(output.getFileName() + ".lock"), progress)) {
            alone.mustBeHeld();
            new TreeBuilder(cache.logs()).build(name, tree, output, toolchain, progress);
        }
        return new Built(name, output);
    }

    /** Returns the name of the commit, in characters that a kernel's name may have. */
    private static String name(Path source) throws IOException, StoreException, InterruptedException {
        Optional<GitRepository> git = GitRepository.at(source);
        try {
            String name = git.isPresent()
                    ? git.get().describe()
                    : source.getFileName().toString();
            String plain = name.replaceAll("[^A-Za-z0-9._+-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
            return plain.isEmpty() || KernelSelection.isTaken(plain) ? "tree-" + plain : plain;
        } catch (GitException e) {
            throw StoreException.environment(e.getMessage(), e);
        }
    }
}
