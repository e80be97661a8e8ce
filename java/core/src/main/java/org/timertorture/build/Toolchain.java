// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.timertorture.host.Tool;

/** A compiler, and the tools that go with it. */
public interface Toolchain {
    /** Its command, as in {@code gcc-14}. */
    String compiler();

    /**
     * What to run on the host for a command beside it.
     *
     * @param visible directories of the host that it has to see, absolute
     */
    List<String> command(List<String> words, List<Path> visible) throws IOException;

    /** The same, to be run. */
    default Tool tool(List<String> words, List<Path> visible) throws IOException {
        return Tool.of(command(words, visible));
    }

    /**
     * The host's own.
     *
     * @param compiler its command
     */
    record Host(String compiler) implements Toolchain {
        @Override
        public List<String> command(List<String> words, List<Path> visible) {
            return words;
        }
    }
}
