// SPDX-License-Identifier: Apache-2.0
package org.timertorture.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.host.Tool;
import org.timertorture.host.Tool.Output;

/** A repository with a working tree, used through git's command line. */
public final class GitRepository {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final Path tree;

    private GitRepository(Path tree) {
        this.tree = tree;
    }

    /** Returns the repository that a folder is the top of; empty if it is not the top of one, or there is no git. */
    public static Optional<GitRepository> at(Path folder) throws InterruptedException {
        if (!Files.exists(folder.resolve(".git"))) {
            return Optional.empty();
        }
        GitRepository repository = new GitRepository(folder);
        try {
            return repository.git("rev-parse", "--verify", "--quiet", "HEAD").ok()
                    ? Optional.of(repository)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns what git calls the state of the working tree: the nearest tag and the commit's hash, or the hash alone, as
     * in {@code v6.12-3-g0123456789ab-dirty}.
     */
    public String describe() throws IOException, GitException, InterruptedException {
        return demand("describe", "--always", "--abbrev=12", "--dirty").lastLine();
    }

    /**
     * Returns the commits of a range along first parents, the oldest first, and before them the commit that the range
     * starts from.
     *
     * @param range {@code A..B}
     * @throws GitException (usage) if the repository does not have such a range, or it is empty
     */
    public List<Commit> range(String range) throws IOException, GitException, InterruptedException {
        String[] ends = range.split("\\.\\.", -1);
        if (ends.length != 2 || ends[0].isBlank() || ends[1].isBlank() || ends[1].startsWith(".")) {
            throw GitException.usage("\"" + range + "\": expected a range of commits A..B");
        }
        for (String end : ends) {
            if (end.startsWith("-")
                    || !git("rev-parse", "--verify", "--quiet", end + "^{commit}")
                            .ok()) {
                throw GitException.usage("there is no commit " + end + " in " + tree);
            }
        }
        List<Commit> commits = new ArrayList<>(commits("-1", ends[0]));
        List<Commit> within = commits("--reverse", "--first-parent", ends[0] + ".." + ends[1]);
        if (within.isEmpty()) {
            throw GitException.usage(range + " is empty: " + ends[1] + " is no later commit than " + ends[0]);
        }
        commits.addAll(within);
        return commits;
    }

    /**
     * Returns a clone in a folder, which shares the objects of this repository and knows its present commits. The clone
     * has a working tree of its own; this repository and its working tree stay as they are.
     */
    public GitRepository cloneIn(Path folder) throws IOException, GitException, InterruptedException {
        if (at(folder).isEmpty()) {
            Files.createDirectories(folder.getParent());
            demand(
                    "clone",
                    "--quiet",
                    "--shared",
                    "--no-checkout",
                    tree.toAbsolutePath().toString(),
                    folder.toString());
        }
        return new GitRepository(folder);
    }

    /** Checks a commit out, over whatever is in the working tree. */
    public void checkout(Commit commit) throws IOException, GitException, InterruptedException {
        demand("-c", "advice.detachedHead=false", "checkout", "--quiet", "--force", "--detach", commit.hash());
    }

    private List<Commit> commits(String... words) throws IOException, GitException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("log", "--no-show-signature", "--format=%H %s"));
        command.addAll(List.of(words));
        command.add("--");
        return demand(command.toArray(String[]::new)).lines().stream()
                .map(line -> line.split(" ", 2))
                .map(parts -> new Commit(parts[0], parts.length > 1 ? parts[1] : ""))
                .toList();
    }

    private Output demand(String... words) throws IOException, GitException, InterruptedException {
        Output output = git(words);
        if (!output.ok()) {
            throw GitException.environment("git fails in " + tree + ": " + output.cause("fatal:", "error:"));
        }
        return output;
    }

    private Output git(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", tree.toString()));
        command.addAll(List.of(words));
        // A git hook or git bisect run may have set these for another repository.
        return Tool.of(command)
                .without("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
                .within(LIMIT)
                .run();
    }
}
