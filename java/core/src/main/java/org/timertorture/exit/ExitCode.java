// SPDX-License-Identifier: Apache-2.0
package org.timertorture.exit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Comparator;

/** Exit codes of the command line, the most important first. */
public enum ExitCode {
    /** A bug in timertorture itself. */
    INTERNAL(70),
    INTERRUPTED(130),
    /** The environment lacks something; a module that does not load included. */
    ENVIRONMENT(3),
    /** The kernel under test crashed, hung or did not boot. */
    CRASHED(4),
    /** A forbidden outcome, or one that was expected and did not come. */
    FAILED(1),
    /** The run could not have failed, or with --strict something weaker than that. */
    UNTRUSTED(5),
    USAGE(2),
    OK(0);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    @JsonValue
    public int code() {
        return code;
    }

    /**
     * By its number.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static ExitCode of(int code) {
        for (ExitCode exit : values()) {
            if (exit.code == code) {
                return exit;
            }
        }
        throw new IllegalArgumentException("no exit code of ours: " + code);
    }

    /** The one to exit with where several hold. */
    public static ExitCode first(Collection<ExitCode> codes) {
        return codes.stream().min(Comparator.naturalOrder()).orElse(OK);
    }
}
