// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A way to configure a kernel that this program builds. The options are in files beside this class. */
public enum BuildKind {
    /** No checks: the kernel in which scripts/planted plants bugs. */
    PLAIN,
    /** Use after free, timers that are freed while they are queued, and leaks. */
    KASAN,
    /**
     * Data races. Only timer.c is instrumented, and the module, which is built later: the rest of the kernel has data
     * races of its own.
     */
    KCSAN("KCSAN_SANITIZE=n", "KCSAN_SANITIZE_timer.o=y"),
    /** The order of locks, and calls that sleep or are preempted where they must not be. */
    LOCKDEP,
    /** What KASAN's kernel says about timers and leaks, without KASAN, which slows every access down. */
    OBJECTS;

    private static final Pattern OPTION = Pattern.compile("(?m)^(?:# )?(CONFIG_\\w+)(?==| is not set)");

    private final List<String> variables;

    BuildKind(String... variables) {
        this.variables = List.of(variables);
    }

    /** Returns the name, in small letters. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the names of all kinds. */
    public static List<String> words() {
        return Arrays.stream(values()).map(BuildKind::word).toList();
    }

    /** Returns what is passed to make besides the targets. */
    public List<String> variables() {
        return variables;
    }

    /** Returns the options that are not off, as lines of a {@code .config}. */
    public List<String> options() throws IOException {
        List<String> files = this == PLAIN ? List.of(PLAIN.word()) : List.of(PLAIN.word(), word());
        StringBuilder text = new StringBuilder();
        for (String file : files) {
            try (InputStream in = BuildKind.class.getResourceAsStream("config/" + file + ".config")) {
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return lines(text.toString());
    }

    /**
     * Returns the options of this kind, each changed as a fragment of a {@code .config} says, and further ones of the
     * fragment.
     */
    public List<String> optionsWith(Path fragment) throws IOException {
        String changes = Files.readString(fragment);
        Set<String> changed =
                OPTION.matcher(changes).results().map(found -> found.group(1)).collect(Collectors.toSet());
        return Stream.concat(
                        options().stream().filter(line -> !changed.contains(line.substring(0, line.indexOf('=')))),
                        lines(changes).stream().filter(line -> !line.endsWith("=n")))
                .toList();
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("CONFIG_") && line.indexOf('=') > 0)
                .toList();
    }
}
