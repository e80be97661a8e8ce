// SPDX-License-Identifier: Apache-2.0
package org.timertorture.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.StoreException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DebianMirrorsTest {
    @TempDir
    Path etcApt;

    private void file(String name, String text) throws IOException {
        Path file = etcApt.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private DebianMirrors found() throws StoreException {
        return DebianMirrors.find(Map.of(), etcApt);
    }

    @Test
    void a_stanza_names_the_mirror_and_another_the_security_mirror() throws Exception {
        file("sources.list.d/debian.sources", """
                Types: deb
                # a comment between fields
                URIs: http://mirror.example/debian
                Suites: bookworm bookworm-updates
                Components: main
                Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

                Types: deb
                URIs: http://security.example/sec/
                Suites: bookworm-security
                Components: main
                Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
                """);
        assertEquals(
                new DebianMirrors("http://mirror.example/debian", Optional.of("http://security.example/sec")), found());
    }

    @Test
    void a_setting_that_is_no_address_is_refused_with_an_example() throws Exception {
        for (String wrong : List.of("deb.debian.org", "http://a/debian http://b/debian http://c/debian")) {
            StoreException e = assertThrows(
                    StoreException.class, () -> DebianMirrors.find(Map.of("TIMERTORTURE_MIRROR", wrong), etcApt));
            assertEquals(ExitCode.ENVIRONMENT, e.exitCode());
            assertTrue(e.getMessage().contains("TIMERTORTURE_MIRROR is '" + wrong), e.getMessage());
            assertTrue(e.getMessage().contains("as in http://"), e.getMessage());
        }
        assertEquals(
                "file:/srv/debian",
                DebianMirrors.find(Map.of("TIMERTORTURE_MIRROR", "file:/srv/debian/"), etcApt)
                        .main());
    }

    @Test
    void one_line_sources_are_read_with_their_options() throws Exception {
        file("sources.list", """
                # deb http://old.example/debian bookworm main
                deb-src http://src.example/debian bookworm main
                deb [arch=amd64 signed-by=/x/debian-archive-keyring.gpg] http://mirror.example/debian/ bookworm main
                """);
        assertEquals("http://mirror.example/debian", found().main());
    }

    @Test
    void the_security_mirror_is_guessed_where_the_mirror_has_the_usual_path() throws Exception {
        file("sources.list", "deb http://mirror.example/debian bookworm main\n");
        assertEquals(Optional.of("http://mirror.example/debian-security"), found().security());
    }

    @Test
    void sources_of_other_distributions_are_ignored_even_if_they_name_a_Debian_suite() throws Exception {
        file("sources.list.d/a.list", "deb [signed-by=/x/vendor.gpg] http://vendor.example/apt bookworm main\n");
        file("sources.list.d/b.list", "deb http://cloud.example/apt cloud-sdk-bookworm main\n");
        file("sources.list.d/c.list", "deb http://mirror.example/debian trixie main\n");
        assertEquals("http://mirror.example/debian", found().main());
    }

    @Test
    void a_disabled_stanza_does_not_count() throws Exception {
        file(
                "sources.list.d/debian.sources",
                "Types: deb\nEnabled: no\nURIs: http://mirror.example/debian\nSuites: bookworm\n");
        assertThrows(StoreException.class, this::found);
    }

    @Test
    void a_missing_Debian_source_is_an_environment_error_with_a_remedy() throws Exception {
        file("sources.list", "deb http://archive.example/ubuntu noble main\n");
        StoreException e = assertThrows(StoreException.class, this::found);
        assertEquals(ExitCode.ENVIRONMENT, e.exitCode());
        assertTrue(e.getMessage().contains("TIMERTORTURE_MIRROR"), e.getMessage());
    }

    @Test
    void the_environment_names_other_mirrors() throws Exception {
        DebianMirrors mirrors = DebianMirrors.find(
                Map.of(DebianMirrors.VARIABLE, "http://archive.example/old http://archive.example/sec"), etcApt);
        assertEquals(
                new DebianMirrors("http://archive.example/old", Optional.of("http://archive.example/sec")), mirrors);
    }
}
