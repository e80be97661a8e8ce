// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the fields of a YAML mapping and checks them. Every error message has the file and line and states what was
 * expected.
 */
final class Fields {
    private final String source;
    private final YamlNode.Mapping mapping;

    private Fields(String source, YamlNode.Mapping mapping) {
        this.source = source;
        this.mapping = mapping;
    }

    /**
     * Accepts a node if it is a mapping that has only known fields.
     *
     * @param what what the mapping describes, for messages
     */
    static Fields of(String source, YamlNode node, String what, Set<String> known) throws PlanException {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            throw complaint(source, node.line(), "expected " + what + " (a mapping), found " + node.kind());
        }
        for (var entry : mapping.entries().entrySet()) {
            if (!known.contains(entry.getKey())) {
                List<String> valid = known.stream().sorted().toList();
                throw complaint(
                        source,
                        entry.getValue().line(),
                        "unknown field " + entry.getKey() + " of " + what + NearestNames.among(valid, entry.getKey()));
            }
        }
        return new Fields(source, mapping);
    }

    int line() {
        return mapping.line();
    }

    boolean has(String field) {
        return mapping.entries().containsKey(field);
    }

    Optional<YamlNode> node(String field) {
        return Optional.ofNullable(mapping.entries().get(field)).map(YamlNode.Entry::value);
    }

    YamlNode required(String field, String what) throws PlanException {
        Optional<YamlNode> node = node(field);
        if (node.isEmpty()) {
            throw complaint(source, mapping.line(), "expected the field " + field + ": " + what);
        }
        return node.get();
    }

    String text(String field, String fallback) throws PlanException {
        return has(field) ? scalar(field, "a text") : fallback;
    }

    /** Reads one name or a list of names, which must not be empty. */
    List<String> names(String field, String what) throws PlanException {
        YamlNode node = required(field, what);
        List<String> names = list(field, what);
        if (names.isEmpty()) {
            throw complaint(source, node.line(), "expected " + what + ", found an empty list");
        }
        return names;
    }

    /** Reads one name or a list of names, which may be empty. */
    List<String> list(String field, String what) throws PlanException {
        YamlNode node = required(field, what);
        List<YamlNode> items = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
        List<String> names = new ArrayList<>();
        for (YamlNode item : items) {
            if (!(item instanceof YamlNode.Scalar scalar) || scalar.text().isBlank()) {
                throw complaint(source, item.line(), "expected " + what + ", found " + item.kind());
            }
            names.add(scalar.text().trim());
        }
        return names;
    }

    int integer(String field, int fallback, int least, int most) throws PlanException {
        if (!has(field)) {
            return fallback;
        }
        return integer(node(field).orElseThrow(), field, least, most);
    }

    int integer(YamlNode node, String field, int least, int most) throws PlanException {
        String expected = field + ": expected a whole number from " + least + " to " + most;
        if (node instanceof YamlNode.Scalar scalar) {
            try {
                int value = Integer.parseInt(scalar.text());
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw complaint(source, node.line(), expected + ", found " + node.kind());
            }
        }
        throw complaint(source, node.line(), expected + ", found " + node.kind());
    }

    /** Reads one whole number or a list of them. */
    List<Integer> integers(String field, int fallback, int least, int most) throws PlanException {
        if (!(node(field).orElse(null) instanceof YamlNode.Sequence sequence)) {
            return List.of(integer(field, fallback, least, most));
        }
        if (sequence.items().isEmpty()) {
            throw at(field, "expected whole numbers from " + least + " to " + most + ", found an empty list");
        }
        List<Integer> values = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            values.add(integer(item, field, least, most));
        }
        return values;
    }

    double number(String field, double fallback, double least, double most) throws PlanException {
        if (!has(field)) {
            return fallback;
        }
        String text = scalar(field, "a number");
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw at(field, "expected a number, found \"" + text + "\"");
        }
        throw at(field, "expected a number from " + least + " to " + most + ", found " + text);
    }

    boolean truth(String field) throws PlanException {
        if (!has(field)) {
            return false;
        }
        String text = scalar(field, "true or false");
        if (!text.equals("true") && !text.equals("false")) {
            throw at(field, "expected true or false, found \"" + text + "\"");
        }
        return text.equals("true");
    }

    long nanos(String field, long fallback, long most) throws PlanException {
        if (!has(field)) {
            return fallback;
        }
        long nanos = convert(field, "a duration", DurationText::nanos);
        if (nanos > most) {
            throw at(field, "expected 0ns to " + DurationText.of(most) + ", found " + DurationText.of(nanos));
        }
        return nanos;
    }

    <T> T convert(String field, String what, Conversion<T> conversion) throws PlanException {
        String text = scalar(field, what);
        try {
            return conversion.convert(text);
        } catch (PlanException e) {
            throw at(field, e.getMessage());
        }
    }

    PlanException at(String field, String message) {
        return complaint(source, mapping.entries().get(field).line(), field + ": " + message);
    }

    static PlanException complaint(String source, int line, String message) {
        return new PlanException(source + ": line " + line + ": " + message);
    }

    private String scalar(String field, String what) throws PlanException {
        YamlNode node = node(field).orElseThrow();
        if (node instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
            return scalar.text();
        }
        throw complaint(source, node.line(), field + ": expected " + what + ", found " + node.kind());
    }

    /** Converts a text to a value. */
    @FunctionalInterface
    interface Conversion<T> {
        T convert(String text) throws PlanException;
    }
}
