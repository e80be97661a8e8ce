// SPDX-License-Identifier: Apache-2.0
package org.timertorture.host;

import java.util.List;
import java.util.Optional;

/** What a machine tells about itself: files of its kernel, and what programs print. */
public interface MachineView {

    /** Returns the text of a file, such as {@code /proc/cpuinfo}; empty if there is none, or it cannot be read. */
    Optional<String> file(String path);

    /** Returns the lines that a program prints; none if it is not there, fails, or takes too long. */
    List<String> output(String... command);

    /** Returns the value of a line {@code KEY : VALUE} of a file; empty if there is none. */
    default String value(String path, String key) {
        return file(path).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("");
    }
}
