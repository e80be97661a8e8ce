// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timertorture.result.CellResults;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingKind;
import org.timertorture.result.EndingResult;
import org.timertorture.result.ModelRuns;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.uapi.Align;

/** The JSON Schema of results, and that nothing gets past it. */
class ResultSchemaTest {

    @Test
    void resultsAreValid() {
        assertEquals(List.of(), problems(tree()));
        assertEquals(List.of(), problems(Json.MAPPER.valueToTree(ModelRuns.run(3, 90, 500))));
        assertEquals(
                List.of(),
                problems(Json.MAPPER.valueToTree(RunResults.of(
                        CellResults.good().cycles(3, 2L, 0L, true),
                        CellResults.good().oracle()))));
    }

    @Test
    void anUnknownFieldIsRefusedInEveryObjectThatIsNoMapOfCounters() {
        List<String> pointers = pointers(tree(), "");
        assertTrue(pointers.size() > 40, pointers.toString());
        for (String pointer : pointers) {
            ObjectNode tree = tree();
            ((ObjectNode) tree.at(pointer)).put("unheard-of", 1);
            boolean open = pointer.endsWith("/counters")
                    || pointer.endsWith("/drawnLevels")
                    || pointer.endsWith("/drawnMoments");
            assertEquals(open, problems(tree).isEmpty(), pointer);
        }
    }

    @Test
    void aMissingFieldIsRefused() {
        for (String path : List.of(
                "schema",
                "judgement/verdict",
                "environment/kernel/hz",
                "cells/0/identity/id",
                "cells/0/settings/handlerNs",
                "cells/0/racing/counters",
                "cells/0/checks/violations/0/count",
                "cells/0/timing/latency/encounter/p50")) {
            ObjectNode tree = tree();
            int last = path.lastIndexOf('/');
            ObjectNode parent = (ObjectNode) tree.at(last < 0 ? "" : "/" + path.substring(0, last));
            assertTrue(parent.remove(path.substring(last + 1)) != null, path);
            assertTrue(problems(tree).toString().contains(path.substring(last + 1)), path + ": " + problems(tree));
        }
    }

    @Test
    void whateverIsWrittenIsValidated() {
        RunResult good = RunResults.of(CellResults.good());
        RunResult bad = new RunResult(
                "timertorture/9.9",
                good.judgement(),
                null,
                good.environment(),
                1,
                good.plan(),
                good.analysis(),
                good.cells());
        AssertionError refused = assertThrows(AssertionError.class, () -> Json.MAPPER.writeValueAsString(List.of(bad)));
        assertTrue(refused.getMessage().contains("RUN is not valid"), refused.getMessage());
    }

    private static List<String> problems(JsonNode tree) {
        return ResultSchema.RUN.problems(tree);
    }

    private static ObjectNode tree() {
        return Json.MAPPER.valueToTree(RunResults.of(
                new EndingResult(EndingKind.PANIC, "Kernel panic", List.of("last words")),
                CellResults.planted().batch(16, 16),
                CellResults.good().align(Align.NONE),
                CellResults.good().calibrated(0.9),
                CellResults.good().status(CellStatus.SKIPPED, "removed in 6.1")));
    }

    /** Returns the places of all objects. */
    private static List<String> pointers(JsonNode node, String pointer) {
        List<String> pointers = new ArrayList<>();
        if (node.isObject()) {
            pointers.add(pointer);
            node.fieldNames().forEachRemaining(name -> pointers.addAll(pointers(node.get(name), pointer + "/" + name)));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.addAll(pointers(node.get(i), pointer + "/" + i));
        }
        return pointers;
    }
}
