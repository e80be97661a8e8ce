// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.timertorture.archive.Ownership;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.host.WholeFile;
import org.timertorture.html.Page;
import org.timertorture.json.ResultDocuments;
import org.timertorture.plan.PlanException;
import org.timertorture.words.FileProblem;

/** Writes results as one HTML page. */
final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes a page with the results of files.
     *
     * @throws PlanException if a file is not the result of a run or a matrix
     * @throws EnvironmentException if the page cannot be written
     */
    static void write(List<Path> files, Path page, Ownership ownership) throws PlanException, EnvironmentException {
        List<ResultDocuments.Document> documents = new ArrayList<>();
        for (Path file : files) {
            RecordedRuns.check(file);
            try {
                documents.addAll(ResultDocuments.of(file));
            } catch (IOException e) {
                throw new PlanException(file + ": " + FileProblem.of(e), e);
            }
        }
        try {
            WholeFile.write(page, out -> Page.ofResults(documents, out));
            ownership.give(page);
        } catch (IOException e) {
            throw new EnvironmentException("cannot write " + page + ": " + FileProblem.of(e), e);
        }
    }
}
