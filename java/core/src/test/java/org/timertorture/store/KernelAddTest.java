// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.LocalKernel;
import org.timertorture.kernel.StoreException;
import org.timertorture.progress.Progress;

/** Adds a kernel of the user's own, made from the files of a fetched one. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(600)
class KernelAddTest {
    @TempDir
    static Path kept;

    private static KernelEntry fetched;
    private static Cache source;

    @TempDir
    Path root;

    private Cache cache;
    private Path home;
    private KernelStore store;

    @BeforeEach
    void open() throws Exception {
        home = root.resolve("home");
        Path standIn = Path.of(KernelAddTest.class
                .getResource("/org/timertorture/session/stand-in/kmod")
                .toURI());
        Files.createDirectories(home.resolve("kmod"));
        try (Stream<Path> files = Files.list(standIn)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, home.resolve("kmod").resolve(file.getFileName()));
            }
        }
        if (fetched == null) {
            source = new Cache(kept.resolve("cache"));
            fetched = KernelStore.open(source, home).defaultKernel(Progress.SILENT);
        }
        cache = new Cache(root.resolve("cache"));
        store = KernelStore.open(cache, home);
    }

    private LocalKernel mine(Optional<Path> modules) {
        String release = fetched.release();
        return LocalKernel.image(
                fetched.image(),
                source.headers().resolve(release).resolve("usr/src/linux-headers-" + release),
                modules);
    }

    private KernelEntry added() throws Exception {
        return store.add(mine(Optional.of(fetched.folder().resolve("modules"))), Optional.of("mine"), Progress.SILENT);
    }

    private void change(String from, String to) throws IOException {
        Path file = home.resolve("kmod/timertorture.c");
        String text = Files.readString(file);
        assertTrue(text.contains(from), from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void an_added_kernel_is_booted_kept_under_its_name_and_rebuilt_when_the_source_changes() throws Exception {
        KernelEntry entry = added();
        assertEquals(entry, store.find("mine"));
        assertEquals(fetched.release(), entry.release());
        assertEquals(fetched.manifest().modules(), entry.manifest().modules());
        assertEquals("added:image", entry.manifest().request());
        assertEquals(List.of(), store.verify());
        change("module_init(stand_in_init);", "module_init(stand_in_init); /* changed */");
        KernelEntry after = store.ensureFresh(entry, Progress.SILENT);
        assertNotEquals(entry.manifest().source(), after.manifest().source());
        assertEquals(List.of(), store.verify());
    }

    @Test
    void a_kernel_that_cannot_load_the_module_is_not_kept() throws Exception {
        change("return misc_register(&device);", "return misc_register(&device) ?: -EIO;");
        StoreException e = assertThrows(StoreException.class, this::added);
        assertEquals(ExitCode.CRASHED, e.exitCode());
        assertTrue(e.getMessage().contains("timertorture.ko"), e.getMessage());
        assertTrue(Files.isRegularFile(cache.logs().resolve("boot-mine.log")));
        assertEquals(List.of(), store.list());
        assertEquals(List.of(), StoreCheck.folders(cache));
        assertFalse(Files.exists(cache.kernels().resolve(".mine.entry")));
    }

    @Test
    @Tag("slow")
    void a_kernel_with_modular_virtio_needs_its_modules() throws Exception {
        StoreException e = assertThrows(
                StoreException.class, () -> store.add(mine(Optional.empty()), Optional.empty(), Progress.SILENT));
        assertTrue(e.getMessage().contains("--modules"), e.getMessage());
        assertEquals(List.of(), store.list());
    }
}
