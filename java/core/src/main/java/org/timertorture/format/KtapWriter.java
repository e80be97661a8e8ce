// SPDX-License-Identifier: Apache-2.0
package org.timertorture.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes KTAP version 1 with a subtest for each run, see Documentation/dev-tools/ktap.rst of the kernel.
 */
final class KtapWriter implements Format.Writer {
    private static final String INDENT = "    ";

    @Override
    public void write(List<Suite> suites, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder("KTAP version 1\n1.." + suites.size() + "\n");
        for (int i = 0; i < suites.size(); i++) {
            suite(suites.get(i), i + 1, text);
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void suite(Suite suite, int number, StringBuilder text) {
        List<TestCase> cases = TestCase.of(suite);
        String title = plain(suite.title());
        text.append(INDENT).append("KTAP version 1\n");
        text.append(INDENT).append("# Subtest: ").append(title).append('\n');
        text.append(INDENT).append("1..").append(cases.size()).append('\n');
        for (int i = 0; i < cases.size(); i++) {
            test(cases.get(i), i + 1, text);
        }
        boolean good = cases.stream().allMatch(test -> test.status().good());
        text.append(good ? "ok " : "not ok ")
                .append(number)
                .append(' ')
                .append(title)
                .append('\n');
    }

    private static void test(TestCase test, int number, StringBuilder text) {
        for (String line : test.details()) {
            text.append(INDENT).append("# ").append(line).append('\n');
        }
        if (test.status() == TestCase.Status.FAILED) {
            text.append(INDENT).append("# ").append(test.message()).append('\n');
        }
        text.append(INDENT)
                .append(test.status().good() ? "ok " : "not ok ")
                .append(number)
                .append(' ')
                .append(plain(test.name()));
        String directive = switch (test.status()) {
            case PASSED, FAILED -> "";
            case KNOWN -> "XFAIL";
            case SKIPPED, NOT_REACHED -> "SKIP";
            case ERROR -> "ERROR";
            case TIMEOUT -> "TIMEOUT";
        };
        if (!directive.isEmpty()) {
            text.append(" # ").append(directive).append(' ').append(plain(test.message()));
        }
        text.append('\n');
    }

    /** In a name or a reason, # would begin a directive. */
    private static String plain(String words) {
        return words.replace('#', ' ').replace('\n', ' ');
    }
}
