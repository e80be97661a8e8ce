// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.timertorture.compare.Comparison;
import org.timertorture.predict.PredictionResult;
import org.timertorture.predict.Predictions;
import org.timertorture.result.RunResult;

/** Every enum of a result has the same labels in the JSON Schema, and every record the same fields. */
class SchemaTypesTest {
    private static final String FILE_END = ".schema.json";

    /** Counts the enums that were compared, so that a test which compares none fails. */
    private final Set<Class<?>> enums = new HashSet<>();

    private JsonNode root;
    private String file;

    @Test
    void theSchemaOfARunHasTheLabelsOfItsEnums() throws Exception {
        compare(RunResult.class, "timertorture-result");
        assertTrue(enums.size() > 15, enums.toString());
    }

    @Test
    void theSchemaOfAMatrixHasTheFieldsOfItsRecords() throws Exception {
        compare(MatrixDocument.class, "timertorture-matrix");
    }

    @Test
    void theSchemaOfAComparisonHasTheFieldsOfItsRecords() throws Exception {
        compare(Comparison.class, "timertorture-comparison");
    }

    @Test
    void theSchemasOfPredictionsHaveTheLabelsOfTheirEnums() throws Exception {
        compare(Predictions.class, "timertorture-predictions");
        compare(PredictionResult.class, "timertorture-predict");
    }

    private void compare(Class<?> type, String name) throws IOException {
        root = read(name + FILE_END);
        file = name;
        compare(type, root, name);
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream in = SchemaTypesTest.class.getResourceAsStream("/" + resource)) {
            return new ObjectMapper().readTree(in);
        }
    }

    private void compare(Type type, JsonNode schema, String path) throws IOException {
        if (schema.has("$ref")) {
            follow(type, schema.get("$ref").asText(), path);
        } else if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Map.class && schema.has("properties")) {
                assertEquals(labels((Class<?>) arguments[0]), names(schema.get("properties")), path);
            } else if (generic.getRawType() == Map.class) {
                // Maps of counters are open, so that a new counter needs no change of the schema.
                if (schema.has("propertyNames") && !schema.get("propertyNames").has("pattern")) {
                    compare(arguments[0], schema.get("propertyNames"), path + " (key)");
                }
                compare(arguments[1], schema.path("additionalProperties"), path + " (value)");
            } else {
                compare(arguments[0], schema.path("items"), path + "[]");
            }
        } else if (type instanceof Class<?> c && c.isEnum()) {
            enums.add(c);
            assertEquals(labels(c), strings(schema.path("enum")), path);
        } else if (type instanceof Class<?> c && c.isRecord() && schema.has("properties")) {
            Optional<RecordComponent> written = Arrays.stream(c.getRecordComponents())
                    .filter(component -> component.getAccessor().isAnnotationPresent(JsonValue.class))
                    .findFirst();
            if (written.isPresent()) {
                compare(written.get().getGenericType(), schema, path);
            } else {
                fields(c, schema.get("properties"), path);
            }
        }
    }

    private void follow(Type type, String reference, String path) throws IOException {
        String[] parts = reference.split("#", 2);
        if (parts[0].isEmpty()) {
            compare(type, root.at(parts.length < 2 ? "" : parts[1]), path);
            return;
        }
        JsonNode here = root;
        root = read(parts[0]);
        compare(type, root.at(parts.length < 2 ? "" : parts[1]), path);
        root = here;
    }

    private void fields(Class<?> type, JsonNode properties, String path) throws IOException {
        Set<String> written = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            written.add(component.getName());
            JsonNode property = properties.get(component.getName());
            assertNotNull(property, file + " lacks " + path + "." + component.getName());
            compare(component.getGenericType(), property, path + "." + component.getName());
        }
        assertEquals(written, names(properties), path);
    }

    private static Set<String> labels(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Json.MAPPER.valueToTree(constant).asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> strings(JsonNode array) {
        Set<String> strings = new TreeSet<>();
        array.forEach(s -> strings.add(s.asText()));
        return strings;
    }
}
