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
 * What a cell is supposed to do.
 *
 * @param kind pass, any, fail or crash; of a forced race defeated, holds, hung or lost
 * @param rules of fail: the first has to be broken, the others may; else empty
 * @param others of fail: whether any other rule may be broken too
 */
public record Expectation(Kind kind, List<Rule> rules, boolean others) {
    /** No forbidden outcome. */
    public static final Expectation PASS = new Expectation(Kind.PASS, List.of(), false);
    /** Whatever comes is right. */
    public static final Expectation ANY = new Expectation(Kind.ANY, List.of(), false);

    /** The kernel dies of it. */
    public static final Expectation CRASH = new Expectation(Kind.CRASH, List.of(), false);

    private static final Pattern FAIL = Pattern.compile("fail\\s*\\(([^()]*)\\)");

    public Expectation {
        rules = List.copyOf(rules);
    }

    /** The kinds. */
    public enum Kind implements Named {
        PASS,
        ANY,
        FAIL,
        CRASH,
        /** A forced race: every trial is won against the primitive. */
        DEFEATED,
        /** A forced race: none is. */
        HOLDS,
        /** A forced race: the deletion would spin for ever. */
        HUNG,
        /** A forced race without one of its handshakes: the steps do not follow the script. */
        LOST;

        /** Whether it says what a forced race comes to. */
        public boolean forced() {
            return ordinal() >= DEFEATED.ordinal();
        }
    }

    /** The rule has to be broken, and no other. */
    public static Expectation fail(Rule rule) {
        return new Expectation(Kind.FAIL, List.of(rule), false);
    }

    /** The rule has to be broken; others may be, in its wake. */
    public static Expectation failAtLeast(Rule rule) {
        return new Expectation(Kind.FAIL, List.of(rule), true);
    }

    /**
     * Reads {@code pass}, {@code any}, {@code crash}, {@code defeated}, {@code holds}, {@code hung}, {@code lost} or {@code fail(RULE)}, where further rules that may be broken too can follow
     * after commas, or at last {@code any} for all of them.
     *
     * @throws PlanException if it is none of these; the message says what is valid
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

    /** The rule that has to be broken. */
    public Optional<Rule> required() {
        return rules.stream().findFirst();
    }

    /** Whether a violation of the rule is part of what is expected. */
    public boolean allows(Rule rule) {
        return kind == Kind.ANY || kind.forced() || others || rules.contains(rule);
    }

    /** As a plan writes it. */
    public String label() {
        return kind == Kind.FAIL
                ? "fail(" + String.join(", ", Named.labels(rules.toArray(Rule[]::new))) + (others ? ", any" : "") + ")"
                : kind.label();
    }
}
