// SPDX-License-Identifier: Apache-2.0
package org.timertorture.git;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.timertorture.host.Tool;
import org.timertorture.host.Tool.Output;

/** A repository for tests. */
public final class Repository {
    private final Path folder;

    /** Creates one without a commit. */
    public Repository(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        git("init", "-q", "-b", "main");
    }

    /** Writes a file and commits everything. */
    public Repository commit(String subject, String file, String text) throws Exception {
        Files.writeString(folder.resolve(file), text);
        git("add", "-A");
        git("-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-q", "-m", subject);
        return this;
    }

    /** Calls git and returns what it prints. */
    public String git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        Output output = Tool.of(command).run();
        assertTrue(output.ok(), output.lines()::toString);
        return String.join("\n", output.lines());
    }
}
