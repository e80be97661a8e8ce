// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.timertorture.host.Hash;
import org.timertorture.kernel.StoreException;

/**
 * The source of our modules: the folder {@code kmod/} of the checkout without the files that a manual build leaves
 * there, the documents, and the models for the model checkers.
 */
public final class ModuleSource {
    private static final Pattern ABI = Pattern.compile("(?m)^#define\\s+TT_ABI\\s+(\\d+)");
    private static final Pattern NO_SOURCE = Pattern.compile(
            ".*\\.(md|o|ko|mod|cmd|d|a|symvers|order|tmp)|.*\\.mod\\.c|tt_probe\\.h|Module\\.markers|\\..*|.*~");
    private static final Pattern MODELS = Pattern.compile("promela|litmus");

    private final Path folder;

    /**
     * Creates the source of a checkout.
     *
     * @param home the directory of the checkout
     */
    public ModuleSource(Path home) {
        this.folder = home.resolve("kmod");
    }

    /**
     * Returns the SHA-256, in hex, over the names, modes and contents of all source files.
     *
     * @throws StoreException if there is no source
     */
    public String hash() throws IOException, StoreException {
        Hash hash = new Hash();
        for (Path file : files()) {
            String head =
                    folder.relativize(file) + (Files.isExecutable(file) ? " x " : " - ") + Files.size(file) + "\n";
            hash.add(head.getBytes(StandardCharsets.UTF_8)).add(file);
        }
        return hash.hex();
    }

    /** Returns the value of TT_ABI in the header, or 0 if the header does not define it. */
    public int abi() throws IOException {
        Path header = folder.resolve("include/uapi/timertorture.h");
        Matcher matcher = Files.isRegularFile(header) ? ABI.matcher(Files.readString(header)) : ABI.matcher("");
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Copies the source into a directory, which is created if it does not exist. */
    void copyTo(Path target) throws IOException, StoreException {
        for (Path file : files()) {
            Path copy = target.resolve(folder.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<Path> files() throws IOException, StoreException {
        if (!Files.isRegularFile(folder.resolve("Kbuild"))) {
            throw StoreException.environment("no source of the module in " + folder
                    + ": run timertorture from its checkout, or set the property timertorture.home");
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !MODELS.matcher(
                                    folder.relativize(file).getName(0).toString())
                            .matches())
                    .filter(file -> Stream.iterate(folder.relativize(file), part -> part != null, Path::getParent)
                            .noneMatch(part -> NO_SOURCE
                                    .matcher(part.getFileName().toString())
                                    .matches()))
                    .sorted()
                    .toList();
        }
    }
}
