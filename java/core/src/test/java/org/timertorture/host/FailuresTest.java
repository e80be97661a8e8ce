// SPDX-License-Identifier: Apache-2.0
package org.timertorture.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {
    private static final IOException IN_GERMAN = new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");

    @Test
    void a_disk_without_room_is_seen_whatever_language_the_system_speaks() {
        Path withoutRoom = Path.of("/proc/no/such/folder");
        assertEquals(
                IN_GERMAN.getMessage() + ": 'timertorture kernel prune' frees some",
                Failures.cause(IN_GERMAN, withoutRoom));
    }

    @Test
    void a_disk_with_room_is_not_to_be_tidied(@TempDir Path withRoom) {
        assertEquals(IN_GERMAN.getMessage(), Failures.cause(IN_GERMAN, withRoom.resolve("x")));
    }
}
