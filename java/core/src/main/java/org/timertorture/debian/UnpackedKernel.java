// SPDX-License-Identifier: Apache-2.0
package org.timertorture.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.timertorture.kernel.KernelConfig;
import org.timertorture.kernel.KernelParts;
import org.timertorture.kernel.KernelParts.Part;
import org.timertorture.kernel.VirtioModules;

/** Finds a kernel's image and modules in its unpacked packages, whose layout changed between 5.10 and 7.x. */
public final class UnpackedKernel {
    private final Map<DebianPackage, Path> roots;
    private final String release;

    /**
     * Creates a view of unpacked packages.
     *
     * @param roots for each package, the directory that it was unpacked into
     * @param release the release of the kernel
     */
    public UnpackedKernel(Map<DebianPackage, Path> roots, String release) {
        this.roots = new LinkedHashMap<>(roots);
        this.release = release;
    }

    /**
     * Finds the kernel's files.
     *
     * @param otherwise the config to use if the packages hold none
     * @throws IOException if a file is missing
     */
    public KernelParts parts(Part otherwise) throws IOException, InterruptedException {
        Part image = first(
                        "boot/vmlinuz-" + release,
                        "usr/lib/modules/" + release + "/vmlinuz",
                        "lib/modules/" + release + "/vmlinuz")
                .orElseThrow(() -> new IOException("no vmlinuz of " + release + " in its packages"));
        Part config = first(
                        "boot/config-" + release,
                        "usr/lib/modules/" + release + "/config",
                        "lib/modules/" + release + "/config")
                .orElse(otherwise);
        Part folder = first("usr/lib/modules/" + release + "/kernel", "lib/modules/" + release + "/kernel")
                .orElseThrow(() -> new IOException("no modules of " + release + " in its packages"));
        List<Part> modules = VirtioModules.in(folder.file(), KernelConfig.read(config.file())).stream()
                .map(file -> new Part(file, folder.origin()))
                .toList();
        return new KernelParts(release, image, config, modules);
    }

    private Optional<Part> first(String... candidates) {
        return roots.entrySet().stream()
                .flatMap(root -> Stream.of(candidates)
                        .map(root.getValue()::resolve)
                        .filter(Files::exists)
                        .map(file -> new Part(file, root.getKey().pool())))
                .findFirst();
    }
}
