// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    @TempDir
    private Path folder;

    @Test
    void aDiskWithoutRoomIsRefused() {
        Path file = folder.resolve("result.json");
        String message = assertThrows(IOException.class, () -> ResultFile.requireWritable(file, Long.MAX_VALUE))
                .getMessage();
        assertTrue(message.contains("MiB are free, and a run needs"), message);
        assertFalse(Files.exists(file));
    }

    @Test
    void aFileIsLeftAsItWas() throws Exception {
        Path file = Files.writeString(folder.resolve("result.json"), "kept");
        ResultFile.requireWritable(file, 1);
        assertEquals("kept", Files.readString(file));
        Path fresh = folder.resolve("fresh.json");
        ResultFile.requireWritable(fresh, 1);
        assertFalse(Files.exists(fresh));
    }

    @Test
    void aFolderThatDoesNotExistIsRefused() {
        assertThrows(NoSuchFileException.class, () -> ResultFile.requireWritable(folder.resolve("no/file"), 1));
    }

    @Test
    void aDeviceNeedsNoRoom() throws Exception {
        ResultFile.requireWritable(Path.of("/dev/null"), Long.MAX_VALUE);
    }
}
