// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.timertorture.host.Hash;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Catalogues;

/** Writes entries of a store without fetching a kernel. */
final class StoredKernels {
    static final String SOURCE = "0123456789abcdef0123";

    private static final Catalogue CATALOGUE = Catalogues.of(List.of(
            "tt_hz=250",
            "tt_primitive=name=null|kind=NULL|aliases=none nothing|description=Calls nothing.",
            "tt_scenario=name=idle|aim=LATE|aligns=NONE, CHASE|flags=LOCAL|description=Inactive.",
            "tt_check=name=batch_range|errno=EINVAL|setting=batch|must=BATCH,0,0,4096"));

    private StoredKernels() {}

    /** Adds a kernel of Debian's archive. */
    static KernelEntry put(Cache cache, String release, String suite, String flavour) throws IOException {
        return put(cache, release, suite, flavour, "");
    }

    /** Adds a kernel with these headers. */
    static KernelEntry put(Cache cache, String name, String suite, String flavour, String headers) throws IOException {
        return put(cache, name, suite, flavour, headers, "");
    }

    /** Adds a kernel that was requested by its version. */
    static KernelEntry put(Cache cache, String name, String suite, String flavour, String headers, String version)
            throws IOException {
        Path folder = Files.createDirectories(cache.kernels().resolve(name));
        Path own = Files.createDirectories(KernelEntry.ownFolder(folder, SOURCE));
        Files.createDirectories(folder.resolve("modules"));
        Files.writeString(folder.resolve("vmlinuz"), "image of " + name);
        Files.writeString(folder.resolve("config"), "CONFIG_HZ=250\nCONFIG_GCC_VERSION=990100\n");
        Files.writeString(folder.resolve("modules/virtio.ko"), "virtio");
        Files.writeString(own.resolve("timertorture.ko"), "ours");
        Map<String, String> sums = new TreeMap<>();
        for (String file : List.of("vmlinuz", "config", "modules/virtio.ko")) {
            sums.put(file, Hash.ofFile(folder.resolve(file)));
        }
        sums.put("own/timertorture.ko", Hash.ofFile(own.resolve("timertorture.ko")));
        new KernelManifest(
                        KernelManifest.SCHEMA,
                        name,
                        name.endsWith("-arm64") ? Architecture.ARM64 : Architecture.AMD64,
                        new KernelManifest.Origin(
                                suite,
                                flavour,
                                version,
                                "2026-01-01T00:00:00Z",
                                List.of(new KernelManifest.Source("linux-image-" + name, "1-1", "pool/x.deb", "00"))),
                        new KernelManifest.Needs(headers, List.of("gcc-99")),
                        new KernelManifest.Config(250, "voluntary", "00"),
                        new KernelManifest.Contents(List.of("virtio.ko"), Map.of("vmlinuz", "pool/x.deb"), sums),
                        new KernelManifest.OwnModules(List.of("timertorture.ko"), SOURCE, 1, "gcc", CATALOGUE))
                .write(folder);
        return new KernelEntry(folder, KernelManifest.read(folder));
    }
}
