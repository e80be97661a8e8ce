// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A constant that plans and results name: by the constant's own name, in lower case and with hyphens. */
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

    /** The labels of some constants, in their order. */
    static List<String> labels(Named[] values) {
        return labels(Arrays.asList(values));
    }

    /** The labels of some constants, in their order. */
    static List<String> labels(Collection<? extends Named> values) {
        return values.stream().map(Named::label).toList();
    }
}
