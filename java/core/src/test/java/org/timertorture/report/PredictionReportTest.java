// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.archive.Ownership;
import org.timertorture.archive.PredictionFolder;
import org.timertorture.predict.Prediction;
import org.timertorture.predict.PredictionOutcome;
import org.timertorture.predict.PredictionResult;
import org.timertorture.predict.Predictions;
import org.timertorture.predict.RemoteLines;
import org.timertorture.result.Schema;

class PredictionReportTest {
    private static final Prediction CALIBRATING =
            new Prediction("loop-warm-32p", true, 29_000, 711.4, null, new RemoteLines(28, 64), 28_956);
    private static final Prediction WARM =
            new Prediction("last-running-warm-32p", false, 95, 339, null, new RemoteLines(0, 0), 339);
    private static final Prediction COLD =
            new Prediction("last-running-cold-32p", false, 1_800, 324, "emulated", new RemoteLines(1, 1.5), 985);
    private static final Prediction SMP =
            new Prediction("loop-warm-4p", false, 505, 350, null, new RemoteLines(0, 0), 350);
    private static final Predictions PREDICTIONS = new Predictions(
            Schema.CURRENT,
            "2026-11-25T03:07:51Z",
            "who, where and when",
            "6.1.0-56-cloud-amd64",
            true,
            List.of("A sentence. ".repeat(20).strip(), "Another."),
            2_596_125,
            "loop-warm-32p",
            170,
            441.3,
            List.of(CALIBRATING, WARM, COLD, SMP));
    private static final List<PredictionOutcome> OUTCOMES = List.of(
            new PredictionOutcome(CALIBRATING, 30_584.0, 5_000L, null, -5.32, -0.15),
            new PredictionOutcome(WARM, 323.0, 5_000L, null, 4.95, 256.84),
            new PredictionOutcome(COLD, 1_012.0, 5_000L, "emulated", -2.67, -45.28),
            new PredictionOutcome(SMP, null, null, null, null, -30.69));

    @Test
    void predictionsHaveTheirTimeTheirModelAndHowTheyWereMade() {
        List<String> lines = lines(r -> r.predictions(PREDICTIONS, Path.of("/results/predictions.json")));
        String text = String.join("\n", lines);
        assertTrue(text.contains("PREDICTED at 2026-11-25T03:07:51Z, before the runs"), text);
        assertTrue(text.contains("29,000 cycles were published, 711 are measured here without"), text);
        assertTrue(
                text.replaceAll("\\s+", " ").contains("its 28 remote lines weigh 64 * X. So X = 441 cycles = 170 ns"),
                text);
        assertTrue(text.contains("  - Another."), text);
        assertEquals(
                List.of("last-running-cold-32p", "1,800", "324", "w", "1", "1.5", "662", "985"),
                words(lines, "last-running-cold-32p"));
        assertTrue(text.contains("w: measured with warm lines"), text);
        assertTrue(text.endsWith("/results/predictions.json"), text);
        lines.forEach(l -> assertTrue(l.length() <= TableReport.WIDTH, l));
    }

    @Test
    void outcomesAreCalledSimulatedAndHaveTheMissInPercent() {
        List<String> lines = lines(r -> r.outcomes(PREDICTIONS, OUTCOMES));
        assertTrue(lines.get(1).startsWith("SIMULATED, 170 ns for a line of another node"), lines.get(1));
        assertEquals(
                List.of("last-running-warm-32p", "95", "339", "323", "+5.0", "%", "+256.8", "%"),
                words(lines, "last-running-warm-32p"));
        assertEquals(
                List.of("loop-warm-32p", "29,000", "28,956", "30,584", "-5.3", "%", "calibrates"),
                words(lines, "loop-warm-32p"));
        assertEquals(
                List.of("last-running-cold-32p", "1,800", "985", "1,012", "w", "-2.7", "%", "-45.3", "%"),
                words(lines, "last-running-cold-32p"));
        assertEquals(List.of("loop-warm-4p", "505", "350", "n/a", "n/a", "-30.7", "%"), words(lines, "loop-warm-4p"));
        assertTrue(
                lines.contains(
                        "w: only the distance was simulated, with warm lines, since no line can be cold here (emulated)"),
                lines.toString());
        assertTrue(lines.contains("n/a: the cell did not run"), lines.toString());
        lines.forEach(l -> assertTrue(l.length() <= TableReport.WIDTH, l));
    }

    @Test
    void whatWasWrittenDownStaysAndTheWholeHasItToo(@TempDir Path root) throws Exception {
        PredictionFolder folder =
                PredictionFolder.make(root, Instant.parse("2026-11-25T03:07:33Z"), Ownership.of(Map.of(), false));
        folder.write(PREDICTIONS);
        String written = Files.readString(folder.predictions());
        folder.write(new PredictionResult(Schema.CURRENT, 0, PREDICTIONS, OUTCOMES, Map.of()));
        assertEquals(written, Files.readString(folder.predictions()));
        assertTrue(written.contains("\"written\" : \"2026-11-25T03:07:51Z\""), written);
        assertTrue(written.contains("\"coldLacking\" : \"emulated\""), written);
        String whole = Files.readString(folder.path().resolve("result.json"));
        assertTrue(whole.contains("\"remoteNs\" : 170"), whole);
        assertTrue(whole.contains("\"simulatedCycles\" : 323.0"), whole);
        assertEquals(
                root.resolve("20261125T030733Z-predict/simulated"),
                folder.run("simulated").path());
    }

    private static List<String> lines(Consumer<PredictionReport> report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.accept(new PredictionReport(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static List<String> words(List<String> lines, String first) {
        return List.of(lines.stream()
                .filter(l -> l.startsWith(first + " "))
                .findFirst()
                .orElseThrow()
                .split(" +"));
    }
}
