// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.timertorture.format.Format;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.PlanException;

/**
 * A value of {@code --format}: a format and where it goes.
 *
 * @param format the format
 * @param file the file, or {@code -} for standard output
 */
record FormatFile(Format format, String file) {
    private static final String OUT = "-";

    /**
     * Reads {@code FORMAT=FILE}.
     *
     * @throws PlanException if there is no such format, or no file
     */
    static FormatFile parse(String value) throws PlanException {
        int equals = value.indexOf('=');
        if (equals <= 0 || equals == value.length() - 1) {
            throw new PlanException("--format " + value + ": expected FORMAT=FILE, such as ktap=result.ktap");
        }
        String label = value.substring(0, equals);
        List<String> labels = Arrays.stream(Format.values()).map(Format::label).collect(Collectors.toList());
        Format format = Format.named(label)
                .orElseThrow(() -> new PlanException(
                        "--format " + value + ": no format is called " + label + NearestNames.among(labels, label)));
        return new FormatFile(format, value.substring(equals + 1));
    }

    boolean toOut() {
        return OUT.equals(file);
    }

    Path path() {
        return Path.of(file);
    }
}
