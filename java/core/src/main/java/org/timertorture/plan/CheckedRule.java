// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Rule;

/**
 * A rule that a scenario checks.
 *
 * @param of the primitives that it is checked for
 */
public record CheckedRule(Rule rule, Of of) {

    /** A set of primitives. */
    public enum Of implements Named {
        /** All primitives. */
        ALL,
        /** Primitives that call a function. */
        CALL,
        /** Primitives that promise that the handler is not running afterwards. */
        SYNC,
        /** Primitives after which the timer cannot be armed. */
        SHUTDOWN;

        boolean has(Catalogue.Primitive primitive) {
            return switch (this) {
                case ALL -> true;
                case CALL -> primitive.calls();
                case SYNC -> primitive.sync();
                case SHUTDOWN -> primitive.shutsDown();
            };
        }
    }

    /** Returns what {@link #text} wrote; null if it names a rule or primitives that this version does not know. */
    @JsonCreator
    static CheckedRule parse(String text) {
        String[] parts = text.split(":", 2);
        Optional<Rule> rule = Rule.named(parts[0]);
        Optional<Of> of = parts.length == 1 ? Optional.of(Of.ALL) : Named.parse(Of.values(), parts[1]);
        return rule.isPresent() && of.isPresent() ? new CheckedRule(rule.get(), of.get()) : null;
    }

    @JsonValue
    String text() {
        return rule.label() + (of == Of.ALL ? "" : ":" + of.label());
    }
}
