// SPDX-License-Identifier: Apache-2.0
package org.timertorture.vm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.timertorture.vm.Tool.Output;

/** Builds our modules for one kernel. */
final class ModuleBuilder {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Path logs;

    ModuleBuilder(Path logs) {
        this.logs = logs;
    }

    /**
     * What was built.
     *
     * @param modules the module files
     * @param compiler its own words: {@code gcc-12 (Debian 12.2.0-14) 12.2.0}
     */
    record Built(List<Path> modules, String compiler) {}

    /**
     * Compiles a copy of the source.
     *
     * @param work an empty directory for it; the modules stay there
     * @throws BuildFailedException if the source does not compile
     * @throws StoreException if the compiler is not there or too old for the kernel
     */
    Built build(ModuleSource source, String hash, String release, KernelHeaders headers, Path work)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        String compiler = compiler(release, headers);
        source.copyTo(work);
        Path log = logs.resolve("build-" + release + ".log");
        Output output = Tool.of(
                        "make",
                        "-C",
                        headers.build().toString(),
                        "M=" + work,
                        "CC=" + compiler,
                        "TT_SOURCE_HASH=" + hash.substring(0, 16),
                        // The type information would need pahole, and nobody here reads it.
                        "CONFIG_DEBUG_INFO_BTF_MODULES=",
                        "modules")
                .within(LIMIT)
                .loggedTo(log)
                .run();
        List<Path> modules = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(work, "*.ko")) {
            found.forEach(modules::add);
        }
        if (!output.ok() || modules.isEmpty()) {
            String cause = output.lines().stream()
                    .filter(line -> line.contains("error:") || line.startsWith("ERROR:"))
                    .findFirst()
                    .orElseGet(() -> output.lastLine("make"));
            throw new BuildFailedException("the module does not compile for " + release + ": " + cause, log);
        }
        modules.sort(null);
        for (Path module : modules) {
            Output stripped =
                    Tool.of("strip", "--strip-debug", module.toString()).run();
            if (!stripped.ok()) {
                throw new IOException("cannot strip " + module + ": " + stripped.lastLine());
            }
        }
        return new Built(List.copyOf(modules), version(compiler).lines().get(0));
    }

    private static String compiler(String release, KernelHeaders headers)
            throws IOException, StoreException, InterruptedException {
        OptionalInt wanted = headers.compiler();
        if (wanted.isPresent() && works("gcc-" + wanted.getAsInt())) {
            return "gcc-" + wanted.getAsInt();
        }
        if (!works("gcc")) {
            throw StoreException.environment("no gcc to build the module for " + release + ": install gcc");
        }
        String installed = Tool.of("gcc", "-dumpversion").run().lastLine();
        int major = Integer.parseInt(installed.replaceFirst("\\D.*", ""));
        if (wanted.isPresent() && major < wanted.getAsInt()) {
            throw StoreException.environment(
                    release + " was built with gcc " + wanted.getAsInt() + ", here is only gcc " + installed
                            + ", which lacks options that it needs: install gcc-" + wanted.getAsInt());
        }
        return "gcc";
    }

    private static boolean works(String compiler) throws InterruptedException {
        try {
            return version(compiler).ok();
        } catch (IOException e) {
            return false;
        }
    }

    private static Output version(String compiler) throws IOException, InterruptedException {
        return Tool.of(compiler, "--version").run();
    }
}
