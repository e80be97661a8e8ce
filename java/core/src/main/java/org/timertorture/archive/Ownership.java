// SPDX-License-Identifier: Apache-2.0
package org.timertorture.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Whose the files are that we make: under sudo those of the user who called it, else those of whoever runs us. */
public final class Ownership {
    private static final Ownership ASIS = new Ownership(Optional.empty());

    private final Optional<Ids> ids;

    private Ownership(Optional<Ids> ids) {
        this.ids = ids;
    }

    /**
     * Reads SUDO_UID and SUDO_GID.
     *
     * @param root whether we run as root; else they mean nothing
     */
    public static Ownership of(Map<String, String> environment, boolean root) {
        String uid = environment.getOrDefault("SUDO_UID", "");
        String gid = environment.getOrDefault("SUDO_GID", "");
        return root && uid.matches("\\d{1,9}") && gid.matches("\\d{1,9}")
                ? new Ownership(Optional.of(new Ids(Integer.parseInt(uid), Integer.parseInt(gid))))
                : ASIS;
    }

    /** Whether the process runs as root. */
    public static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Gives a file or folder that we made to its owner. */
    public void give(Path made) throws IOException {
        if (ids.isPresent()) {
            Files.setAttribute(made, "unix:uid", ids.get().uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(made, "unix:gid", ids.get().gid(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Makes a folder and those above it that do not exist, and gives those that it made to their owner. */
    public void makeFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getParent() != null) {
            makeFolders(folder.getParent());
        }
        Files.createDirectory(folder);
        give(folder);
    }

    private record Ids(int uid, int gid) {}
}
