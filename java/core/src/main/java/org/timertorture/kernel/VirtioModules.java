// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the modules that the agent's serial port needs in a folder of a kernel's modules. */
public final class VirtioModules {
    private static final List<String> WANTED = List.of("virtio_pci", "virtio_console");

    private VirtioModules() {}

    /** Returns the names of those that the kernel has built as modules. The port does not work without them. */
    static List<String> wanted(KernelConfig config) {
        return WANTED.stream()
                .filter(name -> !config.builtIn(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    /**
     * Finds the module files, each after those that it depends on. The list is empty if all are built in.
     *
     * @throws IOException if a module is neither there nor built in
     */
    public static List<Path> in(Path folder, KernelConfig config) throws IOException, InterruptedException {
        List<String> wanted = wanted(config);
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<String, ModuleFile> known = new LinkedHashMap<>();
        try (Stream<Path> found = Files.walk(folder.toRealPath())) {
            found.filter(file -> file.getFileName().toString().matches(".*\\.ko(\\.(xz|zst|gz))?"))
                    .map(ModuleFile::new)
                    .forEach(module -> known.putIfAbsent(module.name(), module));
        }
        List<ModuleFile> ordered = new ArrayList<>();
        for (String name : wanted) {
            if (!known.containsKey(name)) {
                throw new IOException("no module " + name + " in " + folder + ", and CONFIG_"
                        + name.toUpperCase(Locale.ROOT) + " is not built in: the agent's port needs it");
            }
            add(name, known, ordered);
        }
        return ordered.stream().map(ModuleFile::path).toList();
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
}
