// SPDX-License-Identifier: Apache-2.0
package org.timertorture.console;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the functions that the lines of a report name. */
final class Frames {
    /** Stands for a function that the report does not name. */
    static final String UNKNOWN = "unknown function";
    /** Stands in a title for whether a sanitizer saw a read or a write, until a later line tells. */
    static final String ACCESS = "\u0000";

    private static final String SYMBOL = "([A-Za-z_][\\w.]*)\\+0x[0-9a-f]+/0x[0-9a-f]+";
    private static final Pattern FRAME =
            Pattern.compile("^\\s*(?:\\[<[0-9a-f]+>\\]\\s*)?" + SYMBOL + "(?: \\[[^\\]]*\\])*(?: \\(.*\\))?$");
    private static final Pattern POINTER = Pattern.compile("^(?:RIP: [0-9a-f]{4}:|pc : )" + SYMBOL);
    private static final Pattern LOCK = Pattern.compile("\\bat: (?:\\[<[0-9a-f]+>\\] )?" + SYMBOL);
    private static final Pattern TOUCHED = Pattern.compile("^(Read|Write) of size \\d+ at addr ");
    private static final Pattern VARIANT = Pattern.compile("\\.(?:isra|constprop|part|cold|llvm)(?:\\.\\d+)*.*");
    private static final Pattern NUMBER = Pattern.compile("\\b(?:0x)?[0-9a-f]*\\d[0-9a-f]*\\b");

    /** Functions between the problem and the report of any kind. */
    private static final List<String> REPORTING = List.of(
            "dump_stack",
            "show_stack",
            "show_trace",
            "__warn",
            "report_bug",
            "handle_bug",
            "exc_",
            "asm_exc_",
            "warn_slowpath",
            "panic",
            "asm_sysvec",
            "sysvec_",
            "irqentry");

    private Frames() {}

    /** Returns the function of a frame that the unwinder is sure of. */
    static Optional<String> frame(String line) {
        return find(FRAME, line);
    }

    /** Returns the function of the instruction pointer. */
    static Optional<String> pointer(String line) {
        return find(POINTER, line);
    }

    /** Returns the function that takes the lock that the line names. */
    static Optional<String> lock(String line) {
        return find(LOCK, line);
    }

    /** Returns whether a line tells of a read or a write. */
    static Optional<String> access(String line) {
        Matcher m = TOUCHED.matcher(line);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }

    /** Returns whether a function only finds or reports problems. */
    static boolean reporting(String function, List<String> skipped) {
        return REPORTING.stream().anyMatch(function::startsWith)
                || skipped.stream().anyMatch(function::startsWith);
    }

    /** Returns a function without its offset, and without what the compiler adds to its name. */
    static String plain(String function) {
        int offset = function.indexOf('+');
        return VARIANT.matcher(offset < 0 ? function : function.substring(0, offset))
                .replaceFirst("");
    }

    /** Returns a message without the numbers and addresses that differ from report to report. */
    static String general(String message) {
        return NUMBER.matcher(message).replaceAll("NUM").strip();
    }

    private static Optional<String> find(Pattern pattern, String line) {
        Matcher m = pattern.matcher(line);
        return m.find() ? Optional.of(plain(m.group(1))) : Optional.empty();
    }
}
