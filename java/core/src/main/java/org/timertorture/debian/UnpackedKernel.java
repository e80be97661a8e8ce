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

/** A kernel's image and modules as its packages unpack, in the layouts from 5.10 to 7.x. */
public final class UnpackedKernel {
    private final Map<DebianPackage, Path> roots;
    private final String release;

    /**
     * Names the packages.
     *
     * @param roots the directory that each is unpacked in
     */
    public UnpackedKernel(Map<DebianPackage, Path> roots, String release) {
        this.roots = new LinkedHashMap<>(roots);
        this.release = release;
    }

    /**
     * Finds the files.
     *
     * @param otherwise the config if the packages hold none
     * @throws IOException if one is missing
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
