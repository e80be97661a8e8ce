// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.timertorture.host.Tool.Output;
import org.timertorture.kernel.BuildKind;
import org.timertorture.kernel.KernelConfig;
import org.timertorture.kernel.KernelTree;
import org.timertorture.kernel.LocalKernel;
import org.timertorture.kernel.StoreException;
import org.timertorture.kernel.TreeException;
import org.timertorture.progress.Progress;

/** Configures and compiles a kernel tree of the user's. What an earlier build compiled is used again. */
public final class TreeBuilder {
    /** A release has at most 64 letters, and begins with the version. */
    private static final int LONGEST_SUFFIX = 40;

    private static final String OPTIONS = "all.config";

    /** What a kernel's build calls besides the compiler, each named as its Debian package. */
    private static final List<String> TOOLS = List.of("make", "flex", "bison", "bc");

    private final Path logs;

    public TreeBuilder(Path logs) {
        this.logs = logs;
    }

    /**
     * Builds a tree.
     *
     * @param name of the kernel, for messages, the log, and the release if the configuration is not the user's
     * @param tree a checked tree
     * @param output the folder to build in
     * @throws TreeException if the tree cannot be configured as needed, or does not compile; the message names the log
     * @throws StoreException if this machine lacks a tool or space
     */
    public void build(String name, KernelTree tree, Path output, Toolchain toolchain, Progress progress)
            throws IOException, StoreException, TreeException, InterruptedException {
        requireTools();
        Files.createDirectories(output);
        Path log = logs.resolve("build-" + name + ".log");
        KernelMake make = new KernelMake(name, tree.folder(), output, toolchain, log);
        List<String> targets = new ArrayList<>(List.of("bzImage", "modules"));
        if (tree.configured()) {
            // An option that this commit is the first to have would be asked for otherwise.
            make(make, List.of("olddefconfig"), Progress.SILENT);
        } else {
            configure(name, tree, output, make, log);
            targets.add(release(name));
        }
        List<String> missing = LocalKernel.missing(KernelConfig.read(output.resolve(".config")));
        if (!missing.isEmpty()) {
            throw TreeException.unbuildable(
                    name + " is configured without " + String.join(", ", missing) + ", which a guest needs: "
                            + (tree.configured()
                                    ? "choose it in " + output.resolve(".config")
                                    : "this source does not offer it, or the configuration fragment forbids it"));
        }
        make(make, targets, progress);
    }

    /** Sets what a guest needs and the fragment's options; all else is off. */
    private static void configure(String name, KernelTree tree, Path output, KernelMake make, Path log)
            throws IOException, StoreException, TreeException, InterruptedException {
        List<String> options = tree.fragment().isPresent()
                ? BuildKind.PLAIN.optionsWith(tree.fragment().get())
                : BuildKind.PLAIN.options();
        Files.write(output.resolve(OPTIONS), options);
        make(
                make,
                List.of("KCONFIG_ALLCONFIG=" + output.resolve(OPTIONS), "allnoconfig", release(name)),
                Progress.SILENT);
        if (tree.fragment().isPresent()) {
            List<String> config = Files.readAllLines(output.resolve(".config"));
            List<String> plain = BuildKind.PLAIN.options();
            String refused = options.stream()
                    .filter(option -> !plain.contains(option) && !config.contains(option))
                    .collect(Collectors.joining(", "));
            if (!refused.isEmpty()) {
                throw TreeException.unbuildable(
                        "--config-fragment " + tree.fragment().get() + ": " + name + " does not offer " + refused
                                + ", or needs other options for it; see " + log);
            }
        }
    }

    /** Returns the variable that puts the end of a kernel's name into its release. */
    private static String release(String name) {
        return "LOCALVERSION=-" + name.substring(Math.max(0, name.length() - LONGEST_SUFFIX));
    }

    private static void requireTools() throws StoreException, InterruptedException {
        List<String> lacking = new ArrayList<>();
        for (String tool : TOOLS) {
            if (!Toolchains.works(tool)) {
                lacking.add(tool);
            }
        }
        if (!lacking.isEmpty()) {
            throw StoreException.environment("a kernel cannot be built without " + String.join(", ", lacking)
                    + ": install " + String.join(" ", lacking) + " libelf-dev");
        }
    }

    private static void make(KernelMake make, List<String> words, Progress progress)
            throws IOException, StoreException, TreeException, InterruptedException {
        Output made = make.run(words, progress);
        if (!made.ok() && made.toldOfFullDisk()) {
            throw StoreException.environment(make.failure(made));
        }
        if (!made.ok()) {
            throw TreeException.unbuildable(make.failure(made));
        }
    }
}
