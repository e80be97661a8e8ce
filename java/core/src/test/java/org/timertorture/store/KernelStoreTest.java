// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.StoreException;
import org.timertorture.plan.Catalogue;
import org.timertorture.progress.Progress;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.ScenarioFlag;

/** Tests finding and listing kernels. Fetching is tested together with the VMs. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KernelStoreTest {
    @TempDir
    Path root;

    private Cache cache;
    private KernelStore store;

    @BeforeEach
    void open() {
        cache = new Cache(root);
        store = KernelStore.open(cache, root.resolve("home"));
    }

    private void kernel(String release, String suite, String flavour) throws IOException {
        StoredKernels.put(cache, release, suite, flavour);
    }

    private void kernels() throws IOException {
        kernel("5.10.0-46-cloud-amd64", "bullseye", "cloud");
        kernel("6.1.0-9-cloud-amd64", "bookworm", "cloud");
        kernel("6.1.0-56-cloud-amd64", "bookworm", "cloud");
        kernel("6.1.0-56-rt-amd64", "bookworm", "rt");
        kernel("6.12.95+deb12-cloud-amd64", "bookworm-backports", "cloud");
    }

    private String found(String name) throws StoreException {
        return store.find(name).release();
    }

    private StoreException notFound(String name) {
        StoreException e = assertThrows(StoreException.class, () -> store.find(name));
        assertEquals(ExitCode.USAGE, e.exitCode());
        return e;
    }

    @Test
    void a_store_that_does_not_exist_is_empty() throws Exception {
        assertEquals(List.of(), store.list());
    }

    @Test
    void kernels_are_listed_by_release_and_numbers_count_as_numbers() throws Exception {
        kernels();
        assertEquals(
                List.of(
                        "5.10.0-46-cloud-amd64",
                        "6.1.0-9-cloud-amd64",
                        "6.1.0-56-cloud-amd64",
                        "6.1.0-56-rt-amd64",
                        "6.12.95+deb12-cloud-amd64"),
                store.list().stream().map(KernelEntry::release).toList());
    }

    @Test
    void what_is_hidden_or_has_no_manifest_is_not_listed() throws Exception {
        kernel(".6.1.0-56-cloud-amd64.entry", "bookworm", "cloud");
        Files.createDirectories(cache.kernels().resolve("6.1.0-1-cloud-amd64"));
        assertEquals(List.of(), store.list());
    }

    @Test
    void an_entry_with_a_newer_schema_is_not_listed() throws Exception {
        kernel("6.1.0-9-cloud-amd64", "bookworm", "cloud");
        Path manifest = cache.kernels().resolve("6.1.0-9-cloud-amd64").resolve(KernelManifest.FILE);
        Files.writeString(
                manifest,
                Files.readString(manifest).replace("\"schema\" : " + KernelManifest.SCHEMA, "\"schema\" : 99"));
        assertEquals(List.of(), store.list());
    }

    @Test
    void an_entry_with_a_damaged_manifest_is_not_listed_and_hides_no_other() throws Exception {
        kernel("6.1.0-9-cloud-amd64", "bookworm", "cloud");
        kernel("6.1.0-10-cloud-amd64", "bookworm", "cloud");
        Files.writeString(cache.kernels().resolve("6.1.0-9-cloud-amd64").resolve(KernelManifest.FILE), "{\"schema\"");
        assertEquals(
                List.of("6.1.0-10-cloud-amd64"),
                store.list().stream().map(KernelEntry::name).toList());
    }

    @Test
    void a_kernel_is_found_by_the_request_that_fetched_it() throws Exception {
        kernel("6.16.3+deb13-cloud-amd64", "trixie-backports", "cloud");
        kernel("7.3.4+deb13-cloud-amd64", "trixie-backports", "cloud");
        assertEquals("6.16.3+deb13-cloud-amd64", found("trixie-backports=6.16"));
        assertEquals("6.16.3+deb13-cloud-amd64", found("trixie-backports:cloud=6.16.3"));
        assertEquals("7.3.4+deb13-cloud-amd64", found("trixie-backports"));
        assertTrue(notFound("trixie-backports=6.1").getMessage().contains("kernel fetch trixie-backports=6.1"));
    }

    @Test
    void a_kernel_fetched_by_version_does_not_represent_the_suite_if_another_does() throws Exception {
        StoredKernels.put(cache, "6.12.117+deb12-cloud-amd64", "bookworm", "cloud", "", "6.12");
        assertEquals("6.12.117+deb12-cloud-amd64", found("bookworm"));
        kernel("6.1.0-56-cloud-amd64", "bookworm", "cloud");
        assertEquals("6.1.0-56-cloud-amd64", found("bookworm"));
        assertEquals("6.1.0-56-cloud-amd64", found("bookworm:cloud"));
        assertEquals("6.12.117+deb12-cloud-amd64", found("bookworm=6.12"));
        assertEquals(
                "6.1.0-56-cloud-amd64",
                store.newest(KernelRequest.DEFAULT).orElseThrow().release());
    }

    @Test
    void a_kernel_of_the_users_own_is_found_by_its_name() throws Exception {
        StoredKernels.put(cache, "mine", KernelManifest.ADDED, "tree", "/usr/src/mine");
        assertEquals("mine", store.find("mine").name());
        String message = notFound("added").getMessage();
        assertTrue(message.contains("no kernel 'added'") && !message.contains("added,"), message);
        assertTrue(notFound("hots").getMessage().contains("did you mean host"));
    }

    @Test
    void the_host_is_not_found_before_it_was_used() throws Exception {
        kernel("6.1.0-9-cloud-amd64", "bookworm", "cloud");
        notFound("host");
        String release = System.getProperty("os.version");
        StoredKernels.put(cache, "host-" + release, KernelManifest.ADDED, "host", "/lib/modules/" + release + "/build");
        assertEquals("host-" + release, store.find("host").name());
    }

    @Test
    void a_manifest_reads_as_it_was_written() throws Exception {
        kernel("6.1.0-9-cloud-amd64", "bookworm", "cloud");
        KernelManifest manifest = store.find("bookworm").manifest();
        assertEquals(250, manifest.hz());
        assertEquals(
                List.of("none", "nothing"),
                manifest.catalogue().primitives().get(0).aliases());
        assertEquals(
                List.of(Align.NONE, Align.CHASE),
                manifest.catalogue().scenarios().get(0).aligns());
    }

    @Test
    void a_kernel_whose_module_another_version_built_is_not_missing() throws Exception {
        kernel("6.1.0-9-cloud-amd64", "bookworm", "cloud");
        Path file = store.find("bookworm").folder().resolve("manifest.json");
        String manifest = Files.readString(file);
        for (String word : List.of("BATCH,0", "local", "null", "late")) {
            assertTrue(manifest.contains(word), word);
            manifest = manifest.replace(word, "of-another-version");
        }
        Files.writeString(file, manifest);

        Catalogue catalogue = store.find("bookworm").manifest().catalogue();

        assertEquals(List.of(), catalogue.checks());
        assertFalse(catalogue.scenarios().get(0).flags().contains(ScenarioFlag.LOCAL));
    }

    @Test
    void modules_are_found_under_their_source() throws Exception {
        kernel("6.1.0-9-cloud-amd64", "bookworm", "cloud");
        KernelEntry entry = store.find("6.1.0-9-cloud-amd64");
        assertEquals(
                entry.folder().resolve("modules/virtio.ko"), entry.modules().get(0));
        assertEquals(
                entry.folder().resolve("own/0123456789abcdef/timertorture.ko"),
                entry.ownModules().get(0));
    }

    @Test
    void a_kernel_is_found_by_release_prefix_and_suite() throws Exception {
        kernels();
        assertEquals("6.1.0-56-rt-amd64", found("6.1.0-56-rt-amd64"));
        assertEquals("6.12.95+deb12-cloud-amd64", found("6.12"));
        assertEquals("6.1.0-9-cloud-amd64", found("6.1.0-9"));
        assertEquals("5.10.0-46-cloud-amd64", found("bullseye"));
        assertEquals("6.12.95+deb12-cloud-amd64", found("bookworm-backports"));
        assertEquals("6.1.0-56-rt-amd64", found("bookworm:rt"));
    }

    @Test
    void a_suite_means_its_newest_cloud_kernel() throws Exception {
        kernels();
        assertEquals("6.1.0-56-cloud-amd64", found("bookworm"));
    }

    @Test
    void a_prefix_must_not_split_a_number() throws Exception {
        kernel("6.1.0-9-cloud-amd64", "bookworm", "cloud");
        kernel("6.12.95+deb12-cloud-amd64", "bookworm-backports", "cloud");
        assertEquals("6.1.0-9-cloud-amd64", found("6.1"));
    }

    @Test
    void an_ambiguous_prefix_names_the_candidates() throws Exception {
        kernels();
        String message = notFound("6.1").getMessage();
        assertTrue(message.contains("6.1.0-9-cloud-amd64") && message.contains("6.1.0-56-rt-amd64"), message);
        assertFalse(message.contains("6.12"), message);
    }

    @Test
    void a_kernel_of_another_architecture_is_found_only_by_a_name_that_says_so() throws Exception {
        kernel("6.1.0-56-cloud-arm64", "bookworm", "cloud-arm64");
        assertEquals("6.1.0-56-cloud-arm64", found("6.1"), "there is no other");
        assertTrue(notFound("bookworm").getMessage().contains("kernel fetch bookworm brings it"));
        assertEquals("6.1.0-56-cloud-arm64", found("bookworm:cloud-arm64"));
        kernel("6.1.0-9-cloud-amd64", "bookworm", "cloud");
        assertEquals("6.1.0-9-cloud-amd64", found("bookworm"));
        assertEquals("6.1.0-9-cloud-amd64", found("6.1"));
        assertEquals("6.1.0-56-cloud-arm64", found("6.1.0-56"));
    }

    @Test
    void a_manifest_of_the_time_before_architectures_is_of_amd64() throws Exception {
        kernel("6.1.0-9-cloud-amd64", "bookworm", "cloud");
        Path manifest = cache.kernels().resolve("6.1.0-9-cloud-amd64").resolve(KernelManifest.FILE);
        String text = Files.readString(manifest);
        assertTrue(text.contains("\"architecture\" : \"amd64\","), text);
        Files.writeString(
                manifest,
                text.replace("\"schema\" : " + KernelManifest.SCHEMA, "\"schema\" : 2")
                        .replace("\"architecture\" : \"amd64\",", ""));
        assertEquals(Architecture.AMD64, store.find("6.1.0-9-cloud-amd64").architecture());
    }

    @Test
    void a_typing_error_gets_the_nearest_names() throws Exception {
        kernels();
        assertTrue(notFound("bokworm").getMessage().contains("did you mean bookworm"));
    }

    @Test
    void a_suite_that_was_not_fetched_says_how_to() throws Exception {
        kernels();
        assertTrue(notFound("trixie").getMessage().contains("timertorture kernel fetch trixie"));
        assertTrue(notFound("bullseye:rt").getMessage().contains("timertorture kernel fetch bullseye:rt"));
    }

    @Test
    void a_removed_kernel_is_gone_with_its_headers() throws Exception {
        kernels();
        Path headers = Files.createDirectories(cache.headers().resolve("6.1.0-56-rt-amd64"));
        store.remove("6.1.0-56-rt-amd64", Progress.SILENT);
        assertEquals(4, store.list().size());
        assertFalse(Files.exists(headers));
        assertFalse(Files.exists(cache.kernels().resolve("6.1.0-56-rt-amd64")));
    }

    @Test
    void only_a_whole_release_can_be_removed() throws Exception {
        kernels();
        assertThrows(StoreException.class, () -> store.remove("6.12", Progress.SILENT));
        assertEquals(5, store.list().size());
    }

    @Test
    void a_failed_removal_suggests_kernels_in_the_store() throws Exception {
        kernels();
        assertEquals(
                "no kernel 'bookworm' in the store; valid are 5.10.0-46-cloud-amd64, 6.1.0-9-cloud-amd64,"
                        + " 6.1.0-56-cloud-amd64, 6.1.0-56-rt-amd64, 6.12.95+deb12-cloud-amd64",
                notRemoved("bookworm"));
        assertEquals("no kernel 'host' in the store", notRemoved("host").split(";")[0]);
        assertTrue(notRemoved("6.1.0-56-rt-amd65").contains("did you mean 6.1.0-56-rt-amd64"));
        KernelStore empty = KernelStore.open(new Cache(root.resolve("none")), root.resolve("home"));
        StoreException e = assertThrows(StoreException.class, () -> empty.remove("mine", Progress.SILENT));
        assertEquals("no kernel 'mine' in the store, which is empty", e.getMessage());
    }

    private String notRemoved(String name) {
        return assertThrows(StoreException.class, () -> store.remove(name, Progress.SILENT))
                .getMessage();
    }

    @Test
    void a_number_of_a_version_is_not_the_beginning_of_another() throws Exception {
        kernels();
        assertTrue(notFound("5.1").getMessage().contains("no kernel '5.1' in the store; did you mean 5.10"));
        notFound("6.1.0-5");
        assertEquals("5.10.0-46-cloud-amd64", found("5.10"));
        assertEquals("5.10.0-46-cloud-amd64", found("5.10.0-46-cl"));
    }
}
