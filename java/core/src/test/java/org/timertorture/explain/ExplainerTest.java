// SPDX-License-Identifier: Apache-2.0
package org.timertorture.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.timertorture.grade.KnownFinding;
import org.timertorture.grade.KnownFindings;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Catalogues;
import org.timertorture.plan.CellChecks;
import org.timertorture.plan.CellExpander;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.uapi.Rule;

class ExplainerTest {
    private static final Pattern RULE_ROW = Pattern.compile("\\| \\d+ \\| `([a-z-]+)` \\| (.*) \\|");

    private final Explainer explainer = new Explainer(Catalogues.whole());

    @Test
    void theContractAndTheExplanationsStateEachRuleAlike() throws IOException {
        Map<String, String> contract = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("../../kmod/CONTRACT.md"))) {
            Matcher row = RULE_ROW.matcher(line);
            if (row.matches()) {
                contract.put(row.group(1), row.group(2));
            }
        }
        Map<String, String> explained = Explanations.shipped().rules().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().statement(), (a, b) -> a, TreeMap::new));
        assertEquals(contract, explained);
    }

    @Test
    void everyScenarioThatNoHandshakesForceSaysWhatIsSafe() {
        assertEquals(
                Catalogues.whole().scenarios().stream()
                        .filter(s -> !s.forced())
                        .map(Catalogue.Scenario::name)
                        .sorted()
                        .toList(),
                Explanations.shipped().scenarios().keySet().stream().sorted().toList());
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void everyRuleIsExplainedAndShown(Rule rule) throws PlanException {
        Explanation explanation = explainer.explain(rule.label());
        String headings = headings(explanation);
        assertTrue(headings.startsWith("rule,promise"), headings);
        assertTrue(headings.contains("how it breaks,to be safe"), headings);
        assertFalse(explanation.claims().isEmpty());
        assertEquals(
                explanation.claims().size(),
                CellExpander.expand(explanation.plan().orElseThrow(), Catalogues.whole(), 1)
                        .cells()
                        .size());
    }

    @Test
    void everyNameCanBeExplainedAndEveryPlanFitsTheKernel() throws PlanException {
        for (String name : explainer.names()) {
            Explanation explanation = explainer.explain(name);
            assertEquals(name, explanation.name());
            assertTrue(explanation.plan().isPresent() || explanation.command().isPresent(), name);
            Optional<Plan> plan = explanation.plan();
            if (plan.isPresent()) {
                CellExpander.expand(plan.get(), Catalogues.whole(), 1)
                        .cells()
                        .forEach(cell -> assertTrue(
                                new CellChecks(Catalogues.whole()).fits(cell.primitive(), cell.scenario()), name));
            }
        }
    }

    @Test
    void aFindingIsExplainedByItsMechanismAndSeenByItsReplay() throws PlanException {
        KnownFinding finding = KnownFindings.committed().all().get(0);
        Explanation explanation = explainer.explain(finding.id());
        assertEquals(Optional.of("replay " + finding.id()), explanation.command());
        assertTrue(explanation.paragraphs().stream()
                .anyMatch(p ->
                        p.laidOut() && p.text().equals(finding.explanation().stripTrailing())));
    }

    @Test
    void aRuleNamesTheFunctionsOfEachPromise() throws PlanException {
        String promises = explainer.explain("freed").paragraphs().stream()
                .filter(p -> p.heading().equals("promise"))
                .map(Explanation.Paragraph::text)
                .collect(Collectors.joining("\n"));
        assertTrue(
                promises.contains("can be safely freed.\" (kerneldoc of timer_shutdown_sync(), kernel/time/timer.c)"));
        assertTrue(promises.contains("For timer_delete_sync, del_singleshot_timer_sync."), promises);
    }

    @Test
    void thePageOfTeardownComesBeforeTheScenario() throws PlanException {
        Explanation page = explainer.explain("teardown");
        assertTrue(page.title().startsWith("Teardown:"), page.title());
        assertTrue(page.claims().size() > 5);
    }

    @ParameterizedTest
    @CsvSource({"no-run-after, no-run-after-sync", "rearm-lokal, rearm-local", "tear-down, teardown"})
    void anUnknownNameGetsTheNearest(String wrong, String nearest) {
        String message = assertThrows(PlanException.class, () -> explainer.explain(wrong))
                .getMessage();
        assertTrue(message.contains("nothing to explain by the name \"" + wrong + "\"; did you mean"), message);
        assertTrue(message.contains(nearest), message);
    }

    private static String headings(Explanation explanation) {
        return Arrays.toString(explanation.paragraphs().stream()
                        .map(Explanation.Paragraph::heading)
                        .toArray())
                .replaceAll("[\\[\\]]", "")
                .replace(", ", ",");
    }
}
