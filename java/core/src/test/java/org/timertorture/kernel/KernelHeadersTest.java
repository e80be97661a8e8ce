// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests Debian's headers, which contain absolute paths. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KernelHeadersTest {
    private static final String OF_6 = "include /usr/src/linux-headers-7.3.4-common/Makefile\n";
    private static final String OF_7 = "KBUILD_OUTPUT=/usr/src/linux-headers-7.3.4-cloud-amd64\n" + OF_6;

    @TempDir
    Path root;

    private Path build;

    @BeforeEach
    void unpack() throws IOException {
        build = Files.createDirectories(root.resolve("usr/src/linux-headers-7.3.4-cloud-amd64"));
        Files.createDirectories(root.resolve("usr/src/linux-headers-7.3.4-common"));
        Files.writeString(root.resolve("usr/src/linux-headers-7.3.4-common/Makefile"), "");
    }

    private String moved(String makefile) throws IOException {
        Files.writeString(build.resolve("Makefile"), makefile);
        KernelHeaders.in(root, "7.3.4-cloud-amd64");
        return Files.readString(build.resolve("Makefile"));
    }

    @Test
    void paths_point_to_where_the_headers_are() throws Exception {
        assertEquals("include " + root + "/usr/src/linux-headers-7.3.4-common/Makefile\n", moved(OF_6));
        assertEquals(
                "KBUILD_OUTPUT=" + build + "\ninclude " + root + "/usr/src/linux-headers-7.3.4-common/Makefile\n",
                moved(OF_7));
    }

    @Test
    void headers_that_moved_once_can_move_again() throws Exception {
        assertEquals(moved(OF_7), moved(OF_7.replace("/usr/src", "/home/me/old/usr/src")));
        assertEquals(moved(OF_7), moved(moved(OF_7)));
    }

    @Test
    void headers_without_the_common_ones_are_refused() throws Exception {
        Files.delete(root.resolve("usr/src/linux-headers-7.3.4-common/Makefile"));
        assertThrows(IOException.class, () -> moved(OF_6));
    }

    @Test
    void the_compiler_is_that_of_the_headers_or_else_of_the_config() throws Exception {
        moved(OF_7);
        KernelHeaders headers = KernelHeaders.in(root, "7.3.4-cloud-amd64");
        assertEquals(OptionalInt.empty(), headers.compiler());
        Files.writeString(build.resolve(".config"), "CONFIG_GCC_VERSION=120200\n");
        assertEquals(OptionalInt.of(12), headers.compiler());
        Files.writeString(build.resolve(".kernelvariables"), "CC = $(CCACHE) $(CROSS_COMPILE)gcc-14\n");
        assertEquals(OptionalInt.of(14), headers.compiler());
    }
}
