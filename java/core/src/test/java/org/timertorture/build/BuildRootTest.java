// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests build roots without a download. scripts/test also builds a module in one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BuildRootTest {
    @TempDir
    Path folder;

    private BuildRoot completed() throws IOException {
        BuildRoot.complete(
                folder,
                new BuildRoot.Manifest(
                        BuildRoot.Manifest.SCHEMA, "trixie", List.of("gcc-14", "libelf1t64"), List.of("gcc-14_1.deb")));
        return BuildRoot.in(folder).orElseThrow();
    }

    @Test
    void a_folder_that_was_not_completed_is_no_root() throws Exception {
        Files.createDirectories(folder.resolve("usr/bin"));
        assertEquals(Optional.empty(), BuildRoot.in(folder));
    }

    @Test
    void a_root_has_the_packages_that_it_was_made_for() throws Exception {
        BuildRoot root = completed();
        assertTrue(root.has(List.of("gcc-14")));
        assertFalse(root.has(List.of("gcc-14", "libssl4")), "a library more");
        assertFalse(root.has(List.of("gcc-15")), "the suite has another compiler by now");
    }

    @Test
    void old_and_new_layouts_both_get_a_shell() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("usr/share/doc/make"));
        completed();
        assertEquals(Path.of("dash"), Files.readSymbolicLink(folder.resolve("bin/sh")));
        assertEquals(Path.of("usr/lib64"), Files.readSymbolicLink(folder.resolve("lib64")));
        assertFalse(Files.exists(folder.resolve("usr/share/doc")));
    }

    @Test
    void a_command_runs_inside_with_its_visible_folders_and_dies_with_java() throws Exception {
        Path work = Path.of("/some/where");
        List<String> words = completed().toolchain("gcc-14").command(List.of("make", "modules"), List.of(work));
        assertEquals(
                List.of("setpriv", "--pdeathsig", "KILL", folder + "/enter", "/some/where", "--", "make", "modules"),
                words);
        assertTrue(Files.isExecutable(folder.resolve("enter")));
    }
}
