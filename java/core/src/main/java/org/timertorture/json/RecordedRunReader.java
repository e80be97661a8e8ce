// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.timertorture.matrix.MatrixFacts;
import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.result.RunResult;
import org.timertorture.result.Schema;
import org.timertorture.result.SchemaException;
import org.timertorture.words.JsonProblem;

/** Reads the results of single runs and of matrices. At most one run is in memory. */
public final class RecordedRunReader {
    private static final String RUNS = "runs";

    /** Receives the runs. */
    public interface Receiver {
        /**
         * Receives the result of a run.
         *
         * @param row the row of the matrix; null for a run of its own
         * @param repeat the repeat within the matrix, from 1; 0 for a run of its own
         */
        void run(String row, int repeat, RunResult result) throws IOException;

        /** Receives what a matrix says about itself, before its runs. */
        default void matrix(MatrixFacts facts) throws IOException {}

        /** Receives a run of a matrix, after its result; also if there is none. */
        default void outcome(MatrixOutcome outcome, Optional<RunResult> result) throws IOException {}
    }

    /**
     * Reads a result.
     *
     * @throws SchemaException if this version cannot read its schema, or if it is the result of neither a run nor a
     *     matrix
     * @throws IOException if it is damaged; the message names the field
     */
    public void read(InputStream in, Receiver receiver) throws IOException {
        ObjectNode rest = Json.MAPPER.createObjectNode();
        String field = "";
        try (JsonParser json = Json.MAPPER.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new SchemaException("not a timertorture result: it is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                field = json.currentName();
                json.nextToken();
                if (field.equals(RUNS) && json.currentToken() == JsonToken.START_ARRAY) {
                    check(rest);
                    receiver.matrix(value(rest, MatrixFacts.class, ""));
                    for (int i = 0; json.nextToken() == JsonToken.START_OBJECT; i++) {
                        field = RUNS + "[" + i + "]";
                        ofMatrix(json.readValueAsTree(), field, receiver);
                    }
                } else {
                    rest.set(field, json.readValueAsTree());
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "it is truncated or damaged" + (field.isEmpty() ? "" : " within the field " + field) + ": "
                            + JsonProblem.of(e),
                    e);
        }
        check(rest);
        if (!rest.has("kind")) {
            receiver.run(null, 0, result(rest, ""));
        } else if (!rest.path("kind").asText().equals(MatrixDocument.KIND)) {
            throw new SchemaException("this is a " + rest.path("kind").asText() + ", and neither a run nor a matrix");
        }
    }

    private static void check(JsonNode fields) throws SchemaException {
        Schema.check(fields.path("schema").asText(null));
    }

    private static void ofMatrix(JsonNode run, String field, Receiver receiver) throws IOException {
        String row = run.path("row").asText(null);
        Optional<RunResult> result = Optional.empty();
        if (run.has("result")) {
            Schema.check(run.path("result").path("schema").asText(null));
            result = Optional.of(result(run.get("result"), field + ".result."));
            receiver.run(row, run.path("repeat").asInt(), result.get());
        }
        receiver.outcome(value(run, MatrixOutcome.class, field), result);
    }

    /** Names what is missing, because Java would fail only later, without the field's name. */
    private static RunResult result(JsonNode tree, String path) throws IOException {
        for (String needed : new String[] {"judgement", "environment", "plan", "cells"}) {
            if (!tree.hasNonNull(needed)) {
                throw new IOException("the field " + path + needed + " is missing");
            }
        }
        for (int i = 0; i < tree.get("cells").size(); i++) {
            for (String needed : new String[] {"identity", "status", "settings", "racing", "timing"}) {
                if (!tree.get("cells").get(i).hasNonNull(needed)) {
                    throw new IOException("the field " + path + "cells[" + i + "]." + needed + " is missing");
                }
            }
        }
        return value(tree, RunResult.class, path);
    }

    private static <T> T value(JsonNode tree, Class<T> type, String path) throws IOException {
        try {
            return Json.MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IOException((path.isEmpty() ? "" : "in " + path + ": ") + JsonProblem.of(e), e);
        }
    }
}
