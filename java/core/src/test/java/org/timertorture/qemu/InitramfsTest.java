// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InitramfsTest {
    @TempDir
    Path folder;

    private record Found(CpioArchiveEntry entry, byte[] content) {}

    private Map<String, Found> written(Initramfs initramfs) throws IOException {
        Path file = folder.resolve("initramfs");
        initramfs.write(file);
        Map<String, Found> found = new LinkedHashMap<>();
        try (CpioArchiveInputStream in = new CpioArchiveInputStream(Files.newInputStream(file))) {
            for (CpioArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                found.put(entry.getName(), new Found(entry, in.readAllBytes()));
            }
        }
        return found;
    }

    @Test
    void files_keep_their_content_and_mode() throws IOException {
        byte[] content = {1, 2, 3};
        Found init = written(new Initramfs().file("/init", 0755, content)).get("init");
        assertArrayEquals(content, init.content());
        assertEquals(0100755, init.entry().getMode());
        assertEquals(1, init.entry().getNumberOfLinks());
    }

    @Test
    void directories_come_before_what_is_in_them() throws IOException {
        List<String> names = new ArrayList<>(
                written(new Initramfs().file("/a/b/c", 0644, new byte[0]).directory("/proc"))
                        .keySet());
        assertEquals(List.of("a", "a/b", "a/b/c", "proc"), names);
    }

    @Test
    void a_device_has_its_numbers() throws IOException {
        CpioArchiveEntry console = written(new Initramfs().characterDevice("/dev/console", 0600, 5, 1))
                .get("dev/console")
                .entry();
        assertTrue(console.isCharacterDevice());
        assertEquals(5, console.getRemoteDeviceMaj());
        assertEquals(1, console.getRemoteDeviceMin());
    }

    @Test
    void a_tree_keeps_links_and_what_may_be_executed() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree/bin")).getParent();
        Files.writeString(tree.resolve("bin/java"), "x");
        assertTrue(tree.resolve("bin/java").toFile().setExecutable(true));
        Files.writeString(tree.resolve("release"), "17");
        Files.createSymbolicLink(tree.resolve("bin/jre"), Path.of("java"));
        Map<String, Found> found = written(new Initramfs().tree(tree, "/opt/jre"));
        assertEquals(0100755, found.get("opt/jre/bin/java").entry().getMode());
        assertEquals(0100644, found.get("opt/jre/release").entry().getMode());
        assertTrue(found.get("opt/jre/bin/jre").entry().isSymbolicLink());
        assertEquals("java", new String(found.get("opt/jre/bin/jre").content(), StandardCharsets.UTF_8));
    }
}
