// SPDX-License-Identifier: Apache-2.0
package org.timertorture.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.timertorture.result.Assessment;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellResults;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingKind;
import org.timertorture.result.EndingResult;
import org.timertorture.result.Judgement;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.result.Trust;
import org.timertorture.result.TrustLevel;
import org.timertorture.uapi.Rule;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Each format is read back by a reader that is not ours. KTAP is read by the kernel's own parser in a step of scripts/test. */
class FormatTest {
    private static final RunResult RUN = RunResults.of(
            CellResults.good(),
            CellResults.good().id("skipped/one").status(CellStatus.SKIPPED, "removed in 6.1 # for good"),
            CellResults.good().id("failed/one").violated(Rule.RETURN_TRUTH),
            CellResults.good().id("known/one").known("a-finding").violated(Rule.NOT_EARLY));

    private static final Schema KCIDB = kcidbSchema();

    @Test
    void ktapTellsWhatBecameOfEachCell() throws IOException {
        String ktap = write(Format.KTAP, RUN);

        assertTrue(ktap.startsWith("KTAP version 1\n1..1\n    KTAP version 1\n    # Subtest: quick on 6.1.0-56"), ktap);
        assertTrue(ktap.contains("\n    ok 1 boot\n"), ktap);
        assertTrue(ktap.contains("ok 3 skipped/one # SKIP removed in 6.1   for good\n"), ktap);
        assertTrue(ktap.contains("\n    not ok 4 failed/one\n"), ktap);
        assertTrue(ktap.contains("\n    ok 5 known/one # XFAIL known finding a-finding\n"), ktap);
        assertTrue(ktap.endsWith("\nnot ok 1 quick on 6.1.0-56-cloud-amd64, 2 CPUs, 1 nodes\n"), ktap);
    }

    @Test
    void ktapTellsAHangFromACrash() throws IOException {
        RunResult hang = dead(EndingKind.HANG);
        assertTrue(write(Format.KTAP, hang).contains("# TIMEOUT no sign of life"), write(Format.KTAP, hang));
        RunResult panic = dead(EndingKind.PANIC);
        assertTrue(write(Format.KTAP, panic).contains("# ERROR no sign of life"), write(Format.KTAP, panic));
    }

    @Test
    void aRunWithoutAResultIsAnError() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Format.KTAP.write(List.of(Suite.of(RUN), Suite.without("quick on 5.10", "quick", "no headers")), out);
        String ktap = out.toString(StandardCharsets.UTF_8);
        assertTrue(ktap.startsWith("KTAP version 1\n1..2\n"), ktap);
        assertTrue(ktap.endsWith("    1..1\n    not ok 1 boot # ERROR no headers\nnot ok 2 quick on 5.10\n"), ktap);
    }

    @Test
    void xmlCountsWhatItContains() throws Exception {
        Element suite = suite(write(Format.JUNIT, RUN));
        NodeList cases = suite.getElementsByTagName("testcase");
        assertEquals(String.valueOf(cases.getLength()), suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals(1, suite.getElementsByTagName("failure").getLength());
        assertEquals("1", suite.getAttribute("skipped"));
        assertEquals("2026-11-23T09:34:25", suite.getAttribute("timestamp"));
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertTrue(failure.getAttribute("message").startsWith("return-truth broken"), failure.getAttribute("message"));
    }

    @Test
    void xmlTakesWhatAConsolePrints() throws Exception {
        RunResult run = RunResults.of(
                new EndingResult(EndingKind.PANIC, "BUG: \u0000\u001b[0m<&>", List.of("\u0007 ]]> last words")),
                CellResults.good().status(CellStatus.CRASHED, "the kernel died"));
        Element suite = suite(write(Format.JUNIT, run));
        Element error = (Element) suite.getElementsByTagName("error").item(0);
        assertTrue(error.getTextContent().contains("]]> last words"), error.getTextContent());
    }

    @Test
    void csvHasARowForEachCell() throws IOException {
        List<CSVRecord> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .build()
                .parse(new StringReader(write(Format.CSV, RUN)))
                .getRecords();
        assertEquals(RUN.cells().size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            CellResult cell = RUN.cells().get(i);
            assertEquals(cell.id(), rows.get(i).get("cell"));
            assertEquals(cell.attempts().encounter(), Long.parseLong(rows.get(i).get("encounter")));
            if (cell.aimed() != null) {
                assertEquals(cell.aimed().p99(), Long.parseLong(rows.get(i).get("p99_ns")));
            }
        }
    }

    @Test
    void hlogHasTheHistogramsOfTheResult() throws IOException {
        HistogramLogReader log = new HistogramLogReader(
                new ByteArrayInputStream(write(Format.HLOG, RUN).getBytes(StandardCharsets.UTF_8)));
        List<Histogram> read = new ArrayList<>();
        for (EncodableHistogram h = log.nextIntervalHistogram(); h != null; h = log.nextIntervalHistogram()) {
            read.add((Histogram) h);
        }
        CellResult first = RUN.cells().get(0);
        Histogram encounters = read.stream()
                .filter(h ->
                        h.getTag().equals("6.1.0-56-cloud-amd64/" + first.id().replace(',', ';') + "/encounter"))
                .findFirst()
                .orElseThrow();
        assertEquals(first.timing().latency().encounter().count(), encounters.getTotalCount());
        assertEquals(first.timing().latency().encounter().p50(), encounters.getValueAtPercentile(50));
    }

    @Test
    void jmhHasTheFieldsThatItsReadersWant() throws IOException {
        JsonNode first = new ObjectMapper().readTree(write(Format.JMH, RUN)).get(0);
        for (String field : List.of("jmhVersion", "benchmark", "mode", "threads", "forks", "params", "primaryMetric")) {
            assertNotNull(first.get(field), field);
        }
        JsonNode metric = first.get("primaryMetric");
        assertEquals(RUN.cells().get(0).aimed().mean(), metric.get("score").asDouble());
        assertEquals(
                RUN.cells().get(0).aimed().p50(),
                metric.at("/scorePercentiles/50.0").asLong());
        assertEquals("ns/op", metric.get("scoreUnit").asText());
    }

    @Test
    void kcidbTellsWhatBecameOfEachTest() throws IOException {
        JsonNode report = kcidb(List.of(Suite.of(RUN)));
        assertEquals(List.of("PASS", "PASS", "SKIP", "FAIL", "FAIL", "PASS"), values(report.get("tests"), "status"));
        assertEquals(
                "timertorture.quick.running.timer_delete_sync.chase.remote",
                report.at("/tests/1/path").asText());
        assertEquals(
                List.of(report.at("/builds/0/id").asText()),
                values(report.get("tests"), "build_id").stream().distinct().toList());
        assertTrue(report.at("/tests/3/comment").asText().startsWith("failed/one: return-truth broken"));
    }

    @Test
    void kcidbLinksAKnownFindingToTheTestThatSawIt() throws IOException {
        JsonNode report = kcidb(List.of(Suite.of(RUN)));
        assertEquals(List.of("timertorture:finding/a-finding"), values(report.get("issues"), "id"));
        assertEquals(List.of(report.at("/tests/4/id").asText()), values(report.get("incidents"), "test_id"));
        assertEquals(List.of("timertorture:finding/a-finding"), values(report.get("incidents"), "issue_id"));
    }

    @Test
    void kcidbHasTheMedianWhereTimesMeanSomething() throws IOException {
        assertTrue(kcidb(List.of(Suite.of(RUN))).at("/tests/1/number").isMissingNode(), "emulated");
        Trust trust = new Trust(RUN.trust().verdict(), new Assessment(TrustLevel.OK, List.of()));
        RunResult real = new RunResult(
                RUN.schema(),
                new Judgement(RUN.verdict(), trust, RUN.judgement().exit(), RUN.oracle()),
                RUN.ending(),
                RUN.environment(),
                RUN.seed(),
                RUN.plan(),
                RUN.analysis(),
                RUN.cells());
        JsonNode times = kcidb(List.of(Suite.of(real))).at("/tests/1/number");
        assertEquals(RUN.cells().get(0).aimed().p50() / 1e9, times.get("value").asDouble());
        assertEquals("s", times.get("unit").asText());
    }

    @Test
    void kcidbMissesATestOfAKernelThatDidNotBoot() throws IOException {
        RunResult silent = RunResults.of(
                new EndingResult(EndingKind.NEVER_BOOTED, "it never answered", List.of("last words")),
                CellResults.good().status(CellStatus.NOT_REACHED, null));
        JsonNode report = kcidb(List.of(Suite.of(silent), Suite.without("quick on 5.10", "quick", "no headers")));
        assertEquals(List.of("MISS", "MISS", "MISS", "MISS"), values(report.get("tests"), "status"));
        assertEquals("boot: no headers", report.at("/tests/3/comment").asText());
    }

    @Test
    void kcidbTellsACrashFromWhatDidNotRunAfterIt() throws IOException {
        RunResult crash = RunResults.of(
                new EndingResult(EndingKind.PANIC, "it panicked\0", List.of("x".repeat(20_000), "last words\0")),
                CellResults.good().status(CellStatus.CRASHED, "the kernel died"),
                CellResults.good().id("later/one").status(CellStatus.NOT_REACHED, null));
        JsonNode report = kcidb(List.of(Suite.of(crash)));
        assertEquals(
                List.of("PASS", "ERROR", "MISS"),
                values(report.get("tests"), "status").subList(0, 3));
        assertTrue(report.at("/tests/1/log_excerpt").asText().endsWith("last words\uFFFD"));
    }

    @Test
    void kcidbHasAKernelOfSeveralRunsOnce() throws IOException {
        JsonNode report = kcidb(List.of(Suite.of("first", RUN), Suite.of("second", RUN)));
        assertEquals(1, report.get("checkouts").size());
        assertEquals(1, report.get("builds").size());
        List<String> ids = values(report.get("tests"), "id");
        assertEquals(ids.size(), ids.stream().distinct().count());
    }

    /** Returns the report, which the schema of KCIDB accepts. */
    private static JsonNode kcidb(List<Suite> suites) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Format.KCIDB.write(suites, out);
        JsonNode report = new ObjectMapper().readTree(out.toByteArray());
        assertEquals(List.of(), KCIDB.validate(report));
        return report;
    }

    private static Schema kcidbSchema() {
        try (InputStream in = FormatTest.class.getResourceAsStream("kcidb-5.3.schema.json")) {
            // Java's regular expressions want more than one digit after the backslash.
            String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\\\\0", "\\\\x00");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> values(JsonNode objects, String field) {
        List<String> values = new ArrayList<>();
        objects.forEach(object -> values.add(object.get(field).asText()));
        return values;
    }

    private static RunResult dead(EndingKind kind) {
        return RunResults.of(
                new EndingResult(kind, "no sign of life", List.of("last words")),
                CellResults.good().status(CellStatus.CRASHED, "the kernel died"));
    }

    private static Element suite(String xml) throws Exception {
        return (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("testsuite")
                .item(0);
    }

    private static String write(Format format, RunResult run) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(List.of(Suite.of(run)), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
