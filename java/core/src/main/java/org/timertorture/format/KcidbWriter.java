// SPDX-License-Identifier: Apache-2.0
package org.timertorture.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.timertorture.result.CellResult;
import org.timertorture.result.Environment;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.RunResult;
import org.timertorture.result.TrustLevel;
import org.timertorture.result.Violation;

/**
 * Writes a report for KCIDB, the database of KernelCI, in version 5.3 of its schema. Each run is a build, which is the
 * kernel under test, and tests of it: one for the boot, one for each cell, and one for the trust in the verdict. A known
 * finding is a test that failed, with an incident that links it to an issue. That is how KCIDB tells known failures from
 * new ones.
 */
final class KcidbWriter implements Format.Writer {
    private static final int MAJOR = 5;
    private static final int MINOR = 3;
    private static final String ORIGIN = "timertorture";
    private static final int EXCERPT_LIMIT = 16_384;
    private static final double NS_PER_S = 1e9;

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public void write(List<Suite> suites, OutputStream out) throws IOException {
        Report report = new Report();
        suites.forEach(report::add);
        out.write(mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(report.root));
        out.write('\n');
    }

    /** The report while it is put together. */
    private final class Report {
        private final ObjectNode root = mapper.createObjectNode();
        private final ArrayNode checkouts;
        private final ArrayNode builds;
        private final ArrayNode tests;
        private final ArrayNode issues;
        private final ArrayNode incidents;
        private final Set<String> checkoutIds = new TreeSet<>();
        private final Set<String> buildIds = new TreeSet<>();
        private final Set<String> issueIds = new TreeSet<>();

        Report() {
            root.putObject("version").put("major", MAJOR).put("minor", MINOR);
            checkouts = root.putArray("checkouts");
            builds = root.putArray("builds");
            tests = root.putArray("tests");
            issues = root.putArray("issues");
            incidents = root.putArray("incidents");
        }

        void add(Suite suite) {
            String build = build(suite);
            boolean booted = TestCase.of(suite).stream()
                    .noneMatch(test ->
                            test.name().equals(TestCase.BOOT) && !test.status().good());
            for (TestCase test : TestCase.of(suite)) {
                test(suite, build, booted, test);
            }
        }

        /** Adds the kernel of a run unless it is there, and returns the id of its build. */
        private String build(Suite suite) {
            Optional<Environment.KernelFacts> kernel =
                    suite.result().map(run -> run.environment().kernel());
            String release = kernel.map(Environment.KernelFacts::release)
                    .filter(r -> r != null)
                    .orElse(suite.title());
            Optional<String> config =
                    kernel.map(Environment.KernelFacts::configHash).filter(hash -> hash != null);
            String checkout = id(release);
            if (checkoutIds.add(checkout)) {
                object(checkouts, checkout).put("comment", plain(release));
            }
            String id = id(release + config.map(hash -> "/" + hash).orElse(""));
            if (buildIds.add(id)) {
                ObjectNode build = object(builds, id);
                build.put("checkout_id", checkout);
                build.put("architecture", "x86_64");
                build.put("comment", plain(release));
                config.ifPresent(hash -> build.putObject("misc").put("config_hash", hash));
            }
            return id;
        }

        private void test(Suite suite, String build, boolean booted, TestCase test) {
            Optional<RunResult> run = suite.result();
            String id = id(Stream.concat(
                            run.stream().flatMap(r -> Stream.of(r.environment().started(), String.valueOf(r.seed()))),
                            Stream.of(suite.title(), test.name()))
                    .collect(Collectors.joining("/")));
            ObjectNode node = object(tests, id);
            node.put("build_id", build);
            node.put("path", path(suite.plan(), test.name()));
            node.put("status", booted ? status(test) : "MISS");
            node.put("comment", plain(test.name() + (test.message().isEmpty() ? "" : ": " + test.message())));
            if (!test.details().isEmpty()) {
                node.put("log_excerpt", excerpt(String.join("\n", test.details())));
            }
            if (run.isPresent()) {
                node.put("start_time", run.get().environment().started());
                node.put("duration", test.seconds());
                environment(run.get(), node.putObject("environment"));
                Optional<CellResult> cell = run.get().cells().stream()
                        .filter(c -> c.id().equals(test.name()))
                        .findFirst();
                cell.ifPresent(c -> measured(run.get(), c, node));
                cell.ifPresent(c -> incidents(c, id));
            }
        }

        /** Links a test to the known findings that explain what it saw. */
        private void incidents(CellResult cell, String test) {
            Set<String> findings = cell.violations().stream()
                    .map(Violation::known)
                    .filter(known -> known != null)
                    .collect(Collectors.toCollection(TreeSet::new));
            for (String finding : findings) {
                String issue = id("finding/" + finding);
                if (issueIds.add(issue)) {
                    object(issues, issue).put("version", 1).put("comment", "known finding " + finding);
                }
                object(incidents, test + "/" + finding)
                        .put("issue_id", issue)
                        .put("issue_version", 1)
                        .put("test_id", test)
                        .put("present", true);
            }
        }

        private ObjectNode object(ArrayNode all, String id) {
            return all.addObject().put("id", id).put("origin", ORIGIN);
        }
    }

    /** Adds the median duration of a call, unless times mean nothing in this run, and what was counted. */
    private static void measured(RunResult run, CellResult cell, ObjectNode test) {
        LatencySummary times = cell.aimed();
        if (cell.raced() && times != null && run.trust().timing().level() != TrustLevel.NONE) {
            test.putObject("number")
                    .put("value", times.p50() / NS_PER_S)
                    .put("unit", "s")
                    .put("prefix", "metric");
        }
        ObjectNode misc = test.putObject("misc");
        misc.put("primitive", cell.primitive());
        misc.put("scenario", cell.scenario());
        misc.put("early", cell.attempts().early());
        misc.put("encounter", cell.attempts().encounter());
        misc.put("late", cell.attempts().late());
        misc.put("expiries", cell.expiries());
    }

    private static void environment(RunResult run, ObjectNode node) {
        Environment environment = run.environment();
        node.put(
                "comment",
                environment.machine().cpus() + " CPUs, " + environment.nodes() + " nodes, " + environment.accel());
        ObjectNode misc = node.putObject("misc");
        misc.put("cpus", environment.machine().cpus());
        misc.put("nodes", environment.nodes());
        misc.put("accel", environment.accel());
        misc.put("emulated", environment.emulated());
        misc.put("seed", run.seed());
        misc.put("verdict", run.verdict().label());
        misc.put("trust_verdict", run.trust().verdict().level().label());
        misc.put("trust_timing", run.trust().timing().level().label());
        misc.put("tool_version", environment.toolVersion());
    }

    private static String status(TestCase test) {
        return switch (test.status()) {
            case PASSED -> "PASS";
            case KNOWN, FAILED -> "FAIL";
            case SKIPPED -> "SKIP";
            case NOT_REACHED -> "MISS";
            case ERROR, TIMEOUT -> "ERROR";
        };
    }

    /** Returns a path whose parts are the plan and the parts of the cell's id. */
    private static String path(String plan, String test) {
        return Stream.concat(Stream.of(ORIGIN, plan), Stream.of(test.split("/")))
                .filter(part -> !part.isEmpty())
                .map(part -> part.replaceAll("[^a-zA-Z0-9_-]", "_"))
                .collect(Collectors.joining("."));
    }

    private static String id(String local) {
        return ORIGIN + ":" + plain(local);
    }

    /** Returns the last lines that fit, because a console ends with what matters. */
    private static String excerpt(String text) {
        String plain = plain(text);
        return plain.length() <= EXCERPT_LIMIT ? plain : plain.substring(plain.length() - EXCERPT_LIMIT);
    }

    /** Returns text without the character that the schema forbids. */
    private static String plain(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
