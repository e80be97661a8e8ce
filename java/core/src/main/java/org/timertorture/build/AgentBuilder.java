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
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.StoreException;

/** Builds the agent for kernels of another architecture, as native/pom.xml builds it for that of this machine. */
final class AgentBuilder {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final List<String> OPTIONS =
            List.of("-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-fvisibility=hidden", "-static", "-s");

    private final Path logs;

    AgentBuilder(Path logs) {
        this.logs = logs;
    }

    /**
     * Compiles and links a copy of the source.
     *
     * @param name of the kernel, for messages and the log
     * @param module a directory with the module's source, which has the uapi header
     * @return the program, which is below that directory
     * @throws BuildFailedException if the source does not compile
     */
    Path build(AgentSource source, String name, Toolchain toolchain, Path module)
            throws IOException, BuildFailedException, StoreException, InterruptedException {
        Path work = module.resolve("agent");
        source.copyTo(work);
        Path program = work.resolve(KernelEntry.AGENT);
        List<String> command = new ArrayList<>(List.of(toolchain.compiler()));
        command.addAll(OPTIONS);
        command.addAll(List.of("-D_GNU_SOURCE", "-DTT_VERSION=\"" + version() + "\""));
        for (Path folder : List.of(work, work.resolve("shim"), module.resolve("include/uapi"))) {
            command.addAll(List.of("-I", folder.toString()));
        }
        for (String folder : List.of("agent", "shim")) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(work.resolve(folder), "*.c")) {
                found.forEach(file -> command.add(file.toString()));
            }
        }
        command.addAll(List.of("-o", program.toString()));
        Path log = logs.resolve("build-agent-" + name + ".log");
        Output output = toolchain
                .tool(command, List.of(module))
                .within(LIMIT)
                .loggedTo(log)
                .run();
        if (!output.ok()) {
            throw new BuildFailedException(
                    "the agent does not compile for " + name + ": " + MakeFailure.cause(output), log);
        }
        return program;
    }

    private static String version() {
        String version = AgentBuilder.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
