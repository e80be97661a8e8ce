// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.timertorture.plan.Expectation;

/** The mapper that all JSON is written and read with. */
public final class Json {
    /**
     * Writes enums as their labels, leaves out what is null, indents, leaves streams open, and ignores fields and labels
     * that it does not know. It takes the Jackson modules that the class path offers: the tests have one that validates
     * all that is written against its JSON Schema.
     */
    public static final ObjectMapper MAPPER = new ObjectMapper()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .addMixIn(Expectation.class, ExpectationText.class)
            .registerModules(ObjectMapper.findModules());

    private Json() {}

    private abstract static class ExpectationText {
        @JsonCreator
        static Expectation parse(String text) {
            throw new AssertionError(text);
        }

        @JsonValue
        abstract String label();
    }
}
