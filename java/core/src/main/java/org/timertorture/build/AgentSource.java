// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.timertorture.host.Hash;
import org.timertorture.kernel.StoreException;

/**
 * The source of the agent: the folder {@code native/src/main/c/} of the checkout. The agent for this machine's
 * architecture is on the class path; the source is needed for kernels of other architectures.
 */
final class AgentSource {
    private final Path folder;

    /**
     * Creates the source of a checkout.
     *
     * @param home the directory of the checkout
     */
    AgentSource(Path home) {
        this.folder = home.resolve("native/src/main/c");
    }

    /** Adds the names and contents of all files to a hash. */
    void addTo(Hash hash) throws IOException, StoreException {
        for (Path file : files()) {
            String head = folder.relativize(file) + " " + Files.size(file) + "\n";
            hash.add(head.getBytes(StandardCharsets.UTF_8)).add(file);
        }
    }

    /** Copies the source into a directory, which is created if it does not exist. */
    void copyTo(Path target) throws IOException, StoreException {
        for (Path file : files()) {
            Path copy = target.resolve(folder.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<Path> files() throws IOException, StoreException {
        if (!Files.isDirectory(folder)) {
            throw StoreException.environment("no source of the agent in " + folder
                    + ", which kernels of other architectures need: run timertorture from its checkout");
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.[ch]"))
                    .sorted()
                    .toList();
        }
    }
}
