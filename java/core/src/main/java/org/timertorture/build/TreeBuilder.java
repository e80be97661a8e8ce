// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final Duration LIMIT = Duration.ofHours(3);
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
        Make make = new Make(name, tree, output, toolchain, log);
        if (tree.configured()) {
            // An option that this commit is the first to have would be asked for otherwise.
            make.run(List.of("olddefconfig"), Progress.SILENT);
        } else {
            configure(name, tree, output, make, log);
        }
        List<String> missing = LocalKernel.missing(KernelConfig.read(output.resolve(".config")));
        if (!missing.isEmpty()) {
            throw TreeException.unbuildable(
                    name + " is configured without " + String.join(", ", missing) + ", which a guest needs: "
                            + (tree.configured()
                                    ? "choose it in " + output.resolve(".config")
                                    : "this source does not offer it, or the configuration fragment forbids it"));
        }
        make.run(List.of("bzImage", "modules"), progress);
    }

    /** Sets what a guest needs and the fragment's options; all else is off. */
    private static void configure(String name, KernelTree tree, Path output, Make make, Path log)
            throws IOException, StoreException, TreeException, InterruptedException {
        List<String> options = tree.fragment().isPresent()
                ? BuildKind.PLAIN.optionsWith(tree.fragment().get())
                : BuildKind.PLAIN.options();
        Files.write(output.resolve(OPTIONS), options);
        make.run(List.of("KCONFIG_ALLCONFIG=" + output.resolve(OPTIONS), "allnoconfig"), Progress.SILENT);
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

    /** Calls make for one tree. */
    private record Make(String name, KernelTree tree, Path output, Toolchain toolchain, Path log) {
        void run(List<String> targets, Progress progress)
                throws IOException, StoreException, TreeException, InterruptedException {
            List<String> command = new ArrayList<>(List.of(
                    "make",
                    "-C",
                    tree.folder().toString(),
                    "-j" + Runtime.getRuntime().availableProcessors(),
                    "CC=" + toolchain.compiler(),
                    "HOSTCC=" + toolchain.compiler()));
            if (!tree.configured()) {
                command.add("O=" + output);
                command.add("LOCALVERSION=-" + name.substring(Math.max(0, name.length() - LONGEST_SUFFIX)));
            }
            command.addAll(targets);
            Output made;
            try (Progress.Step step = progress.begin("building " + name, 0)) {
                AtomicLong lines = new AtomicLong();
                made = toolchain
                        .tool(command, List.of(tree.folder(), output))
                        .within(LIMIT)
                        .loggedTo(log)
                        .onLine(line -> step.at(lines.incrementAndGet()))
                        .run();
            }
            if (!made.ok()) {
                String message = "cannot build " + name + ": " + MakeFailure.cause(made) + "; see " + log;
                if (made.toldOfFullDisk()) {
                    throw StoreException.environment(message);
                }
                throw TreeException.unbuildable(message);
            }
        }
    }
}
