// SPDX-License-Identifier: Apache-2.0
package org.timertorture.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import j2html.tags.DomContent;
import java.util.List;
import org.timertorture.json.Json;

/**
 * Makes the charts of a page: the data that the page's code draws, and a static drawing for a page whose code does not
 * run. Each record has the fields that {@code page.mjs} reads.
 */
final class Charts {
    private Charts() {}

    /**
     * Percentiles of cells.
     *
     * @param cells the cells; the reader chooses one of them
     * @param first the index of the cell that is shown at first
     */
    record Percentiles(List<Choice> cells, int first) {
        /** The curves of one cell. */
        record Choice(String name, List<Curve> series) {}

        /**
         * One curve.
         *
         * @param points -log10(1 - share), and the time in ns that this share of calls does not exceed
         */
        record Curve(String name, List<List<Double>> points) {}
    }

    /**
     * Values of pairs.
     *
     * @param values column, row and value
     * @param left the room for the names of rows, in pixels
     */
    record HeatMap(
            List<String> x,
            List<String> y,
            List<List<Double>> values,
            String unit,
            String xName,
            String yName,
            int left) {}

    /** Ratios with their intervals. */
    record Forest(List<Interval> rows, double tolerance, int left) {
        /** One ratio. */
        record Interval(String name, double low, double mid, double high, String decision) {}
    }

    /** Medians by kernel. */
    record Kernels(List<String> kernels, List<Line> series) {
        /**
         * One cell.
         *
         * @param points the medians in ns; null where there is none
         */
        record Line(String name, List<Double> points) {}
    }

    /** The events before a violation. */
    record Events(List<Integer> cpus, List<Event> events) {
        /** One event. */
        record Event(long ns, int cpu, String text, boolean bad) {}
    }

    /** Returns a chart with its data. */
    static DomContent chart(String kind, String title, Object data, DomContent staticDrawing) {
        return figure(
                        figcaption(title),
                        div(staticDrawing).withClass("static"),
                        script(rawHtml(json(data))).withType("application/json"))
                .withClass("chart")
                .attr("data-kind", kind);
    }

    /** Escapes the sign that would end a script element. */
    private static String json(Object data) {
        try {
            return Json.MAPPER
                    .writer()
                    .without(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(data)
                    .replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
