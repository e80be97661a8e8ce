// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A string of the module's catalogue: {@code NAME=VALUE|NAME=VALUE...}, see the end of {@code timertorture.h}. */
final class CatalogueLine {
    private final String line;
    private final Map<String, List<String>> values;

    private CatalogueLine(String line, Map<String, List<String>> values) {
        this.line = line;
        this.values = values;
    }

    /**
     * Parts it.
     *
     * @throws IllegalArgumentException if it is not such a list
     */
    static CatalogueLine parse(String line) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String field : line.split("\\|", -1)) {
            int equals = field.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("expected NAME=VALUE, found \"" + field + "\" in: " + line);
            }
            values.computeIfAbsent(field.substring(0, equals), name -> new ArrayList<>())
                    .add(field.substring(equals + 1));
        }
        return new CatalogueLine(line, values);
    }

    /** Every value of a name, in order. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /**
     * The value of a name that every entry has.
     *
     * @throws IllegalArgumentException if there is none
     */
    String text(String name) {
        return all(name).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + name + " in: " + line));
    }

    /** The value of a name, or a default. */
    String text(String name, String fallback) {
        return all(name).stream().findFirst().orElse(fallback);
    }

    /** A list of the header's enumerators, as plans write them: {@code MODEL_ONLY} is model-only. */
    List<String> words(String name) {
        return Arrays.stream(text(name, "").split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .map(CatalogueLine::label)
                .toList();
    }

    static String label(String enumerator) {
        return enumerator.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
