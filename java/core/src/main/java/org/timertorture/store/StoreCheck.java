// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.timertorture.build.GuestSource;
import org.timertorture.host.Hash;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.StoreException;

/** Checks that the store's entries still hold what was put there. */
public final class StoreCheck {
    private final Cache cache;
    private final GuestSource source;

    StoreCheck(Cache cache, GuestSource source) {
        this.cache = cache;
        this.source = source;
    }

    /**
     * A problem with an entry.
     *
     * @param kernel name of the entry
     * @param what the problem in a few words
     * @param mend what the user can do about it
     */
    public record Problem(String kernel, String what, String mend) {}

    /** Returns all problems, ordered by entry, including folders of the store that hold no complete entry. */
    List<Problem> problems(List<KernelEntry> entries) throws IOException, StoreException {
        List<Problem> problems = new ArrayList<>();
        for (KernelEntry entry : entries) {
            problems.addAll(of(entry));
        }
        for (Path folder : folders(cache)) {
            if (entries.stream().noneMatch(entry -> entry.folder().equals(folder))) {
                problems.add(new Problem(
                        folder.getFileName().toString(),
                        "it has no manifest that this timertorture can read",
                        "timertorture kernel prune removes it"));
            }
        }
        return problems;
    }

    /** Returns the visible folders of the store, complete or not. */
    static List<Path> folders(Cache cache) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(cache.kernels())) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(cache.kernels(), "[!.]*")) {
                found.forEach(folders::add);
            }
        }
        folders.sort(null);
        return folders;
    }

    private List<Problem> of(KernelEntry entry) throws IOException, StoreException {
        List<Problem> problems = new ArrayList<>();
        String again = entry.manifest().fromArchive()
                ? "timertorture kernel rm " + entry.name() + ", then timertorture kernel fetch "
                        + entry.manifest().request()
                : "timertorture kernel rm " + entry.name() + ", then timertorture kernel add it again";
        for (Map.Entry<String, String> file : entry.manifest().sha256().entrySet()) {
            Path path = entry.file(file.getKey());
            if (!Files.isRegularFile(path)) {
                problems.add(new Problem(entry.name(), file.getKey() + " is missing", again));
            } else if (!Hash.ofFile(path).equals(file.getValue())) {
                problems.add(new Problem(entry.name(), file.getKey() + " is not what was stored", again));
            }
        }
        if (!entry.manifest().source().equals(source.hash(entry.architecture()))) {
            problems.add(new Problem(
                    entry.name(), "its module was built from another source", "the next run with it builds it again"));
        }
        if (!entry.manifest().fromArchive()
                && !Files.isDirectory(Path.of(entry.manifest().headers()))) {
            problems.add(new Problem(
                    entry.name(),
                    entry.manifest().headers() + " is gone, without which its module cannot be built again",
                    "bring it back, or timertorture kernel rm " + entry.name()));
        }
        return problems;
    }
}
