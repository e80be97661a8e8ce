// SPDX-License-Identifier: Apache-2.0
package org.timertorture.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.json.ResultReader;
import org.timertorture.result.CellResults;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;

class ResultFolderTest {
    private static final Instant TIME = Instant.parse("2026-11-23T09:34:25.421Z");
    private static final Ownership MINE = Ownership.of(Map.of(), false);

    @TempDir
    private Path root;

    @Test
    void aFolderIsNamedByTimeAndPlanAndLatestPointsToIt() throws Exception {
        ResultFolder folder = ResultFolder.make(root, TIME, "quick", MINE);
        assertEquals(root.resolve("20261123T093425Z-quick"), folder.path());
        assertEquals(folder.path().toRealPath(), root.resolve("latest").toRealPath());
    }

    @Test
    void twoRunsInOneSecondHaveTwoFolders() throws Exception {
        ResultFolder.make(root, TIME, "quick", MINE);
        ResultFolder second = ResultFolder.make(root, TIME, "quick", MINE);
        assertEquals(root.resolve("20261123T093425Z-quick.2"), second.path());
        assertEquals(second.path().toRealPath(), root.resolve("latest").toRealPath());
    }

    @Test
    void aFileSystemWithoutRoomIsRefusedBeforeAnythingIsWritten() throws Exception {
        IOException e = assertThrows(IOException.class, () -> Room.require(root, Long.MAX_VALUE));
        assertTrue(e.getMessage().matches("only [0-9,]+ MiB are free, and a run needs [0-9,]+ MiB"), e.getMessage());
        Room.require(root, 1);
        Room.require(root.resolve("not/yet/there"), 1);
    }

    @Test
    void aPlansNameCannotLeaveTheFolder() throws Exception {
        assertEquals(
                root.resolve("20261123T093425Z-.._x_y"),
                ResultFolder.make(root, TIME, "../x y", MINE).path());
    }

    @Test
    void theResultAndACopyOfTheConsoleAreWritten() throws Exception {
        Path console = Files.writeString(root.resolve("elsewhere"), "booting\n");
        ResultFolder folder = ResultFolder.make(root.resolve("a/b"), TIME, "quick", MINE);
        RunResult result = RunResults.of(CellResults.good());

        folder.write(result, Optional.of(console));

        try (var in = Files.newInputStream(folder.path().resolve("result.json"))) {
            assertEquals(result, new ResultReader().read(in));
        }
        assertEquals("booting\n", Files.readString(folder.console()));
    }

    @Test
    void anEmptyFolderIsDroppedAndAFullOneIsKept() throws Exception {
        ResultFolder empty = ResultFolder.make(root, TIME, "quick", MINE);
        empty.dropIfEmpty();
        assertFalse(Files.exists(empty.path()));
        ResultFolder full = ResultFolder.make(root, TIME, "quick", MINE);
        Files.writeString(full.console(), "x");
        full.dropIfEmpty();
        assertTrue(Files.exists(full.path()));
    }

    @Test
    void underSudoNewFilesBelongToTheCaller() throws Exception {
        assumeTrue(Ownership.isRoot());
        Ownership caller = Ownership.of(Map.of("SUDO_UID", "1234", "SUDO_GID", "4321"), true);

        ResultFolder folder = ResultFolder.make(root.resolve("a/b"), TIME, "quick", caller);
        folder.write(RunResults.of(CellResults.good()), Optional.empty());

        for (Path made :
                new Path[] {root.resolve("a"), folder.path(), folder.path().resolve("result.json")}) {
            assertEquals(1234, Files.getAttribute(made, "unix:uid"));
            assertEquals(4321, Files.getAttribute(made, "unix:gid"));
        }
        assertEquals(0, Files.getAttribute(root, "unix:uid"));
    }

    @Test
    void withoutRootSudosVariablesMeanNothing() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "");
        Object before = Files.getAttribute(file, "unix:uid");
        Ownership.of(Map.of("SUDO_UID", "1234", "SUDO_GID", "4321"), false).give(file);
        assertEquals(before, Files.getAttribute(file, "unix:uid"));
    }
}
