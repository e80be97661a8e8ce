// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.build.ModuleSource;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.kernel.StoreException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoreCheckTest {
    @TempDir
    Path root;

    private Cache cache;
    private KernelStore store;
    private KernelEntry entry;

    @BeforeEach
    void open() throws Exception {
        cache = new Cache(root.resolve("cache"));
        Path kmod = Files.createDirectories(root.resolve("home/kmod"));
        Files.writeString(kmod.resolve("Kbuild"), "obj-m := timertorture.o\n");
        store = KernelStore.open(cache, root.resolve("home"));
        entry = fresh(StoredKernels.put(cache, "6.1.0-9-cloud-amd64", "bookworm", "cloud"));
    }

    /** Changes the manifest as if the module were built from the present source. */
    private KernelEntry fresh(KernelEntry stored) throws Exception {
        String hash = new ModuleSource(root.resolve("home")).hash();
        Path manifest = stored.folder().resolve(KernelManifest.FILE);
        Files.writeString(manifest, Files.readString(manifest).replace(StoredKernels.SOURCE, hash));
        Files.move(
                KernelEntry.ownFolder(stored.folder(), StoredKernels.SOURCE),
                KernelEntry.ownFolder(stored.folder(), hash));
        return new KernelEntry(stored.folder(), KernelManifest.read(stored.folder()));
    }

    private StoreCheck.Problem only() throws StoreException {
        List<StoreCheck.Problem> problems = store.verify();
        assertEquals(1, problems.size(), problems.toString());
        return problems.get(0);
    }

    @Test
    void an_untouched_store_has_no_problem() throws Exception {
        assertEquals(List.of(), store.verify());
    }

    @Test
    void a_store_that_does_not_exist_has_no_problem() throws Exception {
        assertEquals(
                List.of(),
                KernelStore.open(new Cache(root.resolve("none")), root.resolve("home"))
                        .verify());
    }

    @Test
    void one_changed_byte_is_seen_in_every_file() throws Exception {
        for (String file : entry.manifest().sha256().keySet()) {
            byte[] bytes = Files.readAllBytes(entry.file(file));
            bytes[0] ^= 1;
            Files.write(entry.file(file), bytes);
            assertEquals(file + " is not what was stored", only().what());
            assertTrue(only().mend().contains("kernel fetch bookworm:cloud"), only().mend());
            bytes[0] ^= 1;
            Files.write(entry.file(file), bytes);
        }
    }

    @Test
    void a_missing_file_is_named() throws Exception {
        Files.delete(entry.image());
        assertEquals("vmlinuz is missing", only().what());
    }

    @Test
    void a_module_of_another_source_is_stale() throws Exception {
        Files.writeString(root.resolve("home/kmod/Kbuild"), "# changed\n");
        assertEquals("its module was built from another source", only().what());
    }

    @Test
    void a_folder_without_a_manifest_is_no_kernel() throws Exception {
        Files.createDirectories(cache.kernels().resolve("6.1.0-10-cloud-amd64"));
        assertEquals("6.1.0-10-cloud-amd64", only().kernel());
        assertTrue(only().mend().contains("prune"), only().mend());
    }

    @Test
    void an_added_kernel_needs_its_tree() throws Exception {
        Path tree = Files.createDirectories(root.resolve("tree"));
        fresh(StoredKernels.put(cache, "mine", KernelManifest.ADDED, "tree", tree.toString()));
        assertEquals(List.of(), store.verify());
        Files.delete(tree);
        assertTrue(only().what().contains(tree + " is gone"), only().what());
    }

    @Test
    void a_damaged_manifest_is_reported() throws IOException, StoreException {
        Files.writeString(entry.folder().resolve(KernelManifest.FILE), "{");
        assertEquals(entry.name(), only().kernel());
    }
}
