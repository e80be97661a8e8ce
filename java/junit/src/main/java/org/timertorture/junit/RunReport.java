// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.timertorture.result.RunResult;

/**
 * Publishes what a test did: an entry for each run, and, if the test failed, the console, the result and the kernel's
 * tasks as files.
 */
final class RunReport {
    static final String TEST = "timertorture.test";
    static final String KERNEL = "timertorture.kernel";
    static final String PLAN = "timertorture.plan";
    static final String VERDICT = "timertorture.verdict";
    static final String TRUST = "timertorture.trust";
    static final String CELLS = "timertorture.cells";
    static final String RACES = "timertorture.races";
    static final String MACHINE = "timertorture.machine";
    static final String BOOT_MS = "timertorture.boot-ms";
    static final String RESULTS = "timertorture.results";

    private final ExtensionContext context;
    private final List<Use> uses = new ArrayList<>();

    private record Use(Target target, List<Target.Run> runs) {}

    RunReport(ExtensionContext context) {
        this.context = context;
    }

    void add(Target target, List<Target.Run> runs) {
        uses.add(new Use(target, runs));
    }

    void publish() {
        boolean failed = context.getExecutionException().isPresent();
        int number = 0;
        for (Use use : uses) {
            for (Target.Run run : use.runs()) {
                context.publishReportEntry(entry(run));
                if (failed) {
                    number++;
                    attach(
                            run.raced().folder().resolve("result.json"),
                            numbered("result", number, ".json"),
                            MediaType.APPLICATION_JSON);
                    attach(run.machine().console(), numbered("console", number, ".log"), MediaType.TEXT_PLAIN_UTF_8);
                }
            }
            if (failed) {
                attachTasks(use);
            }
        }
    }

    private void attachTasks(Use use) {
        List<String> dumps = use.target().takeTaskDumps();
        boolean alive = use.runs().stream().anyMatch(run -> run.machine().usable());
        if (dumps.isEmpty() && alive) {
            use.target().dumpTasks();
            dumps = use.target().takeTaskDumps();
        }
        int number = 0;
        for (String dump : dumps) {
            number++;
            publish(
                    numbered("tasks", number, ".log"),
                    MediaType.TEXT_PLAIN_UTF_8,
                    copy -> Files.writeString(copy, dump, StandardCharsets.UTF_8));
        }
    }

    private Map<String, String> entry(Target.Run run) {
        RunResult result = run.raced().result();
        long races = result.cells().stream()
                .mapToLong(cell -> cell.attempts().encounter())
                .sum();
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put(TEST, name());
        entry.put(KERNEL, run.machine().kernel());
        entry.put(PLAN, result.plan().name());
        entry.put(VERDICT, result.verdict().name());
        entry.put(TRUST, result.trust().verdict().level().label());
        entry.put(CELLS, Integer.toString(result.cells().size()));
        entry.put(RACES, Long.toString(races));
        entry.put(MACHINE, run.machine().console().getParent().getFileName().toString());
        entry.put(BOOT_MS, Long.toString(run.machine().boot().toMillis()));
        entry.put(RESULTS, run.raced().folder().toString());
        return entry;
    }

    /** Returns the test's name, with its class and, for one of several invocations, what they differ in. */
    private String name() {
        String type = context.getTestClass().map(Class::getSimpleName).orElse("");
        String method = context.getTestMethod().map(m -> "." + m.getName()).orElse("");
        StringBuilder invocations = new StringBuilder();
        for (Optional<ExtensionContext> level = Optional.of(context);
                level.isPresent();
                level = level.get().getParent()) {
            String id = level.get().getUniqueId();
            if (id.substring(id.lastIndexOf("/[") + 1).contains("-invocation:")) {
                invocations.insert(0, " " + level.get().getDisplayName());
            }
        }
        return type + method + invocations;
    }

    private static String numbered(String name, int number, String suffix) {
        return name + (number == 1 ? "" : "-" + number) + suffix;
    }

    private void attach(Path file, String name, MediaType type) {
        if (Files.isReadable(file)) {
            publish(name, type, copy -> Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING));
        }
    }

    private void publish(String name, MediaType type, ThrowingConsumer<Path> writer) {
        context.publishFile(name, type, copy -> {
            writer.accept(copy);
            // The JUnit attachments plugin of Jenkins reads this line.
            System.out.println("[[ATTACHMENT|" + copy.toAbsolutePath() + "]]");
        });
    }
}
