// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.StoreException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModuleSourceTest {
    @TempDir
    Path home;

    private ModuleSource source;

    @BeforeEach
    void write() throws IOException {
        file("Kbuild", "obj-m := timertorture.o\n");
        file("main.c", "int x;\n");
        file("include/uapi/timertorture.h", "#define TT_ABI\t\t\t7\n");
        source = new ModuleSource(home);
    }

    private void file(String name, String text) throws IOException {
        Path file = home.resolve("kmod").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void what_a_build_leaves_documents_and_models_for_checkers_do_not_change_the_hash() throws Exception {
        String before = source.hash();
        for (String product : new String[] {
            "main.o",
            "timertorture.ko",
            "timertorture.mod",
            "timertorture.mod.c",
            ".main.o.cmd",
            "Module.symvers",
            "modules.order",
            "tt_probe.h",
            ".tmp_versions/x",
            "README.md",
            "promela/wheel.pml",
            "litmus/J+done.litmus"
        }) {
            file(product, "x");
        }
        assertEquals(before, source.hash());
    }

    @Test
    void a_change_of_a_byte_or_a_name_changes_the_hash() throws Exception {
        String before = source.hash();
        file("main.c", "int y;\n");
        String changed = source.hash();
        assertNotEquals(before, changed);
        Files.move(home.resolve("kmod/main.c"), home.resolve("kmod/other.c"));
        assertNotEquals(changed, source.hash());
    }

    @Test
    void a_copy_has_the_source_and_nothing_else(@TempDir Path target) throws Exception {
        file("main.o", "x");
        source.copyTo(target);
        assertEquals("int x;\n", Files.readString(target.resolve("main.c")));
        assertTrue(Files.exists(target.resolve("include/uapi/timertorture.h")));
        assertFalse(Files.exists(target.resolve("main.o")));
    }

    @Test
    void the_ABI_is_the_headers() throws Exception {
        assertEquals(7, source.abi());
    }

    @Test
    void a_missing_source_is_an_environment_error_with_a_remedy(@TempDir Path elsewhere) {
        StoreException e = assertThrows(StoreException.class, () -> new ModuleSource(elsewhere).hash());
        assertEquals(ExitCode.ENVIRONMENT, e.exitCode());
        assertTrue(e.getMessage().contains("timertorture.home"), e.getMessage());
    }
}
