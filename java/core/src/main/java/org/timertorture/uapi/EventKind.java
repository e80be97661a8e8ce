// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.Optional;

/** What happened to a timer: {@code TT_EVENT_*}. A kind's number is its ordinal + 1. */
public enum EventKind implements Named {
    /** An arming call begins; value: jiffies from now. */
    ARM,
    /** It returned; value: what. */
    ARMED,
    /** The handler begins; value: jiffies past its expiry. */
    ENTER,
    /** The handler ends. */
    EXIT,
    /** The primitive is called. */
    DELETE,
    /** It returned; value: what. */
    DELETED,
    /** The timer counts as freed. */
    FREE,
    /** A rule was seen broken; value: the rule's number. */
    VIOLATION,
    /** Of a forced race; value: the step, by its place among the catalogue's. */
    STEP;

    /**
     * By its number.
     *
     * @throws IllegalArgumentException if it is not in the header
     */
    public static EventKind of(int number) {
        return Named.of(values(), number - 1);
    }

    public static Optional<EventKind> named(String label) {
        return Named.parse(values(), label);
    }

    /** {@code TT_EVENT_*} */
    public int number() {
        return ordinal() + 1;
    }
}
