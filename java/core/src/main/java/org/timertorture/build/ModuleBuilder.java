// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.timertorture.host.Tool.Output;
import org.timertorture.kernel.KernelHeaders;
import org.timertorture.kernel.StoreException;

/** Builds our modules for one kernel. */
public final class ModuleBuilder {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Path logs;

    public ModuleBuilder(Path logs) {
        this.logs = logs;
    }

    /**
     * The result of a build.
     *
     * @param modules the module files
     * @param compiler the first line that the compiler's {@code --version} prints: {@code gcc-12 (Debian 12.2.0-14)
     *     12.2.0}
     */
    public record Built(List<Path> modules, String compiler) {}

    /**
     * Compiles a copy of the source.
     *
     * @param hash hash of the source, in hex
     * @param work an empty directory for the copy; the built modules stay there
     * @throws StoreException if the compiler cannot run or the disk is full
     * @throws BuildFailedException if the source does not compile
     */
    public Built build(
            ModuleSource source, String hash, String release, KernelHeaders headers, Toolchain toolchain, Path work)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        source.copyTo(work);
        List<Path> visible = new ArrayList<>(headers.visible());
        visible.add(work);
        Output version = toolchain
                .tool(List.of(toolchain.compiler(), "--version"), visible)
                .run();
        if (!version.ok()) {
            throw StoreException.environment("cannot run " + toolchain.compiler() + " to build the module for "
                    + release + ": " + version.lastLine() + "; run as root, or install " + toolchain.compiler());
        }
        Path log = logs.resolve("build-" + release + ".log");
        List<String> command = new ArrayList<>(List.of(
                "make",
                "-C",
                headers.build().toString(),
                "M=" + work,
                "CC=" + toolchain.compiler(),
                "TT_SOURCE_HASH=" + hash.substring(0, 16),
                // BTF type information would need pahole, and nothing here reads it.
                "CONFIG_DEBUG_INFO_BTF_MODULES="));
        if (!toolchain.prefix().isEmpty()) {
            command.add("CROSS_COMPILE=" + toolchain.prefix());
        }
        headers.extraSymbols().ifPresent(symbols -> command.add("KBUILD_EXTRA_SYMBOLS=" + symbols));
        command.add("modules");
        Output output =
                toolchain.tool(command, visible).within(LIMIT).loggedTo(log).run();
        List<Path> modules = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(work, "*.ko")) {
            found.forEach(modules::add);
        }
        if (!output.ok() || modules.isEmpty()) {
            throw failure(release, output, log);
        }
        modules.sort(null);
        for (Path module : modules) {
            Output stripped = toolchain
                    .tool(List.of(toolchain.prefix() + "strip", "--strip-debug", module.toString()), visible)
                    .run();
            if (!stripped.ok()) {
                throw new IOException("cannot strip " + module + ": " + stripped.cause());
            }
        }
        return new Built(List.copyOf(modules), version.lines().get(0));
    }

    private static BuildFailedException failure(String release, Output output, Path log) throws StoreException {
        String cause = MakeFailure.cause(output);
        if (output.toldOfFullDisk()) {
            throw StoreException.environment("cannot build the module for " + release + ": " + cause + "; see " + log);
        }
        return new BuildFailedException("the module does not compile for " + release + ": " + cause, log);
    }
}
