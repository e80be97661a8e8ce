// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timertorture.json.Json;
import org.timertorture.json.ResultSchema;
import org.timertorture.json.ResultWriter;
import org.timertorture.result.CellResults;
import org.timertorture.result.Environment;
import org.timertorture.result.KernelReport;
import org.timertorture.result.ReportKind;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Rule;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CompareCommandTest {
    private final Captured captured = new Captured();

    @TempDir
    private Path folder;

    @Test
    void a_regression_exits_with_one_and_a_line_says_how_much() throws Exception {
        String a = runs("a", "an EPYC", 1000, 1010, 990, 1005, 995, 1000);
        String b = runs("b", "an EPYC", 1102, 1090, 1110, 1100, 1095, 1105);
        assertEquals(1, run("compare", a, b), err());
        assertTrue(out().startsWith("FAIL   2 slower, 2 same\n"), out());
        assertTrue(
                out().matches("(?s).*running/timer_delete_sync/chase/remote +1.00µ ± 1 % +1.10µ ± 1 % "
                        + "\\+10.0 % \\(p<0.001 n=6\\) slower\n.*"),
                out());
        assertTrue(out().contains("control (A's own boots in two halves): same in 4 of 4 times"), out());
        assertFalse(out().contains("broken_no_wait"), out());
    }

    @Test
    void what_got_faster_or_stayed_is_no_failure() throws Exception {
        String a = runs("a", "an EPYC", 1000, 1010, 990, 1005, 995, 1000);
        assertEquals(0, run("compare", a, runs("b", "an EPYC", 902, 890, 910, 900, 895, 905)), err());
        assertTrue(out().contains("faster"), out());
        assertEquals(0, run("compare", a, runs("c", "an EPYC", 1001, 1011, 991, 1006, 996, 1001)), err());
    }

    @Test
    void csv_and_json_have_the_same_figures() throws Exception {
        String a = runs("a", "an EPYC", 1000, 1010, 990, 1005, 995, 1000);
        String b = runs("b", "an EPYC", 1102, 1090, 1110, 1100, 1095, 1105);
        Path csv = folder.resolve("c.csv");
        assertEquals(1, run("compare", a, b, "--format", "csv=" + csv, "--format", "json=-"), err());
        ResultSchema.COMPARISON.check(Json.MAPPER.readTree(out()));
        List<String> rows = Files.readAllLines(csv);
        assertEquals(5, rows.size());
        assertTrue(rows.get(0).startsWith("row,cell,metric,a_ns,"), rows.get(0));
        assertTrue(rows.get(1).contains("running/timer_delete_sync/chase/remote,p50,"), rows.get(1));
        assertTrue(err().contains("slower"), err());
    }

    @Test
    void one_run_a_side_cannot_tell() throws Exception {
        assertEquals(5, run("compare", runs("a", "an EPYC", 1000), runs("b", "an EPYC", 2000)), err());
        assertTrue(out().contains("UNTRUSTED   4 cannot tell"), out());
        assertTrue(out().contains("cannot tell (needs at least 2 more repeats)"), out());
        assertTrue(out().contains("A has 1 boot, and two halves need 6"), out());
    }

    @Test
    void different_machines_are_refused_unless_forced_and_then_said() throws Exception {
        String a = runs("a", "an EPYC", 1000, 1010, 990, 1005, 995, 1000);
        String b = runs("b", "a Xeon", 1000, 1010, 990, 1005, 995, 1000);
        assertEquals(2, run("compare", a, b));
        assertTrue(err().contains("different machines: an EPYC"), err());
        assertTrue(err().contains("--force compares them anyway"), err());
        assertEquals(0, run("compare", a, b, "--force"), err());
        assertTrue(out().contains("forced: different machines: an EPYC"), out());
    }

    @Test
    void pages_need_no_network_and_can_be_compared_again() throws Exception {
        String a = runs("a", "an EPYC", 1000, 1010, 990, 1005, 995, 1000);
        String b = runs("b", "an EPYC", 1102, 1090, 1110, 1100, 1095, 1105);
        Path pageA = folder.resolve("a.html");
        Path pageB = folder.resolve("b.html");
        assertEquals(0, run(("report " + a.replace(',', ' ') + " --html " + pageA).split(" ")), err());
        assertEquals(0, run(("report " + b.replace(',', ' ') + " --html " + pageB).split(" ")), err());
        Path page = folder.resolve("c.html");
        assertEquals(1, run("compare", pageA.toString(), pageB.toString(), "--html", page.toString()), err());
        assertTrue(out().startsWith("FAIL   2 slower, 2 same"), out());
        for (Path one : List.of(pageA, pageB, page)) {
            String html = Files.readString(one);
            assertTrue(html.startsWith("<!doctype html>"), one.toString());
            assertFalse(html.contains("<script src") || html.contains("<img"), one.toString());
            assertTrue(html.contains("<svg viewBox"), one.toString());
        }
    }

    @Test
    void what_a_kernel_says_is_text_on_a_page() throws Exception {
        RunResult run = RunResults.of(CellResults.good()
                .violated(Rule.NO_RUN_AFTER_SYNC)
                .reported(new KernelReport(
                        ReportKind.WARNING, "WARNING in <script>alert(1)</script>", 1, List.of("</script><b>"), null)));
        Path json = folder.resolve("r.json");
        new ResultWriter().write(run, json);
        Path page = folder.resolve("r.html");
        assertEquals(0, run("report", json.toString(), "--html", page.toString()), err());
        String html = Files.readString(page);
        assertFalse(html.contains("<script>alert"));
        assertTrue(html.contains("WARNING in &lt;script&gt;alert(1)"));
        assertTrue(html.contains("<details open"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    %1$s %2$s/none.json      | there is no file
                    %1$s@7.3 %1$s            | it has no run of that kernel, but of 6.1.0-56-cloud-amd64
                    %1$s %1$s                | is on both sides
                    %1$s %2$s/cut.json       | cut.json: it is truncated or damaged within the field cells
                    %1$s %2$s/newer.json     | newer.json: this version reads results of schema timertorture/2.x, not timertorture/9.0; use a newer timertorture
                    %1$s %2$s/older.json     | use the timertorture that wrote it
                    %1$s %2$s/lacking.json   | lacking.json: the field cells is missing
                    %1$s %2$s/other.json     | other.json: this is a comparison, and neither a run nor a matrix
                    %1$s %2$s/list.json      | list.json: not a timertorture result
                    %1$s %2$s/page.html      | page.html: this page has no timertorture result
                    %1$s %2$s                | it is a folder
                    %1$s %2$s/b.json --tolerance 0    | --tolerance 0: expected more than 0
                    %1$s %2$s/b.json --format cvs=x   | no format is called cvs; did you mean csv?
                    """)
    void bad_input_is_named(String line, String expected) throws Exception {
        String good = runs("a", "an EPYC", 1000);
        runs("b", "an EPYC", 1000);
        String whole = Files.readString(Path.of(good));
        Files.writeString(folder.resolve("b.json"), whole.replace("a-0", "b-0"));
        Files.writeString(folder.resolve("cut.json"), whole.substring(0, whole.indexOf("\"settings\"") + 20));
        Files.writeString(folder.resolve("newer.json"), whole.replace("timertorture/2.6", "timertorture/9.0"));
        Files.writeString(folder.resolve("older.json"), whole.replace("timertorture/2.6", "timertorture/1.4"));
        Files.writeString(folder.resolve("lacking.json"), whole.replace("\"cells\"", "\"sells\""));
        Files.writeString(folder.resolve("other.json"), "{\"schema\": \"timertorture/2.6\", \"kind\": \"comparison\"}");
        Files.writeString(folder.resolve("list.json"), "[1]");
        Files.writeString(folder.resolve("page.html"), "<!doctype html><p>no");
        String[] words = ("compare " + String.format(line, good, folder)).split(" +");
        assertEquals(2, run(words), err());
        assertTrue(err().contains(expected), err());
        assertFalse(err().contains("Exception") || err().contains("org.timertorture"), err());
    }

    /** Writes a run for each of these times in ns, and returns the files, separated by commas. */
    private String runs(String name, String host, long... times) throws Exception {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            RunResult run = RunResults.of(
                    CellResults.good().costs(times[i]),
                    CellResults.good().id("rearm/timer_shutdown/chase/remote").costs(500 + i),
                    CellResults.planted()
                            .id("running/broken_no_wait/chase/remote")
                            .primitive("broken_no_wait", Kind.BROKEN));
            Path file = folder.resolve(name + "-" + i + ".json");
            Environment.HostFacts there = new Environment.HostFacts("Linux", host, 2, 1024, "17", "here");
            new ResultWriter().write(RunResults.elsewhere(there, name + "-" + i, run), file);
            files.add(file.toString());
        }
        return String.join(",", files);
    }

    private int run(String... words) {
        return captured.run(words);
    }

    private String out() {
        return captured.out();
    }

    private String err() {
        return captured.err();
    }
}
