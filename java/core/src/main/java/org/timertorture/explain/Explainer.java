// SPDX-License-Identifier: Apache-2.0
package org.timertorture.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.timertorture.explain.Explanation.Paragraph;
import org.timertorture.grade.Graded;
import org.timertorture.grade.Grades;
import org.timertorture.grade.KnownFinding;
import org.timertorture.grade.KnownFindings;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.CellChecks;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanReader;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.ScenarioFlag;

/** Explains rules, known findings, scenarios and pages, with the primitives and scenarios of one kernel. */
public final class Explainer {
    private static final double SECONDS_A_CELL = 1.5;
    private static final String PROMISE = "promise";

    private final Catalogue catalogue;
    private final CellChecks checks;

    public Explainer(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.checks = new CellChecks(catalogue);
    }

    /** Returns all names that can be explained: pages, rules, findings, scenarios. */
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>(Explanations.shipped().pages().keySet());
        names.addAll(Named.labels(Rule.values()));
        KnownFindings.committed().all().forEach(f -> names.add(f.id()));
        catalogue.scenarios().forEach(s -> names.add(s.name()));
        return List.copyOf(names);
    }

    /**
     * Explains what has this name. A page comes before a scenario of the same name.
     *
     * @throws PlanException if nothing has it; the message suggests the nearest names
     */
    public Explanation explain(String name) throws PlanException {
        Explanations.Page page = Explanations.shipped().pages().get(name);
        if (page != null) {
            return page(name, page);
        }
        Optional<Rule> rule = Rule.named(name);
        if (rule.isPresent()) {
            return rule(rule.get());
        }
        Optional<KnownFinding> finding = KnownFindings.committed().all().stream()
                .filter(f -> f.id().equals(name))
                .findFirst();
        if (finding.isPresent()) {
            return finding(finding.get());
        }
        Catalogue.Scenario scenario = catalogue
                .scenarioNamed(name)
                .orElseThrow(() -> new PlanException("there is nothing to explain by the name \"" + name + "\""
                        + NearestNames.among(names(), name)));
        return scenario(scenario);
    }

    private Explanation page(String name, Explanations.Page page) throws PlanException {
        ArrayNode cells = JsonNodeFactory.instance.arrayNode();
        page.claims().forEach(claim -> cells.add(claim.cell()));
        return new Explanation(
                name,
                page.title(),
                List.of(new Paragraph("", page.text().stripTrailing(), true)),
                page.claims().stream()
                        .map(c -> new Claim(c.claim(), cellName(c.cell())))
                        .toList(),
                Optional.of(plan(name, cells)),
                Optional.empty());
    }

    private Explanation rule(Rule rule) throws PlanException {
        Explanations.OfRule text = Explanations.shipped().rules().get(rule.label());
        List<Paragraph> paragraphs = new ArrayList<>();
        paragraphs.add(Paragraph.of("rule", text.statement()));
        paragraphs.addAll(promises(rule));
        paragraphs.add(Paragraph.of("how it breaks", text.mechanism()));
        paragraphs.add(Paragraph.of("to be safe", text.safe()));
        findings(f -> f.rule() == rule).ifPresent(paragraphs::add);

        List<Claim> claims = new ArrayList<>();
        ArrayNode cells = JsonNodeFactory.instance.arrayNode();
        for (Catalogue.Primitive defect : catalogue.primitives()) {
            if (defect.broken() && defect.defect() == rule.number()) {
                claims.add(new Claim(defect.description(), cellName(defect.name(), defect.showsIn())));
                cells.add(cell(defect.name(), defect.showsIn()));
            }
        }
        if (claims.isEmpty()) {
            Optional<String> scenario = catalogue.scenarios().stream()
                    .filter(s -> s.available() && s.remote())
                    .filter(s -> s.rulesOf(judgedIn(s)).contains(rule))
                    .map(Catalogue.Scenario::name)
                    .findFirst();
            if (scenario.isPresent()) {
                String primitive = judgedIn(
                                catalogue.scenarioNamed(scenario.get()).orElseThrow())
                        .name();
                claims.add(new Claim(
                        "No planted defect breaks this rule alone. Here it is checked and must hold.",
                        cellName(primitive, scenario.get())));
                cells.add(cell(primitive, scenario.get()));
            }
        }
        return new Explanation(
                rule.label(),
                "rule " + rule.number() + " of the contract",
                paragraphs,
                claims,
                cells.isEmpty() ? Optional.empty() : Optional.of(plan(rule.label(), cells)),
                Optional.empty());
    }

    /** Returns a paragraph for each promise that the rule rests on for primitives of the kernel. */
    private List<Paragraph> promises(Rule rule) {
        List<Paragraph> promises = new ArrayList<>();
        Set<Graded> seen = new LinkedHashSet<>();
        for (Catalogue.Primitive primitive : catalogue.primitives()) {
            if (promises(primitive, rule)) {
                seen.add(Grades.of(primitive.name(), "", rule));
            }
        }
        for (Graded graded : seen) {
            String callers = catalogue.primitives().stream()
                    .filter(p -> promises(p, rule))
                    .filter(p ->
                            seen.size() > 1 && Grades.of(p.name(), "", rule).equals(graded))
                    .map(Catalogue.Primitive::name)
                    .collect(Collectors.joining(", "));
            promises.add(Paragraph.of(
                    PROMISE, graded.promise() + source(graded) + (callers.isEmpty() ? "" : " For " + callers + ".")));
        }
        return promises;
    }

    /**
     * Returns whether a call of the kernel promises what the rule states. A timer may be freed only after a call that
     * waits, although scenarios in which its handler frees it check that rule for all calls.
     */
    private boolean promises(Catalogue.Primitive primitive, Rule rule) {
        return primitive.kind() == Kind.NATIVE
                && primitive.calls()
                && (rule != Rule.FREED || primitive.sync())
                && catalogue.scenarios().stream()
                        .anyMatch(s -> s.rulesOf(primitive).contains(rule) && checks.fits(primitive, s));
    }

    private Explanation finding(KnownFinding finding) {
        List<Paragraph> paragraphs = new ArrayList<>();
        Graded graded = Grades.of(finding.primitives().stream().findFirst().orElse(""), "", finding.rule());
        paragraphs.add(Paragraph.of(PROMISE, graded.promise() + source(graded)));
        paragraphs.add(new Paragraph("mechanism", finding.explanation().stripTrailing(), true));
        finding.scenarios().stream()
                .map(Explanations.shipped()::scenario)
                .flatMap(Optional::stream)
                .map(Explanations.OfScenario::safe)
                .distinct()
                .forEach(safe -> paragraphs.add(Paragraph.of("to be safe", safe)));
        return new Explanation(
                finding.id(),
                "known finding: breaks " + finding.rule().label() + " in " + String.join(", ", finding.scenarios())
                        + ", seen on kernels " + finding.kernels(),
                paragraphs,
                List.of(),
                Optional.empty(),
                Optional.of("replay " + finding.id()));
    }

    private Explanation scenario(Catalogue.Scenario scenario) throws PlanException {
        List<Paragraph> paragraphs = new ArrayList<>();
        paragraphs.add(Paragraph.of("what happens", scenario.description()));
        Explanations.shipped()
                .scenario(scenario.name())
                .ifPresent(text -> paragraphs.add(Paragraph.of("to be safe", text.safe())));
        Catalogue.Primitive primitive = judgedIn(scenario);
        String rules = scenario.rulesOf(primitive).stream().map(Rule::label).collect(Collectors.joining(", "));
        if (!rules.isEmpty()) {
            paragraphs.add(Paragraph.of("rules", rules + ", for " + primitive.name() + "."));
        }
        findings(f -> f.scenarios().contains(scenario.name())).ifPresent(paragraphs::add);
        if (!scenario.available()) {
            paragraphs.add(Paragraph.of("not available", scenario.reason()));
        }
        if (scenario.forced()) {
            return new Explanation(
                    scenario.name(),
                    "a race that handshakes bring about",
                    paragraphs,
                    List.of(),
                    Optional.empty(),
                    Optional.of("run defeats"));
        }
        ArrayNode cells = JsonNodeFactory.instance.arrayNode().add(cell(primitive.name(), scenario.name()));
        return new Explanation(
                scenario.name(),
                "a scenario",
                paragraphs,
                List.of(new Claim("The scenario, raced.", cellName(primitive.name(), scenario.name()))),
                Optional.of(plan(scenario.name(), cells)),
                Optional.empty());
    }

    /** Returns the primitive of the kernel that the scenario is usually raced with. */
    private Catalogue.Primitive judgedIn(Catalogue.Scenario scenario) {
        boolean shuts = scenario.flags().contains(ScenarioFlag.SHUTDOWN);
        Optional<String> named =
                Explanations.shipped().scenario(scenario.name()).map(Explanations.OfScenario::primitive);
        return catalogue.primitives().stream()
                .filter(p -> p.kind() == Kind.NATIVE)
                .filter(p -> named.map(p.name()::equals).orElse(true))
                .filter(p -> !scenario.deletes() || p.sync() && p.shutsDown() == shuts)
                .filter(p -> scenario.cycles() || scenario.forced() || checks.fits(p, scenario))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no call of the kernel for " + scenario.name()));
    }

    private static Optional<Paragraph> findings(Predicate<KnownFinding> which) {
        String ids = KnownFindings.committed().all().stream()
                .filter(which)
                .map(KnownFinding::id)
                .collect(Collectors.joining(", "));
        return ids.isEmpty() ? Optional.empty() : Optional.of(Paragraph.of("known findings", ids));
    }

    private static String source(Graded graded) {
        return graded.source().equals("none") ? "" : " (" + graded.source() + ")";
    }

    private static String cellName(String primitive, String scenario) {
        return primitive + " in " + scenario;
    }

    private static String cellName(JsonNode cell) {
        return cellName(cell.get("primitive").asText(), cell.get("scenario").asText());
    }

    private static ObjectNode cell(String primitive, String scenario) {
        return JsonNodeFactory.instance.objectNode().put("primitive", primitive).put("scenario", scenario);
    }

    /** Reads a plan of these cells as a user's plan is read: JSON is YAML. */
    private static Plan plan(String name, ArrayNode cells) throws PlanException {
        ObjectNode plan = JsonNodeFactory.instance
                .objectNode()
                .put("name", "explain-" + name)
                .put("seconds", SECONDS_A_CELL * cells.size());
        plan.set("cells", cells);
        try {
            return PlanReader.read("explanations.yaml (" + name + ")", name, new StringReader(plan.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
