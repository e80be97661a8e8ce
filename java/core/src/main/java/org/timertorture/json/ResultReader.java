// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import org.timertorture.result.RunResult;
import org.timertorture.result.Schema;
import org.timertorture.result.SchemaException;

/** Reads the JSON result of a run. It ignores fields and counters that it does not know. */
public final class ResultReader {
    /**
     * Reads a result.
     *
     * @throws SchemaException if this version cannot read its schema, or if it is not the result of a run
     */
    public RunResult read(InputStream in) throws IOException {
        JsonNode tree = Json.MAPPER.readTree(in);
        Schema.check(tree.path("schema").asText(null));
        if (tree.has("kind")) {
            throw new SchemaException("this is the result of a "
                    + tree.get("kind").asText() + ", not of a run; it holds each run's as runs[].result");
        }
        return Json.MAPPER.treeToValue(tree, RunResult.class);
    }
}
