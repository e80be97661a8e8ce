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
import org.timertorture.kernel.StoreException;
import org.timertorture.progress.Progress;

/** Configures and compiles a kernel in a folder of its own. The source is only read. */
public final class KernelBuilder {
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
        KernelMake make = new KernelMake(name, source, tree, toolchain, log);
        List<String> options = new ArrayList<>(kind.options());
        options.add("CONFIG_LOCALVERSION=\"-" + kind.word() + "\"");
        if (!isConfigured(tree, options)) {
            Files.write(tree.resolve(OPTIONS), options);
            make(make, List.of("KCONFIG_ALLCONFIG=" + tree.resolve(OPTIONS), "allnoconfig"), Progress.SILENT);
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
        make(make, targets, progress);
    }

    private static boolean isConfigured(Path tree, List<String> options) throws IOException {
        Path config = tree.resolve(".config");
        Path wanted = tree.resolve(OPTIONS);
        return Files.isRegularFile(config)
                && Files.isRegularFile(wanted)
                && Files.readAllLines(wanted).equals(options)
                && Files.readAllLines(config).containsAll(options);
    }

    private static void make(KernelMake make, List<String> words, Progress progress)
            throws IOException, StoreException, InterruptedException {
        Output made = make.run(words, progress);
        if (!made.ok()) {
            throw StoreException.environment(make.failure(made));
        }
    }
}
