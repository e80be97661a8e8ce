// SPDX-License-Identifier: Apache-2.0
package org.timertorture.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The machine that Java itself runs on. */
public final class ThisMachine implements MachineView {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Path root;

    public ThisMachine() {
        this(Path.of("/"));
    }

    /**
     * Creates a view of files below a folder.
     *
     * @param root the folder that contains {@code proc} and {@code sys}
     */
    public ThisMachine(Path root) {
        this.root = root;
    }

    @Override
    public Optional<String> file(String path) {
        try {
            byte[] bytes = Files.readAllBytes(root.resolve(path.substring(1)));
            // A kernel's file may contain any byte, and this charset decodes them all.
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> output(String... command) {
        try {
            Tool.Output output = Tool.of(command).within(LIMIT).run();
            return output.ok() ? output.lines() : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
