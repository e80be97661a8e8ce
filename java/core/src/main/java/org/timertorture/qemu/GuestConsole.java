// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

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
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a guest's kernel has printed on its console.
 *
 * @param oops the first line that reports an oops, BUG or fault
 * @param freed the module whose code had been unloaded when the oops ran into it: the faulting address has no symbol,
 *     and this module was the last one unloaded
 * @param panic the line that states why the kernel panicked
 * @param tail the last lines, oldest first
 */
public record GuestConsole(Optional<String> oops, Optional<String> freed, Optional<String> panic, List<String> tail) {

    private static final int TAIL = 60;
    private static final String AGENT = "timertorture-agent: ";
    /** {@code TTW_EXIT_STATUS}, as the agent prints it. */
    private static final Pattern EXIT_STATUS = Pattern.compile(AGENT + "exit-status=(\\d+)");

    private static final String PANIC = "Kernel panic - not syncing";
    private static final Pattern STAMP = Pattern.compile("^(<\\d+>)?\\[\\s*\\d+\\.\\d+\\](\\[[^\\]]*\\])?\\s?");

    /**
     * Matches reports that end a guest. Lockups are reported as BUG too, but a slow host causes them, so they are not
     * matched.
     */
    private static final Pattern OOPS = Pattern.compile("^BUG: (kernel |unable to |.*stack guard page)"
            + "|^kernel BUG at |^Oops\\b|^(general protection fault|invalid opcode|divide error|stack segment"
            + "|int3|double fault|traps: PANIC)|^Unable to handle kernel |^Internal error: "
            + "|: [0-9a-f]{4} \\[#\\d+\\]");

    /** Begins the line with the instruction pointer: of amd64, or of arm64. */
    private static final Pattern POINTER = Pattern.compile("^(RIP: |pc : )");

    private static final Pattern NAMELESS = Pattern.compile("^(RIP: [0-9a-f]{4}:|pc : )0x[0-9a-f]+");
    private static final Pattern UNLOADED = Pattern.compile("\\[last unloaded: (\\w+)");

    public GuestConsole {
        tail = List.copyOf(tail);
    }

    /** Returns a line without the time stamp, the level and the caller that the kernel puts in front of it. */
    public static String withoutStamp(String line) {
        return STAMP.matcher(line).replaceFirst("");
    }

    /** Reads a console file. A file that does not exist yet counts as an empty console. */
    public static GuestConsole read(Path file) throws IOException {
        Deque<String> tail = new ArrayDeque<>();
        String oops = null;
        String panic = null;
        String pointer = null;
        String unloaded = null;
        // A dying kernel may write any byte, and this charset decodes them all.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String text = line.stripTrailing();
                String bare = withoutStamp(text);
                if (panic == null && bare.contains(PANIC)) {
                    panic = bare.substring(bare.indexOf(PANIC));
                } else if (oops == null && panic == null && OOPS.matcher(bare).find()) {
                    oops = bare;
                }
                if (oops != null && pointer == null && POINTER.matcher(bare).find()) {
                    pointer = bare;
                }
                Matcher last = UNLOADED.matcher(bare);
                if (oops != null && unloaded == null && last.find()) {
                    unloaded = last.group(1);
                }
                tail.add(text);
                if (tail.size() > TAIL) {
                    tail.remove();
                }
            }
        } catch (NoSuchFileException e) {
            return new GuestConsole(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        }
        boolean nameless = pointer != null && NAMELESS.matcher(pointer).find();
        return new GuestConsole(
                Optional.ofNullable(oops),
                Optional.ofNullable(unloaded).filter(module -> nameless),
                Optional.ofNullable(panic),
                List.copyOf(tail));
    }

    /**
     * Returns the agent's last line, which says why it gives up; without one, returns the last line of all. The time
     * stamp is removed.
     */
    public Optional<String> lastMessage() {
        return last(line -> line.startsWith(AGENT)).or(() -> last(line -> !line.isBlank()));
    }

    /** Returns the last lines that are not blank, without their time stamps. */
    public List<String> lastMessages(int most) {
        List<String> messages = tail.stream()
                .map(GuestConsole::withoutStamp)
                .filter(line -> !line.isBlank())
                .toList();
        return messages.subList(Math.max(0, messages.size() - most), messages.size());
    }

    /** Returns the exit status of the program that the agent ran instead of serving, if it has ended. */
    public OptionalInt exitStatus() {
        return tail.stream()
                .map(EXIT_STATUS::matcher)
                .filter(Matcher::find)
                .mapToInt(m -> Integer.parseInt(m.group(1)))
                .findFirst();
    }

    private Optional<String> last(Predicate<String> wanted) {
        return tail.stream().map(GuestConsole::withoutStamp).filter(wanted).reduce((first, second) -> second);
    }
}
