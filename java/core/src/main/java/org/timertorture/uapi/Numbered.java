// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.Arrays;

/** A constant of one of the header's enums. */
public interface Numbered extends Named {

    /** Returns the value that the header gives to the constant. */
    int number();

    /**
     * Returns the constant that has a number.
     *
     * @throws IllegalArgumentException if the header has none, so that the kernel must not have sent it
     */
    static <T extends Numbered> T of(T[] values, int number) {
        return Arrays.stream(values)
                .filter(v -> v.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no " + values.getClass().getComponentType().getSimpleName() + " has the number " + number));
    }
}
