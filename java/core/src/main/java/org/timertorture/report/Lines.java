// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.ArrayList;
import java.util.List;

/** Fits text into lines. */
final class Lines {
    private static final String CUT = "~";
    private static final String JOINTS = "+/_-";

    private Lines() {}

    /** Returns the text, cut and marked if it is too long. */
    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + CUT;
    }

    /**
     * Breaks a text between words. A word that is longer than a line is broken, too: within the line after a sign that
     * joins its parts, if there is one, and never before a comma.
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
            int begin = line.length();
            line.append(empty ? "" : " ").append(word);
            empty = false;
            while (line.length() > width) {
                int end = end(line, begin, width);
                lines.add(line.substring(0, end));
                line = new StringBuilder(" ".repeat(indent) + line.substring(end));
                begin = indent;
            }
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /** Returns where to break a line whose last word begins at an index and does not fit. */
    private static int end(CharSequence line, int begin, int width) {
        for (int end = width; end > begin + 1; end--) {
            if (JOINTS.indexOf(line.charAt(end - 1)) >= 0 && line.charAt(end) != ',') {
                return end;
            }
        }
        return line.charAt(width) == ',' && width > begin + 1 ? width - 1 : width;
    }
}
