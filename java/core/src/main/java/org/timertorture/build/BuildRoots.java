// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.timertorture.debian.AptArchive;
import org.timertorture.debian.Unpacking;
import org.timertorture.host.FileTree;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.StoreException;
import org.timertorture.kernel.StoreLock;
import org.timertorture.progress.Progress;

/** The build roots in the cache, one per suite. A root appears in the cache only when it is complete. */
public final class BuildRoots {
    /** The programs that make and the kernel's scripts call. */
    private static final List<String> ALWAYS = List.of(
            "binutils",
            "coreutils",
            "dash",
            "bash",
            "diffutils",
            "findutils",
            "grep",
            "make",
            "mawk",
            "sed",
            "perl-base");

    private final Cache cache;

    public BuildRoots(Cache cache) {
        this.cache = cache;
    }

    /** Returns all complete build roots. */
    public List<BuildRoot> list() throws IOException {
        List<BuildRoot> roots = new ArrayList<>();
        if (Files.isDirectory(cache.roots())) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache.roots(), "[!.]*")) {
                for (Path folder : folders) {
                    BuildRoot.in(folder).ifPresent(roots::add);
                }
            }
        }
        return roots;
    }

    /** Returns a build root that has this compiler, if there is one. */
    public Optional<BuildRoot> having(Gcc compiler) throws IOException {
        return list().stream().filter(root -> root.has(compiler.packages())).findFirst();
    }

    /**
     * Returns the build root of a suite. It is made if it does not exist, and made again if it lacks a package.
     *
     * @param wanted names of the packages that the root must hold: a compiler and libraries
     */
    public BuildRoot provide(StoreLock lock, AptArchive archive, Collection<String> wanted, Progress progress)
            throws IOException, StoreException, InterruptedException {
        lock.mustBeHeld();
        Path folder = cache.roots().resolve(archive.suite());
        Optional<BuildRoot> here = BuildRoot.in(folder);
        if (here.isPresent() && here.get().has(wanted)) {
            return here.get();
        }
        TreeSet<String> names = new TreeSet<>(wanted);
        names.addAll(ALWAYS);
        // What another kernel needed stays.
        here.ifPresent(root -> names.addAll(root.manifest().wanted()));
        archive.update(progress);
        List<Path> files = archive.downloadWithDependencies(names, progress);
        Path made = cache.roots().resolve("." + archive.suite());
        FileTree.delete(made);
        Files.createDirectories(made);
        try {
            Unpacking.into(made, files, "unpacking the build root of " + archive.suite(), progress);
            BuildRoot.complete(
                    made,
                    new BuildRoot.Manifest(
                            BuildRoot.Manifest.SCHEMA,
                            archive.suite(),
                            List.copyOf(names),
                            files.stream()
                                    .map(file -> file.getFileName().toString())
                                    .toList()));
            FileTree.delete(folder);
            Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTree.delete(made);
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        return BuildRoot.in(folder).orElseThrow(() -> new IOException("no build root in " + folder));
    }
}
