// SPDX-License-Identifier: Apache-2.0
package org.timertorture.words;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;

/** Describes why a JSON file was not understood, without the names of our classes. */
public final class JsonProblem {
    private JsonProblem() {}

    /** Returns one line with the field or the line number. */
    public static String of(JsonProcessingException e) {
        if (e instanceof StreamReadException || e.getCause() instanceof StreamReadException) {
            return "it is not JSON" + line(e);
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String field = mapping.getPath().stream()
                    .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
                    .collect(Collectors.joining("."));
            String what = e instanceof UnrecognizedPropertyException ? " is unknown" : " has an unexpected value";
            return "the field " + field.replace(".[", "[") + what + line(e);
        }
        return "it has an unexpected form" + line(e);
    }

    private static String line(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1 ? "" : " (line " + at.getLineNr() + ")";
    }
}
