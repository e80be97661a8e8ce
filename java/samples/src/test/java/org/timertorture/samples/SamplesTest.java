// SPDX-License-Identifier: Apache-2.0
package org.timertorture.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the samples, and compares what they print with what java/README.md shows. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SamplesTest {
    private static final Path PAGE = Path.of(System.getProperty("timertorture.home"), "java", "README.md");
    private static final Pattern SHOWN = Pattern.compile(
            "<!-- check: by java/samples/src/test/java/org/timertorture/samples/SamplesTest\\.java -->\n```text\n(.*?)```",
            Pattern.DOTALL);

    private record Printed(TestExecutionSummary summary, String text) {}

    private static Printed run(Class<?>... samples) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try (LauncherSession session = LauncherFactory.openSession()) {
            Launcher launcher = session.getLauncher();
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(Arrays.stream(samples)
                                    .map(type -> selectClass(type))
                                    .toArray(ClassSelector[]::new))
                            .build(),
                    summary);
        } finally {
            System.setOut(before);
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        System.out.println(text);
        return new Printed(summary.getSummary(), text);
    }

    /** Returns the blocks of the page that this test is named for, in their order. */
    private static List<String> shown() throws IOException {
        return SHOWN.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Returns the lines of a text without what differs from run to run: figures, releases, folders, and trust. */
    private static List<String> masked(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\S*/", "")
                        .replaceAll("-[0-9a-f]{8}\\.yaml", "-ID.yaml")
                        .replaceAll("[0-9][0-9.,]*", "N")
                        .replaceAll("\\b(ok|degraded|none)$", "TRUST")
                        .replaceAll("\\s+", " ")
                        .strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void the_samples_pass_and_print_what_the_page_shows() throws IOException {
        Printed printed = run(DriverTest.class, BackportTest.class, EveryKernelTest.class);
        assertThat(printed.summary().getFailures())
                .extracting(f -> f.getException().toString())
                .isEmpty();
        assumeTrue(printed.summary().getTestsAbortedCount() == 0, "the store lacks a kernel of the samples");
        assertThat(masked(printed.text())).isEqualTo(masked(shown().get(0)));
    }

    @Test
    void a_failed_assertion_shows_what_the_page_shows() throws IOException {
        Printed printed = run(WrongCall.class);
        assertThat(printed.summary().getFailures()).hasSize(1);
        String message = printed.summary().getFailures().get(0).getException().getMessage();
        System.out.println(message);
        assertThat(masked(message)).containsSubsequence(masked(shown().get(1)));
    }
}
