// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.ArrayList;
import java.util.List;

/** Fits text into lines. */
final class Lines {
    private static final String CUT = "~";

    private Lines() {}

    /** Returns the text, cut and marked if it is too long. */
    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + CUT;
    }

    /**
     * Breaks a text between words. A word that is longer than a line is broken, too.
     *
     * @param first the beginning of the first line
     * @param indent the number of spaces before each further line
     */
    static List<String> wrap(String first, String text, int indent, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.split(" ")) {
            if (!empty && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(indent));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
            while (line.length() > width) {
                lines.add(line.substring(0, width));
                line = new StringBuilder(" ".repeat(indent) + line.substring(width));
            }
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
