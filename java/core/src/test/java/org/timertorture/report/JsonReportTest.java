// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timertorture.result.CellResults;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingResult;
import org.timertorture.result.ResultReader;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.result.SchemaException;

class JsonReportTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        RunResult result = RunResults.of(
                new EndingResult("panic", "Kernel panic", List.of("last words")),
                CellResults.good(),
                CellResults.planted(),
                CellResults.good().align("none"),
                CellResults.good().calibrated(0.9),
                CellResults.good().status(CellStatus.SKIPPED, "removed in 6.1"));
        assertEquals(result, read(json(result)));
    }

    @Test
    void theFieldsAreTheIssues() throws Exception {
        JsonNode json = MAPPER.readTree(json(RunResults.of(CellResults.planted())));

        assertHas(json, "schema", "verdict", "trust", "exit", "environment", "seed", "plan", "cells");
        assertEquals("pass", json.get("verdict").asText());
        assertEquals("none", json.at("/trust/timing/level").asText());
        assertEquals("emulated", json.at("/trust/timing/reasons/0").asText());
        assertHas(
                json.get("environment"),
                "kernelRelease",
                "configHash",
                "commandLine",
                "cpus",
                "nodes",
                "hz",
                "preemption",
                "clock",
                "accel",
                "host",
                "toolVersion",
                "qemuCommand");
        JsonNode cell = json.at("/cells/0");
        assertHas(
                cell,
                "id",
                "status",
                "primitive",
                "kernelName",
                "kind",
                "scenario",
                "align",
                "placement",
                "settings",
                "expect",
                "pairs",
                "seconds",
                "attempts",
                "expiries",
                "rulesChecked",
                "violations",
                "phases",
                "slices",
                "latency");
        assertHas(cell.get("attempts"), "early", "encounter", "late");
        assertHas(cell.at("/violations/0"), "rule", "count", "grade", "evidence");
        assertEquals("forbidden", cell.at("/violations/0/grade").asText());
        assertHas(
                cell.at("/latency/encounter"), "count", "min", "mean", "p50", "p90", "p99", "p999", "max", "histogram");
        assertEquals("ran", cell.get("status").asText());
    }

    @Test
    void aCellThatWasNotReachedIsCalledSo() throws Exception {
        byte[] json = json(RunResults.of(CellResults.good().status(CellStatus.NOT_REACHED, "panic")));
        assertEquals("not-reached", MAPPER.readTree(json).at("/cells/0/status").asText());
    }

    @Test
    void fieldsThatAreNotKnownAreIgnoredAndANewerMinorVersionIsRead() throws Exception {
        ObjectNode json = (ObjectNode) MAPPER.readTree(json(RunResults.of(CellResults.good())));
        json.put("schema", "timertorture/1.7").put("mood", "good");
        ((ObjectNode) json.at("/cells/0")).put("colour", "blue");

        assertEquals(1, read(MAPPER.writeValueAsBytes(json)).cells().size());
    }

    @Test
    void aNewerMajorVersionIsRefused() throws Exception {
        ObjectNode json = (ObjectNode) MAPPER.readTree(json(RunResults.of(CellResults.good())));
        json.put("schema", "timertorture/2.0");
        byte[] newer = MAPPER.writeValueAsBytes(json);

        String message = assertThrows(SchemaException.class, () -> read(newer)).getMessage();
        assertTrue(message.contains("up to timertorture/1.x, not timertorture/2.0"), message);
    }

    @Test
    void whatIsNoResultIsRefused() {
        for (String json : new String[] {"{}", "[]", "{\"schema\":\"jmh/1.0\"}", "{\"schema\":7}"}) {
            assertThrows(SchemaException.class, () -> read(json.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static byte[] json(RunResult result) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JsonReport().write(result, out);
        return out.toByteArray();
    }

    private static RunResult read(byte[] json) throws IOException {
        return new ResultReader().read(new ByteArrayInputStream(json));
    }

    private static void assertHas(JsonNode node, String... fields) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        assertTrue(names.containsAll(List.of(fields)), names.toString());
    }
}
