// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A constant that plans and results name: by the constant's own name, in lower case and with hyphens. */
public interface Named {

    /** Returns the constant's name in Java. */
    String name();

    /** Returns the name that plans, results and manifests use. */
    @JsonValue
    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the constant that has a label, if there is one. */
    static <T extends Named> Optional<T> parse(T[] values, String label) {
        return Arrays.stream(values).filter(v -> v.label().equals(label)).findFirst();
    }

    /** Returns the labels of some constants, in their order. */
    static List<String> labels(Named[] values) {
        return labels(Arrays.asList(values));
    }

    /** Returns the labels of some constants, in their order. */
    static List<String> labels(Collection<? extends Named> values) {
        return values.stream().map(Named::label).toList();
    }
}
