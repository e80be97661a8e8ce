// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.build.BuildFailedException;
import org.timertorture.exit.ExitCode;
import org.timertorture.host.FileTree;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.StoreException;
import org.timertorture.progress.Progress;

/** Fills the store from Debian's archive and builds a module of a few lines. Needs the network and a compiler. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(600)
class KernelFetchTest {
    @TempDir
    static Path root;

    private static Cache cache;
    private static Path home;

    private KernelStore store;

    @BeforeAll
    static void makeHome() {
        cache = new Cache(root.resolve("cache"));
        home = root.resolve("home");
    }

    @BeforeEach
    void open() throws IOException, URISyntaxException {
        FileTree.delete(home);
        Path standIn = Path.of(KernelFetchTest.class
                .getResource("/org/timertorture/session/stand-in/kmod")
                .toURI());
        Files.createDirectories(home.resolve("kmod"));
        try (Stream<Path> files = Files.list(standIn)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, home.resolve("kmod").resolve(file.getFileName()));
            }
        }
        store = KernelStore.open(cache, home);
    }

    private void append(String text) throws IOException {
        Path source = home.resolve("kmod/timertorture.c");
        Files.writeString(source, Files.readString(source) + text);
    }

    private KernelEntry fetched() throws Exception {
        return store.fetch(KernelRequest.DEFAULT, Progress.SILENT);
    }

    private static List<Path> hidden(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(Files::isDirectory)
                    .filter(one -> one.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    @Test
    void a_fetched_kernel_is_whole_and_small() throws Exception {
        KernelEntry entry = fetched();
        assertTrue(entry.release().matches("6\\.1\\.0-\\d+-cloud-amd64"), entry.release());
        assertTrue(Files.size(entry.image()) > 1 << 20);
        assertEquals(
                "virtio_console.ko",
                entry.manifest().modules().get(entry.modules().size() - 1));
        for (Path module : entry.modules()) {
            assertTrue(Files.isRegularFile(module), module.toString());
        }
        assertEquals(250, entry.manifest().hz());
        assertEquals("voluntary", entry.manifest().preemption());
        assertTrue(entry.manifest().compiler().startsWith("gcc"));
        assertEquals(
                List.of("null", "stand_in"),
                entry.manifest().catalogue().primitives().stream()
                        .map(primitive -> primitive.name())
                        .sorted()
                        .toList());
        try (Stream<Path> files = Files.walk(entry.folder())) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            assertTrue(bytes < 25_000_000, "bytes: " + bytes);
        }
    }

    @Test
    void a_second_fetch_does_nothing() throws Exception {
        KernelEntry first = fetched();
        KernelEntry second = store.fetch(KernelRequest.DEFAULT, (what, total) -> {
            throw new AssertionError("it says: " + what);
        });
        assertEquals(first, second);
    }

    @Test
    @Tag("slow")
    void a_second_fetch_on_the_same_day_does_not_ask_the_mirror_unless_it_is_told_to() throws Exception {
        KernelEntry first = fetched();
        Path asked = cache.apt("bookworm", Architecture.AMD64).resolve("updated");
        FileTime hoursAgo = FileTime.from(Instant.now().minus(Duration.ofHours(20)));
        Files.setLastModifiedTime(asked, hoursAgo);
        assertEquals(first, fetched());
        assertEquals(hoursAgo, Files.getLastModifiedTime(asked));
        assertEquals(first, store.fetch(KernelRequest.DEFAULT, true, Progress.SILENT));
        assertTrue(Files.getLastModifiedTime(asked).compareTo(hoursAgo) > 0);
        Files.setLastModifiedTime(asked, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        assertEquals(first, fetched());
        assertTrue(Files.getLastModifiedTime(asked).compareTo(hoursAgo) > 0);
    }

    @Test
    @Tag("slow")
    void a_kernel_fetched_by_version_represents_its_suite_once_the_suite_is_requested() throws Exception {
        store.remove(fetched().name(), Progress.SILENT);
        KernelEntry versioned = store.fetch(KernelRequest.parse("bookworm=6.1"), Progress.SILENT);
        assertEquals("bookworm:cloud=6.1", versioned.manifest().request());
        assertEquals(versioned.folder(), fetched().folder());
        assertEquals("bookworm:cloud", store.find(versioned.name()).manifest().request());
        assertEquals(List.of(), hidden(cache.kernels()));
    }

    @Test
    void a_changed_source_is_rebuilt_and_the_previous_build_is_kept_for_running_VMs() throws Exception {
        KernelEntry before = fetched();
        append("/* changed */\n");
        KernelEntry after = store.ensureFresh(before, Progress.SILENT);
        assertNotEquals(before.manifest().source(), after.manifest().source());
        assertTrue(Files.isRegularFile(before.ownModules().get(0)));
        assertTrue(Files.isRegularFile(after.ownModules().get(0)));
        assertEquals(after, store.ensureFresh(after, Progress.SILENT));
        assertEquals(List.of(), hidden(cache.kernels()));
    }

    @Test
    @Tag("slow")
    void lost_headers_are_fetched_again_for_a_build() throws Exception {
        KernelEntry before = fetched();
        FileTree.delete(cache.headers().resolve(before.release()));
        append("/* changed without headers */\n");
        KernelEntry after = store.ensureFresh(before, Progress.SILENT);
        assertTrue(Files.isRegularFile(after.ownModules().get(0)));
    }

    @Test
    void a_source_that_does_not_compile_is_our_bug_and_leaves_the_store_as_it_was() throws Exception {
        KernelEntry before = fetched();
        append("int broken(void) { return nothing_of_this_name; }\n");
        BuildFailedException e =
                assertThrows(BuildFailedException.class, () -> store.ensureFresh(before, Progress.SILENT));
        assertEquals(ExitCode.INTERNAL, e.exitCode());
        assertTrue(e.getMessage().contains("nothing_of_this_name"), e.getMessage());
        assertTrue(Files.readString(e.log()).contains("nothing_of_this_name"));
        assertEquals(before, store.find(before.release()));
        assertEquals(List.of(), hidden(cache.kernels()));
    }

    @Test
    @Tag("slow")
    void a_killed_fetch_is_cleaned_up_and_half_a_download_is_replaced() throws Exception {
        KernelEntry before = fetched();
        store.remove(before.release(), Progress.SILENT);
        Files.createDirectories(cache.kernels().resolve("." + before.release() + ".entry/modules"));
        Files.createDirectories(cache.kernels().resolve("." + before.release() + ".work"));
        String pool = before.manifest().packages().get(0).pool();
        Path half = cache.downloads().resolve(pool.substring(pool.lastIndexOf('/') + 1));
        Files.writeString(half, "half a package");
        assertEquals(List.of(), store.list());
        assertEquals(before.release(), fetched().release());
        assertEquals(List.of(), hidden(cache.kernels()));
        assertFalse(Files.exists(half), "what is unpacked is kept no longer");
    }

    @Test
    @Tag("slow")
    void a_compiler_that_outlived_a_killed_fetch_does_not_disturb_the_next() throws Exception {
        KernelEntry before = fetched();
        Path left = Files.createDirectories(cache.kernels().resolve("." + before.release() + ".build.1"));
        Process compiler = new ProcessBuilder(
                        "sh", "-c", "while echo x >" + left + "/$((i += 1)).o; do :; done 2>/dev/null")
                .start();
        append("/* changed beside a compiler */\n");
        store.remove(before.name(), Progress.SILENT);
        try {
            assertEquals(before.release(), fetched().release());
            assertTrue(compiler.waitFor(10, TimeUnit.SECONDS), "it finds no folder to write to");
            assertEquals(List.of(), hidden(cache.kernels()));
        } finally {
            compiler.destroyForcibly();
        }
    }

    @Test
    @Tag("slow")
    void two_fetches_at_once_do_not_spoil_each_other() throws Exception {
        store.remove(fetched().release(), Progress.SILENT);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<String> built = Collections.synchronizedList(new ArrayList<>());
            Progress progress = (what, total) -> {
                if (what.startsWith("building")) {
                    built.add(what);
                }
                return amount -> {};
            };
            Future<KernelEntry> one = two.submit(() -> store.fetch(KernelRequest.DEFAULT, progress));
            Future<KernelEntry> other = two.submit(() -> store.fetch(KernelRequest.DEFAULT, progress));
            assertEquals(one.get(), other.get());
            assertEquals(1, built.size(), "the second finds what the first has made");
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void a_suite_that_the_mirror_does_not_have_is_an_error_of_the_environment() throws Exception {
        StoreException e = assertThrows(
                StoreException.class, () -> store.fetch(KernelRequest.parse("boookworm"), Progress.SILENT));
        assertEquals(ExitCode.ENVIRONMENT, e.exitCode());
        assertTrue(e.getMessage().contains("did you mean bookworm"), e.getMessage());
        assertTrue(e.getMessage().contains("update-boookworm.log"), e.getMessage());
    }
}
