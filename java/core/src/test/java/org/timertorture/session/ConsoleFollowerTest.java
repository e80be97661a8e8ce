// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleFollowerTest {
    @TempDir
    Path folder;

    @Test
    void linesComeOnceAndWholeAndWithoutTheirStamps() throws Exception {
        Path file = folder.resolve("console.log");
        Files.writeString(file, "[    0.000000] Linux version 6.12\n");
        ConsoleFollower follower = ConsoleFollower.fromItsEnd(file);
        assertEquals(List.of(), follower.next());

        append(file, "[   12.345678][  T113] WARNING: one\n<4>[   12.345679] two\nthe beginning of ");
        assertEquals(List.of("WARNING: one", "two"), follower.next());
        append(file, "three\n");
        assertEquals(List.of("the beginning of three"), follower.next());
        assertEquals(List.of(), follower.next());
    }

    @Test
    void aConsoleThatIsNotThereHasNoLines() {
        assertEquals(
                List.of(),
                ConsoleFollower.fromItsEnd(folder.resolve("none.log")).next());
    }

    private static void append(Path file, String text) throws Exception {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
