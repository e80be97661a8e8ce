// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.Arrays;
import java.util.Optional;

/** One sentence of the contract that every attempt is checked against. */
public enum Rule implements Named {
    NO_RUN_AFTER_SYNC(1),
    VISIBLE(2),
    NOT_PENDING(3),
    CONSERVATION(4),
    RETURN_TRUTH(5),
    NO_OVERLAP(6),
    NOT_EARLY(7),
    NOT_LOST(8),
    PINNED(9),
    SHUTDOWN(10),
    FREED(11),
    HUNG(12);

    /** {@code TT_RULES}: of arrays that are indexed by a rule's number; 0 is unused. */
    public static final int ARRAY_SIZE = 13;

    private final int number;

    Rule(int number) {
        this.number = number;
    }

    /** {@code TT_RULE_*} */
    public int number() {
        return number;
    }

    /** Whether it is in a mask of {@code 1 << number}. */
    public boolean in(long mask) {
        return (mask & 1L << number) != 0;
    }

    public static Optional<Rule> numbered(int number) {
        return Arrays.stream(values()).filter(r -> r.number == number).findFirst();
    }

    public static Optional<Rule> named(String label) {
        return Named.parse(values(), label);
    }
}
