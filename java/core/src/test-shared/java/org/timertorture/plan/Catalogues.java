// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The catalogue of the module for a 6.1 kernel, as modinfo printed it. */
public final class Catalogues {
    private static final Catalogue WHOLE = read("catalogue-6.1.txt");

    private Catalogues() {}

    /** Without the models of old kernels and the races that are forced on them. */
    public static Catalogue bookworm() {
        return withThese(p -> !p.model(), s -> !s.forced());
    }

    /** Returns the catalogue with the models of old kernels and their forced races. */
    public static Catalogue whole() {
        return WHOLE;
    }

    /** Some entries of it. */
    public static Catalogue withThese(
            Predicate<Catalogue.Primitive> primitives, Predicate<Catalogue.Scenario> scenarios) {
        return new Catalogue(
                WHOLE.hz(),
                WHOLE.primitives().stream().filter(primitives).toList(),
                WHOLE.scenarios().stream().filter(scenarios).toList(),
                WHOLE.steps(),
                WHOLE.checks());
    }

    /** A catalogue of one module file's strings, {@code TAG=VALUE} each. */
    public static Catalogue of(List<String> strings) {
        Map<String, List<String>> byTag = strings.stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.groupingBy(
                        parts -> parts[0], Collectors.mapping(parts -> parts[1], Collectors.toList())));
        return Catalogue.parse(tag -> byTag.getOrDefault(tag, List.of()));
    }

    private static Catalogue read(String resource) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Catalogues.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return of(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
