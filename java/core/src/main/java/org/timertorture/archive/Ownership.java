// SPDX-License-Identifier: Apache-2.0
package org.timertorture.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The owner of new files. Under sudo it is the user who called sudo, otherwise the user who runs timertorture. */
public final class Ownership {
    private static final Ownership ASIS = new Ownership(Optional.empty());

    private final Optional<Ids> ids;

    private Ownership(Optional<Ids> ids) {
        this.ids = ids;
    }

    /**
     * Reads SUDO_UID and SUDO_GID.
     *
     * @param root whether the process runs as root; otherwise the variables are ignored
     */
    public static Ownership of(Map<String, String> environment, boolean root) {
        String uid = environment.getOrDefault("SUDO_UID", "");
        String gid = environment.getOrDefault("SUDO_GID", "");
        return root && uid.matches("\\d{1,9}") && gid.matches("\\d{1,9}")
                ? new Ownership(Optional.of(new Ids(Integer.parseInt(uid), Integer.parseInt(gid))))
                : ASIS;
    }

    /** Returns whether the process runs as root. */
    public static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Changes the owner of a new file or folder. */
    public void give(Path made) throws IOException {
        if (ids.isPresent()) {
            Files.setAttribute(made, "unix:uid", ids.get().uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(made, "unix:gid", ids.get().gid(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Creates a folder and its missing parents, and changes the owner of all that were created. */
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
