// SPDX-License-Identifier: Apache-2.0
package org.timertorture.html;

import static j2html.TagCreator.button;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import org.timertorture.exit.ExitCode;
import org.timertorture.report.VerdictLine;

/** The parts that all pages have. */
final class Parts {
    private Parts() {}

    /** A column of a table. */
    record Column(String title, boolean number) {
        static Column text(String title) {
            return new Column(title, false);
        }

        static Column number(String title) {
            return new Column(title, true);
        }
    }

    /** Returns the heading with the word of the verdict. */
    static DomContent verdict(ExitCode exit, String title) {
        String style = exit == ExitCode.OK ? "good" : exit == ExitCode.UNTRUSTED ? "warn" : "bad";
        return h1(span(VerdictLine.word(exit)).withClass("verdict " + style), span(title));
    }

    /** Returns a list of facts. */
    static DomContent facts(Map<String, String> facts) {
        return dl(each(facts.entrySet(), fact -> each(dt(fact.getKey()), dd(fact.getValue()))));
    }

    /** Returns a command with a button that copies it. */
    static DomContent command(String id, String command) {
        return div(
                p("Run it again:").withClass("muted"),
                pre(command).withId(id).attr("tabindex", "0"),
                button("copy")
                        .withClass("copy")
                        .withType("button")
                        .attr("data-of", id)
                        .attr("hidden"));
    }

    /** Returns a part that the reader can open and close. */
    static DomContent fold(boolean open, String title, DomContent... content) {
        return details(summary(title), div(content)).condAttr(open, "open", "");
    }

    /** Returns a table. A narrow screen scrolls it. */
    static DomContent grid(String title, List<Column> columns, List<List<String>> rows) {
        return div(table(
                        caption(title),
                        thead(tr(each(
                                columns,
                                c -> th(c.title()).attr("scope", "col").withClass(c.number() ? "number" : "")))),
                        tbody(each(
                                rows,
                                row -> tr(each(
                                        row,
                                        (i, text) -> td(text).withClass(
                                                        columns.get(i).number() ? "number" : "")))))))
                .withClass("scroll")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", title);
    }
}
