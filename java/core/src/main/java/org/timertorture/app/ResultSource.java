// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.timertorture.plan.PlanException;

/**
 * Where recorded runs are read from.
 *
 * @param file the JSON of a run or of a matrix, or an HTML report in which it is embedded
 * @param kernel the beginning of the name of the only kernel whose runs are taken; empty for all runs
 */
public record ResultSource(Path file, Optional<String> kernel) {

    /** Takes all runs of a file. */
    public static ResultSource all(Path file) {
        return new ResultSource(file, Optional.empty());
    }

    /**
     * Reads {@code FILE} or {@code FILE@KERNEL}.
     *
     * @throws PlanException if there is no such file
     */
    public static ResultSource parse(String text) throws PlanException {
        Path whole = Path.of(text);
        if (Files.isReadable(whole)) {
            return all(whole);
        }
        int at = text.lastIndexOf('@');
        if (at > 0 && Files.isReadable(Path.of(text.substring(0, at)))) {
            return new ResultSource(Path.of(text.substring(0, at)), Optional.of(text.substring(at + 1)));
        }
        throw new PlanException("there is no file " + (at > 0 ? text.substring(0, at) : text)
                + ", or it may not be read; expected FILE or FILE@KERNEL");
    }

    /**
     * Reads the runs, and forgets them.
     *
     * @throws PlanException if the file is damaged, or has no run of that kernel
     */
    public void requireRuns() throws PlanException {
        RecordedRuns.read(List.of(this));
    }

    @Override
    public String toString() {
        return file + kernel.map(k -> "@" + k).orElse("");
    }
}
