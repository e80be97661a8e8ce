// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanReader;
import org.timertorture.uapi.Mechanism;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Rule;

/** The list of known findings, either those in {@code known-findings.yaml} or none. */
public final class KnownFindings {
    /** No known findings: every forbidden outcome counts. */
    public static final KnownFindings NONE = new KnownFindings(List.of());

    private static final KnownFindings COMMITTED =
            new KnownFindings(Resource.read("/known-findings.yaml", File.class).findings().stream()
                    .map(Entry::finding)
                    .toList());

    private final List<KnownFinding> findings;

    private KnownFindings(List<KnownFinding> findings) {
        this.findings = findings;
    }

    /** Returns the findings that ship with the tool. */
    public static KnownFindings committed() {
        return COMMITTED;
    }

    public List<KnownFinding> all() {
        return findings;
    }

    /**
     * Returns the finding with this id.
     *
     * @throws PlanException if there is none; the message suggests the nearest ids
     */
    public KnownFinding find(String id) throws PlanException {
        return findings.stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow(() -> {
            List<String> valid = findings.stream().map(KnownFinding::id).toList();
            return new PlanException("there is no finding \"" + id + "\"" + NearestNames.among(valid, id));
        });
    }

    /** Returns the finding that explains violations of a rule by a mechanism, on whatever kernel. */
    public Optional<KnownFinding> explaining(Rule rule, Mechanism mechanism) {
        return findings.stream()
                .filter(f -> f.rule() == rule && f.mechanism() == mechanism)
                .findFirst();
    }

    private record File(List<Entry> findings) {}

    private record Entry(
            String id,
            String mechanism,
            String rule,
            List<String> primitives,
            List<String> scenarios,
            String kernels,
            String explanation,
            JsonNode replay) {

        KnownFinding finding() {
            return new KnownFinding(
                    id,
                    Named.parse(Mechanism.values(), mechanism).orElseThrow(),
                    Rule.named(rule).orElseThrow(),
                    primitives == null ? List.of() : primitives,
                    scenarios,
                    KernelCondition.parse(kernels),
                    explanation,
                    plan());
        }

        /** Reads the replay plan as a user's plan is read. */
        private Plan plan() {
            try {
                String text = Resource.MAPPER.writeValueAsString(replay);
                return PlanReader.read("known-findings.yaml (" + id + ")", id, new StringReader(text));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (PlanException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
