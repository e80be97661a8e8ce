// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.git.Commit;
import org.timertorture.git.GitRepository;
import org.timertorture.kernel.KernelTree;
import org.timertorture.kernel.StoreException;
import org.timertorture.series.SeriesRow;

/** The commits of a range, checked out one after another in a clone that only this program uses. */
final class Series {
    private final GitRepository clone;
    private final KernelTree tree;
    private final List<Commit> commits;
    private final List<SeriesRow> rows = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();

    private Series(GitRepository clone, KernelTree tree, List<Commit> commits) {
        this.clone = clone;
        this.tree = tree;
        this.commits = commits;
    }

    /** Builds what is checked out and races it. */
    @FunctionalInterface
    interface Racer {
        FinishedRun race(KernelTree tree) throws TimertortureException, InterruptedException;
    }

    /**
     * Clones a repository, or uses the clone of an earlier series.
     *
     * @param source the top of the repository, which is only read
     * @param clones the folder for clones
     * @throws TimertortureException if there is no such repository or range
     */
    static Series of(KernelTree source, String range, Path clones)
            throws IOException, TimertortureException, InterruptedException {
        List<Commit> commits = commits(source, range);
        Path folder = clones.resolve(source.uniqueName());
        return new Series(repository(source).cloneIn(folder), new KernelTree(folder, source.fragment()), commits);
    }

    /** Returns the commits that a range has, and before them the one that it starts from. */
    static List<Commit> commits(KernelTree source, String range)
            throws IOException, TimertortureException, InterruptedException {
        return repository(source).range(range);
    }

    private static GitRepository repository(KernelTree source) throws StoreException, InterruptedException {
        return GitRepository.at(source.folder())
                .orElseThrow(() -> StoreException.usage(source.folder() + " is not the top of a git repository"));
    }

    /**
     * Races each commit, whatever became of the one before.
     *
     * @return whether all are done; else the call was ended early
     */
    boolean run(Racer racer) throws IOException, TimertortureException {
        for (Commit commit : commits) {
            try {
                clone.checkout(commit);
                FinishedRun run = racer.race(tree);
                if (run.exit() == ExitCode.INTERRUPTED) {
                    return false;
                }
                rows.add(row(commit, Optional.of(run), run.exit(), ""));
                folders.add(run.folder());
            } catch (InterruptedException e) {
                return false;
            } catch (TimertortureException e) {
                rows.add(row(commit, Optional.empty(), e.exitCode(), e.getMessage()));
            }
        }
        return true;
    }

    List<SeriesRow> rows() {
        return rows;
    }

    /** Returns the folders of the results. */
    List<Path> folders() {
        return folders;
    }

    private static SeriesRow row(Commit commit, Optional<FinishedRun> run, ExitCode exit, String reason) {
        return new SeriesRow(commit.shortHash(), commit.subject(), run.map(FinishedRun::result), exit, reason);
    }
}
