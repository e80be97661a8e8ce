// SPDX-License-Identifier: Apache-2.0
package org.timertorture.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.timertorture.host.Tool;
import org.timertorture.host.Tool.Output;
import org.timertorture.kernel.StoreException;
import org.timertorture.progress.Progress;

/** Packages become folders; nothing of them is run. */
public final class Unpacking {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private Unpacking() {}

    /** All of them into one. */
    public static void into(Path target, List<Path> packages, String what, Progress progress)
            throws IOException, StoreException, InterruptedException {
        into(Collections.nCopies(packages.size(), target), packages, what, progress);
    }

    /**
     * Each into its own.
     *
     * @param targets in the order of the packages; made if need be
     * @param what for the progress
     */
    public static void into(List<Path> targets, List<Path> packages, String what, Progress progress)
            throws IOException, StoreException, InterruptedException {
        try (Progress.Step step = progress.begin(what, targets.size())) {
            for (int i = 0; i < targets.size(); i++) {
                Files.createDirectories(targets.get(i));
                Output output = Tool.of(
                                "dpkg-deb",
                                "-x",
                                packages.get(i).toString(),
                                targets.get(i).toString())
                        .within(LIMIT)
                        .run();
                if (!output.ok()) {
                    throw StoreException.environment(
                            "cannot unpack " + packages.get(i) + ": " + output.cause("dpkg-deb:", "tar:"));
                }
                step.at(i + 1);
            }
        }
    }
}
