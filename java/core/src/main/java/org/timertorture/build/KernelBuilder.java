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
import org.timertorture.kernel.StoreException;
import org.timertorture.progress.Progress;

/** Configures and compiles a kernel in a folder of its own. The source is only read. */
public final class KernelBuilder {
    private static final Duration LIMIT = Duration.ofHours(3);
    private static final String OPTIONS = "all.config";

    private final Path logs;

    public KernelBuilder(Path logs) {
        this.logs = logs;
    }

    /**
     * Builds a kernel. What an earlier build of the same source left in the folder is used again.
     *
     * @param name of the kernel, for messages and the log
     * @param source the unpacked source
     * @param tree the folder to build in
     * @throws StoreException if the kernel cannot be configured as wanted, or does not compile; the message names the
     *     log
     */
    public void build(String name, BuildKind kind, Path source, Path tree, Toolchain toolchain, Progress progress)
            throws IOException, StoreException, InterruptedException {
        Files.createDirectories(tree);
        Path log = logs.resolve("build-" + name + ".log");
        List<String> options = new ArrayList<>(kind.options());
        options.add("CONFIG_LOCALVERSION=\"-" + kind.word() + "\"");
        if (!isConfigured(tree, options)) {
            Files.write(tree.resolve(OPTIONS), options);
            make(
                    name,
                    List.of("KCONFIG_ALLCONFIG=" + tree.resolve(OPTIONS), "allnoconfig"),
                    source,
                    tree,
                    toolchain,
                    log,
                    Progress.SILENT);
        }
        if (!isConfigured(tree, options)) {
            List<String> config = Files.readAllLines(tree.resolve(".config"));
            String refused =
                    options.stream().filter(option -> !config.contains(option)).collect(Collectors.joining(", "));
            throw StoreException.environment("cannot build " + name + ": this source and " + toolchain.compiler()
                    + " do not offer " + refused + "; --from another suite may; see " + log);
        }
        List<String> targets = new ArrayList<>(kind.variables());
        // "modules" builds none, but makes what the build of a module needs.
        targets.addAll(List.of("bzImage", "modules"));
        make(name, targets, source, tree, toolchain, log, progress);
    }

    private static boolean isConfigured(Path tree, List<String> options) throws IOException {
        Path config = tree.resolve(".config");
        Path wanted = tree.resolve(OPTIONS);
        return Files.isRegularFile(config)
                && Files.isRegularFile(wanted)
                && Files.readAllLines(wanted).equals(options)
                && Files.readAllLines(config).containsAll(options);
    }

    private static void make(
            String name, List<String> targets, Path source, Path tree, Toolchain toolchain, Path log, Progress progress)
            throws IOException, StoreException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "make",
                "-C",
                source.toString(),
                "O=" + tree,
                "-j" + Runtime.getRuntime().availableProcessors(),
                "CC=" + toolchain.compiler(),
                "HOSTCC=" + toolchain.compiler()));
        command.addAll(targets);
        Output output;
        try (Progress.Step step = progress.begin("building " + name, 0)) {
            AtomicLong files = new AtomicLong();
            output = toolchain
                    .tool(command, List.of(source, tree))
                    .within(LIMIT)
                    .loggedTo(log)
                    .onLine(line -> step.at(files.incrementAndGet()))
                    .run();
        }
        if (!output.ok()) {
            throw StoreException.environment(
                    "cannot build " + name + ": " + MakeFailure.cause(output) + "; see " + log);
        }
    }
}
