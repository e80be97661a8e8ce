// SPDX-License-Identifier: Apache-2.0
package org.timertorture.html;

import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Draws static charts as SVG. */
final class Drawings {
    private static final int NAMES = 330;
    private static final int PLOT = 470;
    private static final int VALUES = 130;
    private static final int ROW = 22;
    private static final int TOP = 8;
    private static final int WIDTH = NAMES + PLOT + VALUES;
    private static final int MOST_LETTERS = 48;

    private Drawings() {}

    /**
     * A row of a drawing of ranges.
     *
     * @param group what the row has in common with its neighbours, which stands once above them; may be empty
     * @param value what is written beside the range
     * @param style the class of its mark
     */
    record Range(String group, String name, double low, double mid, double high, String value, String style) {}

    /** Draws ranges of positive values on a logarithmic axis, with a line at {@code reference} unless it is 0. */
    static DomContent ranges(String title, List<Range> rows, double reference) {
        List<Double> ends = new ArrayList<>();
        rows.forEach(row -> Collections.addAll(ends, row.low(), row.high()));
        if (reference > 0) {
            Collections.addAll(ends, reference * 0.9, reference * 1.1);
        }
        double least = Math.log(Math.max(1e-3, Collections.min(ends)));
        double span = Math.max(1e-3, Math.log(Collections.max(ends)) - least);
        int height = TOP + ROW * (rows.size() + headings(rows));
        StringBuilder svg = begin(title, height);
        if (reference > 0) {
            double x = NAMES + PLOT * (Math.log(reference) - least) / span;
            svg.append(format("<line class=\"line\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\"/>", x, x, height));
        }
        int y = TOP + ROW / 2;
        String group = "";
        for (Range row : rows) {
            if (!row.group().equals(group)) {
                group = row.group();
                svg.append(format("<text x=\"0\" y=\"%d\" font-weight=\"bold\">%s</text>", y + 4, escaped(group)));
                y += ROW;
            }
            name(svg, row.name(), y);
            double low = NAMES + PLOT * (Math.log(Math.max(1e-3, row.low())) - least) / span;
            double mid = NAMES + PLOT * (Math.log(Math.max(1e-3, row.mid())) - least) / span;
            double high = NAMES + PLOT * (Math.log(row.high()) - least) / span;
            svg.append(format(
                    "<line class=\"mark %s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                    row.style(), low, high, y, y));
            svg.append(format("<circle class=\"mark %s\" cx=\"%.1f\" cy=\"%d\" r=\"3\"/>", row.style(), mid, y));
            svg.append(format("<text x=\"%d\" y=\"%d\">%s</text>", NAMES + PLOT + 10, y + 4, escaped(row.value())));
            y += ROW;
        }
        return rawHtml(svg.append("</svg>").toString());
    }

    private static int headings(List<Range> rows) {
        int headings = 0;
        String group = "";
        for (Range row : rows) {
            headings += row.group().equals(group) ? 0 : 1;
            group = row.group();
        }
        return headings;
    }

    /** Draws a heat map; the darkest field has the largest value. */
    static DomContent heatMap(String title, Charts.HeatMap map) {
        StringBuilder svg = begin(title, TOP + ROW * map.y().size());
        double most = map.values().stream().mapToDouble(v -> v.get(2)).max().orElse(1);
        double width = (double) PLOT / map.x().size();
        for (int i = 0; i < map.y().size(); i++) {
            name(svg, map.y().get(i), TOP + ROW * i + ROW / 2);
        }
        for (List<Double> value : map.values()) {
            if (value.get(2) > 0) {
                svg.append(format(
                        "<rect x=\"%.1f\" y=\"%.0f\" width=\"%.1f\" height=\"%d\" fill=\"#0072b2\" opacity=\"%.2f\"/>",
                        NAMES + value.get(0) * width,
                        TOP + ROW * value.get(1),
                        width,
                        ROW - 2,
                        0.08 + 0.92 * value.get(2) / most));
            }
        }
        return rawHtml(svg.append("</svg>").toString());
    }

    private static StringBuilder begin(String title, int height) {
        return new StringBuilder(
                format("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, height, escaped(title)));
    }

    private static void name(StringBuilder svg, String name, int y) {
        String shown = name.length() <= MOST_LETTERS ? name : name.substring(0, MOST_LETTERS - 1) + "…";
        svg.append(format("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", NAMES - 10, y + 4, escaped(shown)));
    }

    private static String escaped(String text) {
        return text(text).render().replace("\"", "&quot;");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
