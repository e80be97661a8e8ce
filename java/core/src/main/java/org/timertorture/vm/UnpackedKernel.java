// SPDX-License-Identifier: Apache-2.0
package org.timertorture.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A kernel's image and modules as its packages unpack, in the layouts from 5.10 to 7.x. */
final class UnpackedKernel {
    private static final List<String> WANTED = List.of("virtio_pci", "virtio_console");

    private final Map<DebianPackage, Path> roots;
    private final String release;

    /**
     * Names the packages.
     *
     * @param roots the directory that each is unpacked in
     */
    UnpackedKernel(Map<DebianPackage, Path> roots, String release) {
        this.roots = new LinkedHashMap<>(roots);
        this.release = release;
    }

    /** A file, and the package that it is from. */
    record Part(Path file, DebianPackage from) {}

    Part image() throws IOException {
        return first(
                        "boot/vmlinuz-" + release,
                        "usr/lib/modules/" + release + "/vmlinuz",
                        "lib/modules/" + release + "/vmlinuz")
                .orElseThrow(() -> new IOException("no vmlinuz of " + release + " in its packages"));
    }

    Optional<Part> config() {
        return first(
                "boot/config-" + release,
                "usr/lib/modules/" + release + "/config",
                "lib/modules/" + release + "/config");
    }

    /**
     * The modules of the agent's serial port, each after those that it needs.
     *
     * @throws IOException if one is neither there nor built in
     */
    List<Part> virtioModules(KernelConfig config) throws IOException, InterruptedException {
        Part folder = first("usr/lib/modules/" + release + "/kernel", "lib/modules/" + release + "/kernel")
                .orElseThrow(() -> new IOException("no modules of " + release + " in its packages"));
        Map<String, ModuleFile> known = new LinkedHashMap<>();
        try (Stream<Path> found = Files.walk(folder.file())) {
            found.filter(file -> file.getFileName().toString().matches(".*\\.ko(\\.(xz|zst|gz))?"))
                    .map(ModuleFile::new)
                    .forEach(module -> known.putIfAbsent(module.name(), module));
        }
        List<ModuleFile> ordered = new ArrayList<>();
        for (String name : WANTED) {
            if (known.containsKey(name)) {
                add(name, known, ordered);
            } else if (!config.builtIn(name.toUpperCase(Locale.ROOT))) {
                throw new IOException(release + " has no " + name + ", which the agent's port needs");
            }
        }
        return ordered.stream()
                .map(module -> new Part(module.path(), folder.from()))
                .toList();
    }

    private static void add(String name, Map<String, ModuleFile> known, List<ModuleFile> ordered)
            throws IOException, InterruptedException {
        ModuleFile module = known.get(name);
        if (module == null || ordered.contains(module)) {
            return;
        }
        for (String needed : module.depends()) {
            add(needed, known, ordered);
        }
        ordered.add(module);
    }

    private Optional<Part> first(String... candidates) {
        return roots.entrySet().stream()
                .flatMap(root -> Stream.of(candidates)
                        .map(root.getValue()::resolve)
                        .filter(Files::exists)
                        .map(file -> new Part(file, root.getKey())))
                .findFirst();
    }
}
