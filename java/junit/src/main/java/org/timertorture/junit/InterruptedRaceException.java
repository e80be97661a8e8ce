// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.util.Optional;

/** Thrown when a test was interrupted while its kernel raced. */
final class InterruptedRaceException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Machine.Raced raced;

    InterruptedRaceException(Machine.Raced raced, InterruptedException cause) {
        super("the test was interrupted while its kernel raced", cause);
        this.raced = raced;
    }

    /** Returns what was measured until then; empty if the race did not end in order. */
    Optional<Machine.Raced> raced() {
        return Optional.ofNullable(raced);
    }
}
