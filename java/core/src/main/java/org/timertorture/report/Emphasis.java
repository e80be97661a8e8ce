// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

/** Makes words of a report stand out on a terminal that can show that. */
@FunctionalInterface
public interface Emphasis {

    /** Leaves the words as they are. */
    Emphasis NONE = (tone, text) -> text;

    /** What a word tells. */
    enum Tone {
        GOOD,
        DOUBTFUL,
        BAD
    }

    /** Returns the text with what makes it stand out around it. */
    String of(Tone tone, String text);
}
