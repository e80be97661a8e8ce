// SPDX-License-Identifier: Apache-2.0
package org.timertorture.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.timertorture.compare.CellComparison;
import org.timertorture.compare.Comparison;

/** Writes a comparison as CSV (RFC 4180): a row for each time of each cell, with a header. Times are in ns. */
public final class ComparisonCsv {
    private static final String[] HEADER = {
        "row",
        "cell",
        "metric",
        "a_ns",
        "a_spread",
        "a_boots",
        "a_calls",
        "b_ns",
        "b_spread",
        "b_boots",
        "b_calls",
        "paired",
        "ratio",
        "low",
        "high",
        "p",
        "rank_p",
        "decision",
        "missing"
    };

    private ComparisonCsv() {}

    /** Writes the comparison as UTF-8. The stream stays open. */
    public static void write(Comparison comparison, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter csv = new CSVPrinter(
                text, CSVFormat.RFC4180.builder().setHeader(HEADER).build());
        for (CellComparison c : comparison.cells()) {
            csv.printRecord(
                    c.row(),
                    c.cell(),
                    c.metric().label(),
                    c.a().ns(),
                    c.a().spread(),
                    c.a().boots(),
                    c.a().calls(),
                    c.b().ns(),
                    c.b().spread(),
                    c.b().boots(),
                    c.b().calls(),
                    c.paired(),
                    c.ratio(),
                    c.low(),
                    c.high(),
                    c.p(),
                    c.rankP(),
                    c.decision().label(),
                    c.missing());
        }
        csv.flush();
    }
}
