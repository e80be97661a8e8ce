// SPDX-License-Identifier: Apache-2.0
package org.timertorture.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.timertorture.result.RunResult;

/** Writes a test suite for each run and a test case for each cell. Times are in seconds. */
final class JUnitXmlWriter implements Format.Writer {

    @Override
    public void write(List<Suite> suites, OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("testsuites");
            for (Suite suite : suites) {
                suite(suite, xml);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void suite(Suite suite, XMLStreamWriter xml) throws XMLStreamException {
        List<TestCase> cases = TestCase.of(suite);
        xml.writeStartElement("testsuite");
        attribute(xml, "name", suite.title());
        attribute(xml, "tests", String.valueOf(cases.size()));
        attribute(xml, "failures", count(cases, TestCase.Status.FAILED));
        attribute(
                xml,
                "errors",
                String.valueOf(cases.stream().filter(JUnitXmlWriter::error).count()));
        attribute(
                xml,
                "skipped",
                String.valueOf(
                        cases.stream().filter(test -> !test.status().ran()).count()));
        attribute(
                xml,
                "time",
                seconds(cases.stream().mapToDouble(TestCase::seconds).sum()));
        if (suite.result().isPresent()) {
            RunResult run = suite.result().get();
            attribute(xml, "timestamp", timestamp(run.environment().started()));
            properties(run, xml);
        }
        for (TestCase test : cases) {
            test(suite.plan(), test, xml);
        }
        xml.writeEndElement();
    }

    private static void properties(RunResult run, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("properties");
        property(xml, "kernel", String.valueOf(run.environment().kernelRelease()));
        property(xml, "seed", String.valueOf(run.seed()));
        property(xml, "verdict", run.verdict().label());
        property(xml, "trust.verdict", run.trust().verdict().level().label());
        property(xml, "trust.timing", run.trust().timing().level().label());
        xml.writeEndElement();
    }

    private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute(xml, "name", name);
        attribute(xml, "value", value);
    }

    private static void test(String plan, TestCase test, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "name", test.name());
        attribute(xml, "classname", "timertorture." + plan);
        attribute(xml, "time", seconds(test.seconds()));
        switch (test.status()) {
            case PASSED, KNOWN -> {}
            case SKIPPED, NOT_REACHED -> {
                xml.writeEmptyElement("skipped");
                attribute(xml, "message", test.message());
            }
            case FAILED -> problem("failure", test, xml);
            case ERROR, TIMEOUT -> problem("error", test, xml);
            default -> throw new IllegalStateException(test.status().name());
        }
        if (test.status().good() && test.status().ran()) {
            remarks(test, xml);
        }
        xml.writeEndElement();
    }

    private static void problem(String element, TestCase test, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(xml, "message", test.message());
        attribute(xml, "type", test.status().name().toLowerCase(Locale.ROOT));
        xml.writeCharacters(legal(String.join("\n", test.details())));
        xml.writeEndElement();
    }

    private static void remarks(TestCase test, XMLStreamWriter xml) throws XMLStreamException {
        if (test.message().isEmpty() && test.details().isEmpty()) {
            return;
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(legal((test.message() + "\n" + String.join("\n", test.details())).strip()));
        xml.writeEndElement();
    }

    /** Returns the time in UTC to the second, without a zone, as the schema wants it. */
    private static String timestamp(String started) {
        return Instant.parse(started)
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    private static boolean error(TestCase test) {
        return test.status() == TestCase.Status.ERROR || test.status() == TestCase.Status.TIMEOUT;
    }

    private static String count(List<TestCase> cases, TestCase.Status status) {
        return String.valueOf(
                cases.stream().filter(test -> test.status() == status).count());
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    /** A console may have printed characters that XML 1.0 does not allow. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder();
        text.codePoints()
                .map(c -> c == '\t' || c == '\n' || c >= ' ' && c < 0xD800 || c >= 0xE000 && c <= 0xFFFD || c > 0xFFFF
                        ? c
                        : '\uFFFD')
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
