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
import org.timertorture.json.ResultWriter;
import org.timertorture.result.RunResult;

/** The folder of a run's results. */
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
     * Creates the folder, and a link {@code latest} to it.
     *
     * @param root the folder of all results
     * @throws IOException if the folder cannot be created; the message names it
     */
    public static ResultFolder make(Path root, Instant started, String plan, Ownership ownership) throws IOException {
        ResultFolder made = new ResultFolder(unlike(root, name(started, plan), ownership), ownership);
        link(root, made.folder, ownership);
        return made;
    }

    /** Returns the folder of a run within a folder of several runs. */
    static ResultFolder within(Path folder, Ownership ownership) throws IOException {
        ownership.makeFolders(folder);
        return new ResultFolder(folder, ownership);
    }

    /** Returns a name such as {@code 20261123T093425Z-quick}. */
    static String name(Instant started, String plan) {
        return TIME.format(started) + "-" + plan.replaceAll("[^A-Za-z0-9._-]+", "_");
    }

    /** Creates a folder with this name. If the name is taken, a number is appended. */
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

    /** Returns the file for the run's console. */
    public Path console() {
        return folder.resolve("console.log");
    }

    /** Writes the result, and copies the console if it is kept elsewhere. */
    public void write(RunResult result, Optional<Path> console) throws IOException {
        Path json = folder.resolve(RESULT);
        new ResultWriter().write(result, json);
        ownership.give(json);
        if (console.isPresent() && Files.isReadable(console.get())) {
            if (!console.get().equals(console())) {
                Files.copy(console.get(), console(), StandardCopyOption.REPLACE_EXISTING);
            }
            ownership.give(console());
        }
    }

    /**
     * Writes what a run has come to so far, so that it is not lost if this process or the host dies. The final result
     * replaces it. A failure is ignored here, because the final write reports it, and the run goes on meanwhile.
     */
    public void keep(RunResult soFar) {
        try {
            write(soFar, Optional.empty());
        } catch (IOException e) {
            return;
        }
    }

    /** Deletes the folder if it is empty. */
    public void dropIfEmpty() throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
            return;
        }
    }

    /**
     * Creates the link. Failures are ignored, because the link is only a convenience: two runs may race for it, and
     * some file systems have no links.
     */
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
