// SPDX-License-Identifier: Apache-2.0
package org.timertorture.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timertorture.exit.ExitCode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GitRepositoryTest {
    @TempDir
    Path root;

    private Path folder;
    private Repository made;
    private GitRepository repository;

    @BeforeEach
    void make() throws Exception {
        folder = root.resolve("tree");
        made = new Repository(folder)
                .commit("one", "file", "1")
                .commit("two", "file", "2")
                .commit("three", "file", "3");
        repository = GitRepository.at(folder).orElseThrow();
    }

    @Test
    void a_commit_is_described_by_its_hash_or_its_tag_and_whether_files_differ() throws Exception {
        assertTrue(repository.describe().matches("[0-9a-f]{12}"), repository.describe());
        made.git("tag", "-a", "-m", "a tag", "v1", "HEAD~1");
        assertTrue(repository.describe().matches("v1-1-g[0-9a-f]{12}"), repository.describe());
        Files.writeString(folder.resolve("file"), "changed");
        assertTrue(repository.describe().endsWith("-dirty"), repository.describe());
    }

    @Test
    void a_range_begins_with_the_commit_before_it() throws Exception {
        List<Commit> commits = repository.range("HEAD~2..main");
        assertEquals(
                List.of("one", "two", "three"),
                commits.stream().map(Commit::subject).toList());
        assertEquals(
                made.git("rev-parse", "HEAD~2").substring(0, 12), commits.get(0).shortHash());
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, expected a range of commits A..B",
        "HEAD..., expected a range of commits A..B",
        "..HEAD, expected a range of commits A..B",
        "v9..HEAD, there is no commit v9 in",
        "--output=x..HEAD, there is no commit --output=x in",
        "HEAD..HEAD~1, HEAD~1 is no later commit than HEAD"
    })
    void another_range_is_wrong_usage(String range, String message) {
        GitException e = assertThrows(GitException.class, () -> repository.range(range));
        assertEquals(ExitCode.USAGE, e.exitCode());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void a_clone_leaves_the_repository_and_its_files_alone_and_finds_later_commits() throws Exception {
        Files.writeString(folder.resolve("file"), "work in progress");
        String before = made.git("status", "--porcelain=v2", "--branch");
        Path there = root.resolve("clones/clone");
        repository.cloneIn(there).checkout(repository.range("HEAD~2..HEAD").get(0));
        assertEquals("1", Files.readString(there.resolve("file")));
        assertEquals(before, made.git("status", "--porcelain=v2", "--branch"));
        assertEquals("", made.git("worktree", "list", "--porcelain").replaceAll("(?s)^worktree.*?branch \\S+\\s*", ""));

        made.commit("four", "file", "4");
        repository.cloneIn(there).checkout(repository.range("HEAD~1..HEAD").get(1));
        assertEquals("4", Files.readString(there.resolve("file")));
    }

    @Test
    void a_folder_within_a_repository_and_one_without_commits_are_none() throws Exception {
        assertTrue(GitRepository.at(Files.createDirectories(folder.resolve("within")))
                .isEmpty());
        new Repository(root.resolve("empty"));
        assertTrue(GitRepository.at(root.resolve("empty")).isEmpty());
    }
}
