// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.timertorture.app.Control;
import org.timertorture.exit.ExitCode;
import org.timertorture.grade.KnownFinding;
import org.timertorture.json.Json;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.TimedProgress;
import org.timertorture.uapi.Named;
import org.timertorture.words.PrimitiveName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code list}. */
@Command(name = "list", description = "List primitives, scenarios, plans, kernels and known findings.")
final class ListCommand implements Callable<Integer> {
    private static final List<String> KINDS = List.of("primitives", "scenarios", "plans", "kernels", "findings");

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            description = "primitives, scenarios, plans, kernels or findings. Default: all of them.")
    private String what;

    @Option(
            names = "--kernel",
            paramLabel = "REL",
            description = "The kernel whose primitives and scenarios are listed.")
    private String kernel;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final Terminal terminal;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (what != null && !KINDS.contains(what)) {
            throw new PlanException("there is no list of \"" + what + "\"" + NearestNames.among(KINDS, what));
        }
        Map<String, Object> lists = new LinkedHashMap<>();
        if (wanted("primitives") || wanted("scenarios")) {
            Catalogue catalogue = catalogue();
            if (wanted("primitives")) {
                lists.put("primitives", catalogue.primitives());
            }
            if (wanted("scenarios")) {
                lists.put("scenarios", catalogue.scenarios());
            }
        }
        if (wanted("plans")) {
            lists.put("plans", terminal.timertorture().plans());
        }
        if (wanted("kernels")) {
            lists.put("kernels", terminal.timertorture().kernels().list());
        }
        if (wanted("findings")) {
            lists.put("findings", terminal.timertorture().findings());
        }
        if (json) {
            printJson(lists);
        } else {
            lists.forEach(this::print);
        }
        return ExitCode.OK.code();
    }

    private boolean wanted(String kind) {
        return what == null || what.equals(kind);
    }

    private Catalogue catalogue() throws Exception {
        try (TimedProgress progress = terminal.progress()) {
            Control control = InterruptSignal.stops(new Control(progress));
            return terminal.timertorture().catalogue(Optional.ofNullable(kernel), control);
        }
    }

    private void print(String kind, Object list) {
        terminal.out().println(kind + ":");
        for (Object entry : (List<?>) list) {
            if (entry instanceof Catalogue.Primitive p) {
                print(
                        PrimitiveName.of(p.kernelName(), p.name()),
                        p.kind().label() + (p.unsafe() ? ", VM only" : ""),
                        p.description());
                printIf(
                        "also accepted: ",
                        p.aliases().stream()
                                .filter(alias -> !alias.equals(p.kernelName()))
                                .collect(Collectors.joining(", ")));
                printIf("not available: ", p.reason());
            } else if (entry instanceof Catalogue.Scenario s) {
                print(s.name(), String.join(" ", Named.labels(s.aligns())), s.description());
                printIf("not available: ", s.reason());
            } else if (entry instanceof Plan p) {
                print(p.name(), Math.round(p.seconds()) + " s", p.description());
            } else if (entry instanceof KernelEntry k) {
                print(
                        k.release(),
                        k.manifest().suite() + ":" + k.manifest().flavour(),
                        k.folder().toString());
            } else if (entry instanceof KnownFinding f) {
                print(f);
            }
        }
        if (((List<?>) list).isEmpty()) {
            terminal.out().println("  none");
        }
    }

    /** Prints a finding. The explanation is printed only if findings were asked for. */
    private void print(KnownFinding finding) {
        terminal.out().println("  " + finding.id());
        String broken = finding.rule().label() + " in " + String.join(", ", finding.scenarios()) + ", mechanism "
                + finding.mechanism().label() + ", seen on kernels " + finding.kernels();
        terminal.out().println("      " + broken);
        if (what != null) {
            finding.explanation().lines().forEach(line -> terminal.out().println(("      " + line).stripTrailing()));
            terminal.out().println();
        }
    }

    private void print(String name, String mark, String description) {
        terminal.out().printf("  %-26s %-18s %s%n", name, mark, description);
    }

    private void printIf(String head, String text) {
        if (!text.isEmpty()) {
            terminal.out().printf("  %-26s %-18s %s%n", "", "", head + text);
        }
    }

    private void printJson(Map<String, Object> lists) throws IOException {
        Map<String, Object> plain = new LinkedHashMap<>(lists);
        plain.computeIfPresent(
                "plans",
                (kind, plans) ->
                        ((List<?>) plans).stream().map(ListCommand::plain).toList());
        plain.computeIfPresent(
                "kernels",
                (kind, kernels) ->
                        ((List<?>) kernels).stream().map(ListCommand::plain).toList());
        plain.computeIfPresent(
                "findings",
                (kind, findings) ->
                        ((List<?>) findings).stream().map(ListCommand::plain).toList());
        terminal.out().println(Json.MAPPER.writeValueAsString(plain));
    }

    private static Map<String, Object> plain(Object entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (entry instanceof Plan p) {
            fields.put("name", p.name());
            fields.put("description", p.description());
            fields.put("seconds", p.seconds());
        } else if (entry instanceof KernelEntry k) {
            fields.put("release", k.release());
            fields.put("suite", k.manifest().suite());
            fields.put("flavour", k.manifest().flavour());
            fields.put("folder", k.folder().toString());
        } else if (entry instanceof KnownFinding f) {
            fields.put("id", f.id());
            fields.put("mechanism", f.mechanism().label());
            fields.put("rule", f.rule().label());
            fields.put("primitives", f.primitives());
            fields.put("scenarios", f.scenarios());
            fields.put("kernels", f.kernels().toString());
            fields.put("explanation", f.explanation());
        }
        return fields;
    }
}
