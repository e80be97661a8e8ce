// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A set of kernels, given by comparisons of their version that must all hold, for example {@code >= 6.9, < 7.2}. */
public final class KernelCondition {
    private static final Pattern COMPARISON = Pattern.compile("(>=|<=|>|<|=)\\s*(\\d+(?:\\.\\d+)*)");
    private static final Pattern RELEASE = Pattern.compile("(\\d+(?:\\.\\d+)*).*");

    private static final Pattern SERIES = Pattern.compile("\\d+\\.\\d+");

    private final String text;
    private final List<Comparison> comparisons;

    private KernelCondition(String text, List<Comparison> comparisons) {
        this.text = text;
        this.comparisons = comparisons;
    }

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException if the text is not a condition
     */
    public static KernelCondition parse(String text) {
        return new KernelCondition(
                text,
                Arrays.stream(text.split(",")).map(c -> comparison(c.trim())).toList());
    }

    /** Returns whether no kernel above some version fulfils the condition. */
    public boolean closed() {
        return comparisons.stream().anyMatch(c -> Set.of("<", "<=", "=").contains(c.operator()));
    }

    /**
     * Returns whether the condition holds for a release as {@code uname -r} prints it. It never holds for a release
     * without a version.
     */
    public boolean holds(String release) {
        Matcher m = RELEASE.matcher(release == null ? "" : release);
        return m.matches() && comparisons.stream().allMatch(c -> c.holds(Version.parse(m.group(1))));
    }

    /** Returns the first two numbers of a release, for example {@code 7.4} of {@code 7.4.2-amd64}. */
    public static String version(String release) {
        Matcher m = SERIES.matcher(release == null ? "" : release);
        return m.lookingAt() ? m.group() : "an unknown kernel";
    }

    @Override
    public String toString() {
        return text;
    }

    private static Comparison comparison(String text) {
        Matcher m = COMPARISON.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("expected a condition such as >= 6.9, found \"" + text + "\"");
        }
        return new Comparison(m.group(1), Version.parse(m.group(2)));
    }

    private record Comparison(String operator, Version version) {
        boolean holds(Version other) {
            int order = other.compareTo(version);
            return switch (operator) {
                case ">=" -> order >= 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case "<" -> order < 0;
                default -> order == 0;
            };
        }
    }
}
