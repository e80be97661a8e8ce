// SPDX-License-Identifier: Apache-2.0
package org.timertorture.vm;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a guest's kernel has said on its console.
 *
 * @param oops its first report of an oops, BUG or fault
 * @param panic why it panicked
 * @param tail the last lines, oldest first
 */
public record GuestConsole(Optional<String> oops, Optional<String> panic, List<String> tail) {

    private static final int TAIL = 60;
    private static final String AGENT = "timertorture-agent: ";
    private static final String PANIC = "Kernel panic - not syncing";
    private static final Pattern STAMP = Pattern.compile("^(<\\d+>)?\\[\\s*\\d+\\.\\d+\\](\\[[^\\]]*\\])?\\s?");

    /** Lockups are reported as BUG too, but a slow host makes them: they end nothing. */
    private static final Pattern OOPS = Pattern.compile("^BUG: (kernel |unable to |.*stack guard page)"
            + "|^kernel BUG at |^Oops\\b|^(general protection fault|invalid opcode|divide error|stack segment"
            + "|int3|double fault|traps: PANIC)|: [0-9a-f]{4} \\[#\\d+\\]");

    public GuestConsole {
        tail = List.copyOf(tail);
    }

    /** Reads what there is; a file that does not exist yet is an empty console. */
    public static GuestConsole read(Path file) throws IOException {
        Deque<String> tail = new ArrayDeque<>();
        String oops = null;
        String panic = null;
        // Bytes, not characters: a dying kernel may write any.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String text = line.stripTrailing();
                String bare = STAMP.matcher(text).replaceFirst("");
                if (panic == null && bare.contains(PANIC)) {
                    panic = bare.substring(bare.indexOf(PANIC));
                } else if (oops == null && panic == null && OOPS.matcher(bare).find()) {
                    oops = bare;
                }
                tail.add(text);
                if (tail.size() > TAIL) {
                    tail.remove();
                }
            }
        } catch (NoSuchFileException e) {
            return new GuestConsole(Optional.empty(), Optional.empty(), List.of());
        }
        return new GuestConsole(Optional.ofNullable(oops), Optional.ofNullable(panic), List.copyOf(tail));
    }

    /** What the agent said last, for it says why it gives up; else the last line of all, without its time. */
    public Optional<String> lastWords() {
        return last(line -> line.startsWith(AGENT)).or(() -> last(line -> !line.isBlank()));
    }

    private Optional<String> last(Predicate<String> wanted) {
        return tail.stream()
                .map(line -> STAMP.matcher(line).replaceFirst(""))
                .filter(wanted)
                .reduce((first, second) -> second);
    }
}
