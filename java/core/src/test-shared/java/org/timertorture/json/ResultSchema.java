// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.timertorture.result.RunResult;

/** The JSON Schemas that are part of the product. */
public enum ResultSchema {
    /** Of the result of a run. */
    RUN("result"),
    /** Of the result of a matrix. */
    MATRIX("matrix"),
    /** Of a comparison. */
    COMPARISON("comparison"),
    /** Of predictions that are not tried yet. */
    PREDICTIONS("predictions"),
    /** Of predictions and their outcomes. */
    PREDICTION_RESULT("predict");

    private static final String IDS = "https://timertorture.org/schema/2/";
    private final Schema schema;

    ResultSchema(String name) {
        this.schema = Registry.ALL.getSchema(SchemaLocation.of(IDS + "timertorture-" + name + ".schema.json"));
    }

    /** Finds schemas by their ids among the resources. */
    private static final class Registry {
        private static final SchemaRegistry ALL = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix(IDS, "classpath:/")));
    }

    /** Returns the result of a run, after writing and validating it. */
    public static RunResult valid(RunResult result) {
        RUN.check(Json.MAPPER.valueToTree(result));
        return result;
    }

    /** Reads the result of a run that another process wrote, and validates it. */
    public static RunResult read(InputStream in) throws IOException {
        byte[] json = in.readAllBytes();
        RUN.check(Json.MAPPER.readTree(json));
        return new ResultReader().read(new ByteArrayInputStream(json));
    }

    /** Returns what is wrong with a document, one sentence each; empty if it is valid. */
    public List<String> problems(JsonNode document) {
        return schema.validate(document).stream().map(Error::toString).toList();
    }

    /** Fails if a document is not valid. */
    public void check(JsonNode document) {
        List<String> problems = problems(document);
        if (!problems.isEmpty()) {
            throw new AssertionError(
                    name() + " is not valid: " + problems.size() + " problems, the first: " + problems.get(0));
        }
    }
}
