// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Rule;

/**
 * The expected outcome of a cell.
 *
 * @param kind pass, any, fail or crash; for a forced race also defeated, holds, hung or lost
 * @param rules for fail: the first must be broken, the others may be; otherwise empty
 * @param others for fail: whether all other rules may be broken too
 */
public record Expectation(Kind kind, List<Rule> rules, boolean others) {
    /** No forbidden outcome is expected. */
    public static final Expectation PASS = new Expectation(Kind.PASS, List.of(), false);
    /** Every outcome is accepted. */
    public static final Expectation ANY = new Expectation(Kind.ANY, List.of(), false);

    /** The kernel is expected to crash. */
    public static final Expectation CRASH = new Expectation(Kind.CRASH, List.of(), false);

    private static final Pattern FAIL = Pattern.compile("fail\\s*\\(([^()]*)\\)");

    public Expectation {
        rules = List.copyOf(rules);
    }

    /** The kinds of expectations. */
    public enum Kind implements Named {
        PASS,
        ANY,
        FAIL,
        CRASH,
        /** In a forced race, every trial defeats the primitive. */
        DEFEATED,
        /** In a forced race, no trial defeats the primitive. */
        HOLDS,
        /** In a forced race, the deletion would spin for ever. */
        HUNG,
        /** In a forced race without one of its handshakes, the steps do not follow the script. */
        LOST;

        /** Returns whether the kind applies only to forced races. */
        public boolean forced() {
            return ordinal() >= DEFEATED.ordinal();
        }
    }

    /** The rule must be broken, and no other rule. */
    public static Expectation fail(Rule rule) {
        return new Expectation(Kind.FAIL, List.of(rule), false);
    }

    /** The rule must be broken, and other rules may be broken as a consequence. */
    public static Expectation failAtLeast(Rule rule) {
        return new Expectation(Kind.FAIL, List.of(rule), true);
    }

    /**
     * Parses {@code pass}, {@code any}, {@code crash}, {@code defeated}, {@code holds}, {@code hung}, {@code lost} or
     * {@code fail(RULE)}. After the rule, further rules that may be broken can follow after commas; {@code any} at the
     * end stands for all rules.
     *
     * @throws PlanException if the text has none of these forms; the message states the valid ones
     */
    public static Expectation parse(String text) throws PlanException {
        String trimmed = text.trim();
        Optional<Kind> plain = Arrays.stream(Kind.values())
                .filter(k -> k != Kind.FAIL && trimmed.equals(k.label()))
                .findFirst();
        if (plain.isPresent()) {
            return new Expectation(plain.get(), List.of(), false);
        }
        Matcher fail = FAIL.matcher(trimmed);
        if (!fail.matches()) {
            throw new PlanException(
                    "expected pass, any, crash or fail(RULE), or of a forced race defeated, holds, hung or lost, found \""
                            + text + "\"");
        }
        List<Rule> rules = new ArrayList<>();
        List<String> names =
                Arrays.stream(fail.group(1).split(",", -1)).map(String::trim).toList();
        boolean others = names.size() > 1 && names.get(names.size() - 1).equals(Kind.ANY.label());
        for (String name : others ? names.subList(0, names.size() - 1) : names) {
            rules.add(rule(name));
        }
        return new Expectation(Kind.FAIL, rules, others);
    }

    private static Rule rule(String name) throws PlanException {
        Optional<Rule> rule = Rule.named(name);
        if (rule.isEmpty()) {
            throw new PlanException(
                    "there is no rule \"" + name + "\"" + NearestNames.among(Named.labels(Rule.values()), name));
        }
        return rule.get();
    }

    /** Returns the rule that must be broken; empty if there is none. */
    public Optional<Rule> required() {
        return rules.stream().findFirst();
    }

    /** Returns whether a violation of the rule is expected or accepted. */
    public boolean allows(Rule rule) {
        return kind == Kind.ANY || kind.forced() || others || rules.contains(rule);
    }

    /** Returns the expectation in the form that plans use. */
    public String label() {
        return kind == Kind.FAIL
                ? "fail(" + String.join(", ", Named.labels(rules.toArray(Rule[]::new))) + (others ? ", any" : "") + ")"
                : kind.label();
    }
}
