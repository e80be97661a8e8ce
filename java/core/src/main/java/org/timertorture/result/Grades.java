// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Rule;

/** The one place that grades a broken rule by primitive and scenario. */
public final class Grades {
    private Grades() {}

    /**
     * Grades a violation. All scenarios so far keep to what the kernel documents, so whatever breaks a rule in them
     * breaks a promise.
     */
    public static Grade of(String primitive, String scenario, Rule rule) {
        return Grade.FORBIDDEN;
    }
}
