// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.timertorture.build.Toolchains;
import org.timertorture.debian.Unpacking;
import org.timertorture.host.FileTree;
import org.timertorture.host.Hash;
import org.timertorture.host.Tool;
import org.timertorture.host.Tool.Output;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.StoreException;
import org.timertorture.progress.Progress;

/** Unpacks packages of a kernel's, which are files of the user's. None of their scripts is run. */
final class PackageFiles {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int LETTERS_OF_HASH = 8;

    private final Cache cache;

    PackageFiles(Cache cache) {
        this.cache = cache;
    }

    /**
     * Unpacks all packages into one folder of the cache. What was unpacked before is used again.
     *
     * @param packages files that end in {@code .deb} or {@code .rpm}
     * @throws StoreException if one of them is no such file, or if the tool that unpacks it is missing
     */
    Path unpack(List<Path> packages, Progress progress) throws IOException, StoreException, InterruptedException {
        Hash hash = new Hash();
        for (Path file : packages) {
            if (!Files.isRegularFile(file)) {
                throw StoreException.usage("there is no package " + file);
            }
            if (!isOf(file, ".deb") && !isOf(file, ".rpm")) {
                throw StoreException.usage(file + " is neither a .deb nor an .rpm package");
            }
            hash.add(Hash.ofFile(file).getBytes(StandardCharsets.US_ASCII));
        }
        Path folder = cache.trees().resolve("packages-" + hash.hex().substring(0, LETTERS_OF_HASH));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path part = folder.resolveSibling(
                "." + folder.getFileName() + "." + ProcessHandle.current().pid());
        FileTree.delete(part);
        try {
            Files.createDirectories(part);
            for (Path file : packages) {
                if (isOf(file, ".deb")) {
                    require("dpkg-deb", "dpkg", file);
                    Unpacking.into(part, List.of(file), "unpacking " + file.getFileName(), progress);
                } else {
                    require("bsdtar", "libarchive-tools (bsdtar)", file);
                    rpm(file, part, progress);
                }
            }
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTree.delete(part);
        }
        return folder;
    }

    private static boolean isOf(Path file, String kind) {
        return file.getFileName().toString().endsWith(kind);
    }

    private static void require(String tool, String from, Path file) throws StoreException, InterruptedException {
        if (!Toolchains.works(tool)) {
            throw StoreException.environment("cannot unpack " + file + " without " + tool + ": install " + from);
        }
    }

    private static void rpm(Path file, Path folder, Progress progress)
            throws IOException, StoreException, InterruptedException {
        try (Progress.Step step = progress.begin("unpacking " + file.getFileName(), 0)) {
            step.at(0);
            Output output = Tool.of("bsdtar", "-x", "--no-same-owner", "-f", file.toString(), "-C", folder.toString())
                    .within(LIMIT)
                    .run();
            if (!output.ok()) {
                throw StoreException.environment("cannot unpack " + file + ": " + output.cause("bsdtar:"));
            }
        }
    }
}
