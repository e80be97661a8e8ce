// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/** Reads a JSON result. Fields that it does not know are ignored. */
public final class ResultReader {
    private final ObjectMapper mapper = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /**
     * Reads a result.
     *
     * @throws SchemaException if it is of a newer major version, or no result
     */
    public RunResult read(InputStream in) throws IOException {
        JsonNode tree = mapper.readTree(in);
        Schema.check(tree.path("schema").asText(null));
        if (tree.has("kind")) {
            throw new SchemaException("this is the result of a "
                    + tree.get("kind").asText() + ", not of a run; it holds each run's as runs[].result");
        }
        return mapper.treeToValue(tree, RunResult.class);
    }
}
