// SPDX-License-Identifier: Apache-2.0
package org.timertorture.archive;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.timertorture.report.JsonReport;
import org.timertorture.result.RunResult;

/** The folder of one run's results. */
public final class ResultFolder {
    static final String RESULT = "result.json";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int MOST_NAMESAKES = 1000;

    private final Path folder;
    private final Ownership ownership;

    private ResultFolder(Path folder, Ownership ownership) {
        this.folder = folder;
        this.ownership = ownership;
    }

    /**
     * Makes the folder of a run, and a link {@code latest} to it.
     *
     * @param root of all results
     * @throws IOException if it cannot be made; the message names it
     */
    public static ResultFolder make(Path root, Instant started, String plan, Ownership ownership) throws IOException {
        ResultFolder made = new ResultFolder(unlike(root, name(started, plan), ownership), ownership);
        link(root, made.folder, ownership);
        return made;
    }

    /** The folder of a run in one that holds several. */
    static ResultFolder within(Path folder, Ownership ownership) throws IOException {
        ownership.makeFolders(folder);
        return new ResultFolder(folder, ownership);
    }

    /** As in {@code 20261123T093425Z-quick}. */
    static String name(Instant started, String plan) {
        return TIME.format(started) + "-" + plan.replaceAll("[^A-Za-z0-9._-]+", "_");
    }

    /** Makes a folder of that name, or of that name with a number if there is one already. */
    static Path unlike(Path root, String name, Ownership ownership) throws IOException {
        Room.require(root, Room.FOR_A_RUN);
        ownership.makeFolders(root.toAbsolutePath());
        for (int i = 1; i < MOST_NAMESAKES; i++) {
            Path folder = root.resolve(i == 1 ? name : name + "." + i);
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            ownership.give(folder);
            return folder;
        }
        throw new IOException("there are too many folders " + root.resolve(name));
    }

    public Path path() {
        return folder;
    }

    /** Where a run's console goes. */
    public Path console() {
        return folder.resolve("console.log");
    }

    /** Writes the result, and takes a copy of the console if it lies elsewhere. */
    public void write(RunResult result, Optional<Path> console) throws IOException {
        Path json = folder.resolve(RESULT);
        new JsonReport().write(result, json);
        ownership.give(json);
        if (console.isPresent() && Files.isReadable(console.get())) {
            if (!console.get().equals(console())) {
                Files.copy(console.get(), console(), StandardCopyOption.REPLACE_EXISTING);
            }
            ownership.give(console());
        }
    }

    /** Removes the folder if nothing was written into it. */
    public void dropIfEmpty() throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
            return;
        }
    }

    /** The link is a convenience: two runs at once may race for it, and a file system may have none. */
    private static void link(Path root, Path folder, Ownership ownership) {
        Path latest = root.resolve("latest");
        try {
            if (Files.isSymbolicLink(latest)) {
                Files.delete(latest);
            }
            Files.createSymbolicLink(latest, folder.getFileName());
            ownership.give(latest);
        } catch (IOException | UnsupportedOperationException e) {
            return;
        }
    }
}
