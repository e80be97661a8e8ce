// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.timertorture.host.Tool;

/** A compiler and the tools that belong to it. */
public interface Toolchain {
    /** Returns the compiler's command, for example {@code gcc-14}. */
    String compiler();

    /**
     * Returns what the names of the compiler and the binutils begin with: empty unless they build for another
     * architecture.
     */
    String prefix();

    /**
     * Returns the host command that runs a command of this toolchain.
     *
     * @param words the command and its arguments
     * @param visible absolute paths of the host directories that the command must be able to read
     */
    List<String> command(List<String> words, List<Path> visible) throws IOException;

    /** Returns a tool that runs a command of this toolchain. */
    default Tool tool(List<String> words, List<Path> visible) throws IOException {
        return Tool.of(command(words, visible));
    }

    /**
     * The host's own toolchain.
     *
     * @param compiler the compiler's command
     * @param prefix what its name and those of the binutils begin with
     */
    record Host(String compiler, String prefix) implements Toolchain {
        /** A toolchain for this machine's architecture. */
        public Host(String compiler) {
            this(compiler, "");
        }

        @Override
        public List<String> command(List<String> words, List<Path> visible) {
            return words;
        }
    }
}
