// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.plan.Catalogue;
import org.timertorture.store.KernelStore;

/** A store whose kernels consist only of a manifest, for tests that boot none. */
final class StoredKernels {
    private static final Map<String, List<String>> STRINGS = Map.of(
            "tt_primitive",
            List.of("name=null|kind=NULL|description=Calls nothing."),
            "tt_scenario",
            List.of(
                    "name=pending|aim=EARLY|aligns=NONE|flags=LOCAL|rules=CONSERVATION, NOT_EARLY, HUNG|description=Armed."));

    private final Path root;

    StoredKernels(Path root) {
        this.root = root;
    }

    KernelStore store() {
        return KernelStore.open(new Cache(root), root.resolve("no checkout"));
    }

    StoredKernels with(String release, String suite, String flavour) throws IOException {
        return with(release, suite, flavour, "c0");
    }

    StoredKernels with(String release, String suite, String flavour, String configSha256) throws IOException {
        return with(release, release, suite, flavour, configSha256, Map.of());
    }

    /** Adds a kernel of the user's own. */
    StoredKernels own(String name, String release, String image) throws IOException {
        return with(name, release, KernelManifest.ADDED, "tree", "c0", Map.of("vmlinuz", image));
    }

    private StoredKernels with(
            String name, String release, String suite, String flavour, String configSha256, Map<String, String> sha256)
            throws IOException {
        Path folder = Files.createDirectories(root.resolve("kernels").resolve(name));
        new ObjectMapper()
                .writeValue(
                        folder.resolve("manifest.json").toFile(),
                        new KernelManifest(
                                KernelManifest.SCHEMA,
                                release,
                                Architecture.AMD64,
                                new KernelManifest.Origin(suite, flavour, "", "2026-01-01T00:00:00Z", List.of()),
                                new KernelManifest.Needs("", List.of()),
                                new KernelManifest.Config(250, "voluntary", configSha256),
                                new KernelManifest.Contents(List.of("virtio.ko"), Map.of(), sha256),
                                new KernelManifest.OwnModules(
                                        List.of("timertorture.ko"),
                                        "0123456789abcdef0123",
                                        1,
                                        "gcc",
                                        Catalogue.parse(tag -> STRINGS.getOrDefault(tag, List.of())))));
        return this;
    }
}
