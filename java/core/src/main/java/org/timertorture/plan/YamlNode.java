// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import java.util.Map;

/** A node of a YAML file that knows its line. */
sealed interface YamlNode {

    /** Returns the line where the node begins, from 1. */
    int line();

    /** Describes the node for messages. */
    String kind();

    /** A text, number, truth value or null, as it is written. */
    record Scalar(int line, String text) implements YamlNode {
        @Override
        public String kind() {
            return text.isEmpty() ? "nothing" : "\"" + text + "\"";
        }
    }

    /** A list. */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Fields and their values, in the file's order. */
    record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** The line and the value of a field. */
    record Entry(int line, YamlNode value) {}
}
