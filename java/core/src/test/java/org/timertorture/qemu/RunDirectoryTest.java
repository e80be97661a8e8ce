// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void files_of_a_dead_process_are_deleted_by_the_next() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path left = Files.createDirectory(parent.resolve(dead.pid() + "-1-1"));
        Files.writeString(left.resolve("initramfs"), "x");
        RunDirectory.make(parent);
        assertFalse(Files.exists(left));
    }

    @Test
    void files_of_a_killed_process_are_deleted_at_once() throws Exception {
        RunDirectory mine = RunDirectory.make(parent);
        Files.writeString(mine.initramfs(), "x");
        Process sweeper = mine.deleteOnExit();
        assertFalse(sweeper.waitFor(200, TimeUnit.MILLISECONDS));
        assertTrue(Files.exists(mine.initramfs()));
        sweeper.getOutputStream().close(); // as our death does
        assertTrue(sweeper.waitFor(20, TimeUnit.SECONDS));
        assertFalse(Files.exists(mine.path()));
    }

    @Test
    void files_of_a_running_process_are_kept() throws Exception {
        RunDirectory mine = RunDirectory.make(parent);
        RunDirectory another = RunDirectory.make(parent);
        assertTrue(Files.isDirectory(mine.path()));
        another.delete();
        assertFalse(Files.exists(another.path()));
    }

    @Test
    void a_reused_process_id_does_not_protect_files() throws Exception {
        Path left = Files.createDirectory(parent.resolve(ProcessHandle.current().pid() + "-12345-1"));
        RunDirectory.make(parent);
        assertFalse(Files.exists(left));
    }

    @Test
    void directories_with_other_names_are_kept() throws Exception {
        Path other = Files.createDirectory(parent.resolve("notes"));
        RunDirectory.make(parent);
        assertTrue(Files.isDirectory(other));
    }
}
