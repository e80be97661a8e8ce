// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.host.Tool;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.StoreException;
import org.timertorture.progress.Progress;

/** Packages of the user's, unpacked. scripts/check-packages adds real kernels from both kinds. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PackageFilesTest {
    @TempDir
    Path root;

    private Path unpack(Path... packages) throws Exception {
        return new PackageFiles(new Cache(root)).unpack(List.of(packages), Progress.SILENT);
    }

    /** Makes a package with one file. */
    private Path deb(String name, String file) throws Exception {
        Path content = root.resolve(name);
        Files.createDirectories(content.resolve("DEBIAN"));
        Files.writeString(
                content.resolve("DEBIAN/control"),
                "Package: " + name + "\nVersion: 1\nArchitecture: all\nMaintainer: a test\nDescription: a test\n");
        Files.createDirectories(content.resolve(file).getParent());
        Files.writeString(content.resolve(file), name);
        Path made = root.resolve(name + ".deb");
        Tool.Output output = Tool.of("dpkg-deb", "-Znone", "--build", content.toString(), made.toString())
                .run();
        assertTrue(output.ok(), output.lines().toString());
        return made;
    }

    @Test
    void packages_are_unpacked_into_one_folder_once() throws Exception {
        Path image = deb("image", "boot/vmlinuz-1");
        Path headers = deb("headers", "usr/src/linux-headers-1/Makefile");
        Path folder = unpack(image, headers);
        assertEquals("image", Files.readString(folder.resolve("boot/vmlinuz-1")));
        assertEquals("headers", Files.readString(folder.resolve("usr/src/linux-headers-1/Makefile")));
        Files.delete(folder.resolve("boot/vmlinuz-1"));
        assertEquals(folder, unpack(image, headers));
        assertTrue(Files.notExists(folder.resolve("boot/vmlinuz-1")), "unpacked again");
    }

    @Test
    void a_damaged_package_is_named_and_leaves_nothing() throws Exception {
        Path deb = Files.writeString(root.resolve("damaged.deb"), "no package");
        assertTrue(refusal(deb).contains("cannot unpack " + deb));
        try (Stream<Path> left = Files.list(new Cache(root).trees())) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void another_file_is_refused() throws IOException {
        Path text = Files.writeString(root.resolve("kernel.tar"), "");
        assertTrue(refusal(text).contains("kernel.tar is neither a .deb nor an .rpm package"));
        assertTrue(refusal(root.resolve("no.rpm")).contains("there is no package " + root.resolve("no.rpm")));
    }

    private String refusal(Path... packages) {
        return assertThrows(StoreException.class, () -> unpack(packages)).getMessage();
    }
}
