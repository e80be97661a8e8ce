// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.timertorture.build.BuildRoot;
import org.timertorture.build.BuildRoots;
import org.timertorture.build.Gcc;
import org.timertorture.build.Toolchains;
import org.timertorture.host.FileTree;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelConfig;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.kernel.StoreLock;

/**
 * Finds and deletes files that the cache does not need. The user's own kernels stay, because they cannot be fetched
 * again.
 */
public final class StorePruner {
    private final Cache cache;
    private final KernelAssembly assembly;

    StorePruner(Cache cache, KernelAssembly assembly) {
        this.cache = cache;
        this.assembly = assembly;
    }

    /**
     * A file or a folder that can be deleted.
     *
     * @param bytes its size
     * @param why the reason that it is not needed
     */
    public record Item(Path path, long bytes, String why) {}

    List<Item> find(List<KernelEntry> entries, Instant unusedSince) throws IOException, InterruptedException {
        List<Item> items = new ArrayList<>();
        List<KernelEntry> kept = new ArrayList<>();
        for (KernelEntry entry : entries) {
            Instant used = Files.getLastModifiedTime(entry.folder().resolve(KernelManifest.FILE))
                    .toInstant();
            if (entry.manifest().fromArchive() && used.isBefore(unusedSince)) {
                items.add(item(
                        entry.folder(),
                        "a kernel that was last used on " + used.toString().substring(0, 10)));
            } else {
                kept.add(entry);
            }
        }
        for (Path folder : StoreCheck.folders(cache)) {
            if (entries.stream().noneMatch(entry -> entry.folder().equals(folder))) {
                items.add(item(folder, "no whole kernel"));
            }
        }
        for (Path left : assembly.leftOvers()) {
            items.add(item(left, "left by one that was killed"));
        }
        for (KernelEntry entry : kept) {
            Path current =
                    KernelEntry.ownFolder(entry.folder(), entry.manifest().source());
            add(items, current.getParent(), build -> !build.equals(current), "an old build of the module");
        }
        add(
                items,
                cache.headers(),
                headers -> kept.stream().noneMatch(one -> isOf(one, headers)),
                "headers of no kernel");
        // The manifest has the path without links.
        Path trees = Files.isDirectory(cache.trees()) ? cache.trees().toRealPath() : cache.trees();
        Predicate<Path> unneededTree = tree -> kept.stream()
                .noneMatch(one ->
                        isIn(trees.resolve(tree.getFileName()), one.manifest().headers()));
        add(items, cache.trees(), unneededTree, "the tree of no kernel");
        List<Path> sources = sources(unneededTree);
        add(items, cache.sources(), source -> !sources.contains(source), "a source that no tree is built from");
        add(items, cache.downloads(), any -> true, "a download");
        List<String> needed = needed(kept);
        add(
                items,
                cache.roots(),
                root -> !needed.contains(root.getFileName().toString()),
                "a build root that no kernel needs");
        add(
                items,
                cache.apt(),
                index -> kept.stream()
                        .noneMatch(one -> index.equals(cache.apt(one.manifest().suite(), one.architecture()))),
                "the index of a suite that no kernel is from");
        return items;
    }

    void delete(StoreLock lock, List<Item> items) throws IOException {
        lock.mustBeHeld();
        for (Item item : items) {
            // Renamed first, so that an incomplete kernel does not look complete.
            Path gone = item.path().resolveSibling("." + item.path().getFileName() + ".gone");
            FileTree.delete(gone);
            Files.move(item.path(), gone, StandardCopyOption.ATOMIC_MOVE);
            FileTree.delete(gone);
        }
    }

    /** Returns whether the headers are a tree, or in a folder of unpacked packages. */
    private static boolean isIn(Path tree, String headers) {
        return !headers.isEmpty() && Path.of(headers).startsWith(tree);
    }

    private static boolean isOf(KernelEntry entry, Path headers) {
        return entry.manifest().fromArchive()
                && entry.release().equals(headers.getFileName().toString());
    }

    /** Returns the sources of the trees that are needed. */
    private List<Path> sources(Predicate<Path> unneededTree) throws IOException {
        List<Path> sources = new ArrayList<>();
        if (Files.isDirectory(cache.trees())) {
            try (DirectoryStream<Path> trees = Files.newDirectoryStream(cache.trees(), "[!.]*")) {
                for (Path tree : trees) {
                    Path source = tree.resolve("source");
                    if (!unneededTree.test(tree) && Files.isSymbolicLink(source)) {
                        sources.add(tree.resolve(Files.readSymbolicLink(source)).normalize());
                    }
                }
            }
        }
        return sources;
    }

    /** Returns the suites whose build roots are needed to rebuild the modules of the kept kernels. */
    private List<String> needed(List<KernelEntry> kept) throws IOException, InterruptedException {
        List<String> suites = new ArrayList<>();
        for (BuildRoot root : new BuildRoots(cache).list()) {
            for (KernelEntry entry : kept) {
                OptionalInt major = KernelConfig.read(entry.config()).gcc();
                if (major.isEmpty()) {
                    continue;
                }
                Gcc gcc = new Gcc(entry.architecture(), major.getAsInt());
                if (root.has(gcc.packages()) && !Toolchains.onHost(gcc)) {
                    suites.add(root.manifest().suite());
                    break;
                }
            }
        }
        return suites;
    }

    private static void add(List<Item> items, Path folder, Predicate<Path> unneeded, String why) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "[!.]*")) {
            for (Path one : found) {
                if (unneeded.test(one)) {
                    items.add(item(one, why));
                }
            }
        }
    }

    private static Item item(Path path, String why) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            long bytes = 0;
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
            }
            return new Item(path, bytes, why);
        }
    }
}
