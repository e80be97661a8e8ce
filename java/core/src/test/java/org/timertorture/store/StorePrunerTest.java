// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.build.BuildRoot;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.progress.Progress;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StorePrunerTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    Path root;

    private Cache cache;
    private KernelStore store;

    @BeforeEach
    void open() {
        cache = new Cache(root);
        store = KernelStore.open(cache, root.resolve("home"));
    }

    private void unusedFor(KernelEntry entry, Duration time) throws IOException {
        Files.setLastModifiedTime(
                entry.folder().resolve(KernelManifest.FILE),
                FileTime.from(Instant.now().minus(time)));
    }

    private Set<String> pruned() throws Exception {
        return store.prune(MONTH, false, Progress.SILENT).stream()
                .map(item -> cache.root().relativize(item.path()).toString())
                .collect(Collectors.toSet());
    }

    private Path made(String path) throws IOException {
        Path folder = Files.createDirectories(root.resolve(path));
        Files.writeString(folder.resolve("file"), "text");
        return folder;
    }

    private void buildRoot(String suite, String compiler) throws IOException {
        BuildRoot.complete(
                made("roots/" + suite),
                new BuildRoot.Manifest(BuildRoot.Manifest.SCHEMA, suite, List.of(compiler), List.of()));
    }

    @Test
    void a_recently_used_kernel_is_kept_with_everything_that_it_needs() throws Exception {
        KernelEntry entry = StoredKernels.put(cache, "9.9.1-cloud-amd64", "duke", "cloud");
        unusedFor(entry, Duration.ofDays(29));
        made("headers/9.9.1-cloud-amd64");
        made("apt/duke");
        buildRoot("duke", "gcc-99");
        assertEquals(Set.of(), pruned());
        assertEquals(List.of(entry), store.list());
    }

    @Test
    void a_long_unused_kernel_is_deleted_with_everything_that_only_it_needed() throws Exception {
        unusedFor(StoredKernels.put(cache, "9.9.1-cloud-amd64", "duke", "cloud"), Duration.ofDays(31));
        made("headers/9.9.1-cloud-amd64");
        made("apt/duke");
        buildRoot("duke", "gcc-99");
        assertEquals(
                Set.of("kernels/9.9.1-cloud-amd64", "headers/9.9.1-cloud-amd64", "apt/duke", "roots/duke"), pruned());
        assertEquals(List.of(), store.list());
        assertEquals(Set.of(), pruned());
    }

    @Test
    void a_kernel_of_the_users_own_is_kept_however_old() throws Exception {
        unusedFor(StoredKernels.put(cache, "mine", KernelManifest.ADDED, "tree", "/mine"), Duration.ofDays(999));
        assertEquals(Set.of(), pruned());
    }

    @Test
    void leftovers_of_killed_processes_downloads_and_old_builds_are_deleted() throws Exception {
        KernelEntry entry = StoredKernels.put(cache, "9.9.1-cloud-amd64", "duke", "cloud");
        made("kernels/.9.9.2-cloud-amd64.work");
        made("kernels/9.9.3-cloud-amd64");
        made("roots/.duke");
        made("downloads/duke");
        made("kernels/9.9.1-cloud-amd64/own/ffffffffffffffff");
        assertEquals(
                Set.of(
                        "kernels/.9.9.2-cloud-amd64.work",
                        "kernels/9.9.3-cloud-amd64",
                        "roots/.duke",
                        "downloads/duke",
                        "kernels/9.9.1-cloud-amd64/own/ffffffffffffffff"),
                pruned());
        assertTrue(entry.isWhole());
    }

    @Test
    void an_unused_build_root_is_deleted() throws Exception {
        StoredKernels.put(cache, "9.9.1-cloud-amd64", "duke", "cloud");
        buildRoot("forky", "gcc-98");
        assertEquals(Set.of("roots/forky"), pruned());
    }

    @Test
    void a_dry_run_deletes_nothing_and_says_how_much_it_would() throws Exception {
        Path left = made("downloads/duke");
        List<StorePruner.Item> items = store.prune(MONTH, true, Progress.SILENT);
        assertEquals(List.of(new StorePruner.Item(left, 4, "a download")), items);
        assertTrue(Files.exists(left));
        pruned();
        assertFalse(Files.exists(left));
    }

    @Test
    void a_built_tree_and_its_source_stay_as_long_as_their_kernel() throws Exception {
        Path source = made("sources/linux-source-6.12-6.12.9-1");
        made("sources/linux-source-6.1-6.1.9-1");
        Path tree = made("trees/kasan-6.12.9");
        made("trees/kcsan-6.12.9");
        Files.createSymbolicLink(tree.resolve("source"), source);
        StoredKernels.put(cache, "kasan-6.12.9", KernelManifest.ADDED, "tree", tree.toString());
        assertEquals(Set.of("trees/kcsan-6.12.9", "sources/linux-source-6.1-6.1.9-1"), pruned());
        store.remove("kasan-6.12.9", Progress.SILENT);
        assertFalse(Files.exists(tree));
        assertEquals(Set.of("sources/linux-source-6.12-6.12.9-1"), pruned());
    }
}
