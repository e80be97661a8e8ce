// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

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
import org.timertorture.result.EndingKind;
import org.timertorture.result.EndingResult;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.result.SchemaException;
import org.timertorture.uapi.Align;

class ResultWriterTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        RunResult result = RunResults.of(
                new EndingResult(EndingKind.PANIC, "Kernel panic", List.of("last words")),
                CellResults.good(),
                CellResults.planted(),
                CellResults.good().align(Align.NONE),
                CellResults.good().calibrated(0.9),
                CellResults.good().status(CellStatus.SKIPPED, "removed in 6.1"));
        assertEquals(result, read(json(result)));
    }

    @Test
    void theFieldsAreTheIssues() throws Exception {
        JsonNode json = MAPPER.readTree(json(RunResults.of(CellResults.planted())));

        assertHas(json, "schema", "judgement", "environment", "seed", "plan", "cells");
        assertEquals("pass", json.at("/judgement/verdict").asText());
        assertEquals(0, json.at("/judgement/exit").asInt(-1));
        assertEquals("none", json.at("/judgement/trust/timing/level").asText());
        assertEquals("emulated", json.at("/judgement/trust/timing/reasons/0").asText());
        assertHas(json.get("environment"), "kernel", "machine", "clock", "host", "toolVersion", "qemuCommand");
        assertHas(json.at("/environment/kernel"), "release", "configHash", "commandLine", "hz", "preemption");
        assertHas(json.at("/environment/machine"), "cpus", "nodes", "accel", "emulated");
        JsonNode cell = json.at("/cells/0");
        assertHas(cell, "identity", "status", "settings", "racing", "checks", "coverage", "timing", "health");
        assertHas(cell.get("identity"), "id", "variant", "primitive", "scenario", "align", "placement");
        assertHas(cell.at("/identity/primitive"), "name", "kernelName", "kind", "defect");
        assertEquals("fail(no-run-after-sync)", cell.at("/identity/expect").asText());
        assertHas(cell.get("racing"), "seconds", "attempts", "counters", "pairs", "seed");
        assertHas(cell.at("/racing/attempts"), "early", "encounter", "late");
        assertEquals(250_000, cell.at("/racing/counters/expiries").asLong());
        assertHas(cell.get("checks"), "performed", "unchecked", "violations");
        assertHas(cell.at("/checks/violations/0"), "rule", "count", "grade", "evidence");
        assertEquals("forbidden", cell.at("/checks/violations/0/grade").asText());
        assertHas(cell.at("/coverage/phases"), "before", "entry", "body", "last", "after");
        assertHas(cell.get("timing"), "latency", "slices");
        assertHas(
                cell.at("/timing/latency/encounter"),
                "count",
                "min",
                "mean",
                "p50",
                "p90",
                "p99",
                "p999",
                "max",
                "histogram");
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
        json.put("schema", "timertorture/2.7").put("mood", "good");
        ((ObjectNode) json.at("/cells/0")).put("colour", "blue");
        ((ObjectNode) json.at("/cells/0/racing/counters")).put("sneezes", 7);

        assertEquals(1, read(MAPPER.writeValueAsBytes(json)).cells().size());
    }

    @Test
    void anotherMajorVersionIsRefusedByItsName() throws Exception {
        ObjectNode json = (ObjectNode) MAPPER.readTree(json(RunResults.of(CellResults.good())));
        for (String other : List.of("timertorture/3.0", "timertorture/1.2")) {
            byte[] written = MAPPER.writeValueAsBytes(json.put("schema", other));

            String message =
                    assertThrows(SchemaException.class, () -> read(written)).getMessage();
            assertTrue(message.contains("schema timertorture/2.x, not " + other), message);
        }
    }

    @Test
    void whatIsNoResultIsRefused() {
        for (String json : new String[] {"{}", "[]", "{\"schema\":\"jmh/1.0\"}", "{\"schema\":7}"}) {
            assertThrows(SchemaException.class, () -> read(json.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static byte[] json(RunResult result) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ResultWriter().write(result, out);
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
