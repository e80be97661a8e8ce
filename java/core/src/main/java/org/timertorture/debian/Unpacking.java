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

/** Unpacks packages into folders. None of their scripts is run. */
public final class Unpacking {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private Unpacking() {}

    /** Unpacks all packages into one folder. */
    public static void into(Path target, List<Path> packages, String what, Progress progress)
            throws IOException, StoreException, InterruptedException {
        into(Collections.nCopies(packages.size(), target), packages, what, progress);
    }

    /**
     * Unpacks each package into its own folder.
     *
     * @param targets the folders, in the order of the packages; missing ones are created
     * @param what the step's description in the progress display
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
