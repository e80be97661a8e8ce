// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.KernelTree;
import org.timertorture.plan.PlanException;
import org.timertorture.words.FileProblem;
import picocli.CommandLine.Option;

/** The options that name a kernel tree to build. */
final class TreeOptions {
    @Option(
            names = "--tree",
            paramLabel = "DIR",
            description =
                    "Build this kernel tree and race its kernel. A tree with a .config is built where it is, any other"
                            + " in a folder of the cache, with a small configuration.")
    private Path tree;

    @Option(
            names = "--config-fragment",
            paramLabel = "FILE",
            description = "Further options for the small configuration, as lines of a .config.")
    private Path fragment;

    /**
     * Refuses a fragment without a tree, and a tree that cannot be built.
     *
     * @throws TimertortureException if that is so; the message says what to do
     */
    void check() throws TimertortureException {
        if (fragment != null && tree == null) {
            throw new PlanException("--config-fragment needs --tree, whose configuration it changes");
        }
        if (tree != null) {
            try {
                new KernelTree(tree, Optional.ofNullable(fragment)).checked();
            } catch (IOException e) {
                throw new PlanException("--tree " + tree + ": " + FileProblem.of(e), e);
            }
        }
    }

    /** Returns the tree; empty if none was named. */
    Optional<KernelTree> tree() {
        return Optional.ofNullable(tree).map(folder -> new KernelTree(folder, Optional.ofNullable(fragment)));
    }
}
