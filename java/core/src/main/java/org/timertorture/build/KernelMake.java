// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.timertorture.host.Tool.Output;
import org.timertorture.kernel.StoreException;
import org.timertorture.progress.Progress;

/**
 * Calls make for one kernel.
 *
 * @param name of the kernel, for progress
 * @param source where make runs
 * @param output the folder to build in; the source itself if they are the same
 * @param log the file for what make prints
 */
record KernelMake(String name, Path source, Path output, Toolchain toolchain, Path log) {
    private static final Duration LIMIT = Duration.ofHours(3);

    /**
     * Runs make to its end.
     *
     * @param words targets and variables
     */
    Output run(List<String> words, Progress progress) throws IOException, StoreException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "make",
                "-C",
                source.toString(),
                "-j" + Runtime.getRuntime().availableProcessors(),
                "CC=" + toolchain.compiler(),
                "HOSTCC=" + toolchain.compiler()));
        if (!output.equals(source)) {
            command.add("O=" + output);
        }
        command.addAll(words);
        try (Progress.Step step = progress.begin("building " + name, 0)) {
            AtomicLong lines = new AtomicLong();
            return toolchain
                    .tool(command, List.of(source, output))
                    .within(LIMIT)
                    .loggedTo(log)
                    .onLine(line -> step.at(lines.incrementAndGet()))
                    .run();
        }
    }

    /** Returns what went wrong, from what make printed. */
    String failure(Output made) {
        return "cannot build " + name + ": " + MakeFailure.cause(made) + "; see " + log;
    }
}
