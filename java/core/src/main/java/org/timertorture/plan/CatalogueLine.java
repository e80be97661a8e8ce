// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.timertorture.uapi.Named;

/** A string of the module's catalogue: {@code NAME=VALUE|NAME=VALUE...}, see the end of {@code timertorture.h}. */
final class CatalogueLine {
    private final String line;
    private final Map<String, List<String>> values;

    private CatalogueLine(String line, Map<String, List<String>> values) {
        this.line = line;
        this.values = values;
    }

    /**
     * Divides a string into its fields.
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

    /** Returns every value of a name, in order. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /**
     * Returns the value of a name that every entry has.
     *
     * @throws IllegalArgumentException if there is none
     */
    String text(String name) {
        return all(name).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + name + " in: " + line));
    }

    /** Returns the value of a name, or a default. */
    String text(String name, String fallback) {
        return all(name).stream().findFirst().orElse(fallback);
    }

    /**
     * Returns the number that a name has, or 0 if the line lacks the name.
     *
     * @throws IllegalArgumentException if its value is not a number
     */
    int number(String name) {
        return all(name).stream().findFirst().map(text -> number(name, text)).orElse(0);
    }

    /**
     * Reads a number that is not negative.
     *
     * @throws IllegalArgumentException if the text is none; the message has the field's name
     */
    static int number(String name, String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(name + ": expected a number, found \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    /**
     * Returns the enumerator that a name has.
     *
     * @throws IllegalArgumentException if it is none of the given ones
     */
    <E extends Enum<E> & Named> E one(String name, E[] enumerators) {
        return enumerator(name, text(name), enumerators);
    }

    /**
     * Returns the list of enumerators that a name has; empty if the line lacks the name.
     *
     * @throws IllegalArgumentException if one is none of the given ones
     */
    <E extends Enum<E> & Named> List<E> some(String name, E[] enumerators) {
        return parted(text(name, ""), ",").stream()
                .map(word -> enumerator(name, word, enumerators))
                .toList();
    }

    private <E extends Enum<E> & Named> E enumerator(String name, String word, E[] enumerators) {
        return Arrays.stream(enumerators)
                .filter(e -> e.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + ": \"" + word + "\" is none of "
                        + String.join(", ", Named.labels(enumerators)) + " in: " + line));
    }

    /** Returns the words of a list, without those that are blank. */
    static List<String> parted(String list, String separator) {
        return Arrays.stream(list.split(separator))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
