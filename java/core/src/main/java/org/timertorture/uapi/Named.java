// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A constant of the header that has a name in plans and results: its own in lower case, with hyphens. */
public interface Named {

    /** The constant's name in Java. */
    String name();

    /** As plans and results write it. */
    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By its label. */
    static <T extends Named> Optional<T> parse(T[] values, String label) {
        return Arrays.stream(values).filter(v -> v.label().equals(label)).findFirst();
    }

    static List<String> labels(Named[] values) {
        return Arrays.stream(values).map(Named::label).toList();
    }

    /**
     * By its number.
     *
     * @throws IllegalArgumentException if the kernel sent a number that is not in the header
     */
    static <T> T of(T[] values, int number) {
        if (number < 0 || number >= values.length) {
            throw new IllegalArgumentException(
                    "no " + values.getClass().getComponentType().getSimpleName() + " has the number " + number);
        }
        return values[number];
    }
}
