// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.uapi.Errno;

/**
 * One of the checks that the module makes before it starts a cell, as its catalogue lists them. The kernel finds the
 * same table in {@code checks.list.h}, so that a plan is judged here exactly as a start is judged there.
 *
 * @param name of the check
 * @param errno of a start that it refuses
 * @param setting what the user has to change, in the words of a plan
 * @param when conditions that all hold where the check applies
 * @param must the condition that must hold there; absent if only the kernel can make the check
 */
public record StartCheck(String name, Errno errno, String setting, List<Condition> when, Optional<Condition> must) {
    private static final long U32 = 0xffff_ffffL;

    public StartCheck {
        when = List.copyOf(when);
    }

    /**
     * A fact, or some of its bits, within bounds.
     *
     * @param fact that it is about
     * @param mask bits of the fact that count; 0: all of it
     * @param min least value after the mask
     * @param max greatest value
     */
    public record Condition(Fact fact, long mask, long min, long max) {

        boolean holds(StartFacts facts) {
            long value = fact.of(facts);
            long masked = mask == 0 ? value : value & mask;
            return masked >= min && masked <= max;
        }

        static Condition parse(String text) {
            String[] parts = text.split(",");
            if (parts.length != 4 || !Fact.names().contains(parts[0])) {
                throw new IllegalArgumentException("a check with an unknown condition: " + text);
            }
            return new Condition(Fact.valueOf(parts[0]), number(parts[1]), number(parts[2]), number(parts[3]));
        }

        private static long number(String text) {
            if (!text.matches("-?\\d{1,10}")) {
                throw new IllegalArgumentException("a check: expected a number, found \"" + text + "\"");
            }
            return Long.parseLong(text) & U32;
        }

        private String text() {
            return fact + "," + (int) mask + "," + (int) min + "," + (int) max;
        }
    }

    /**
     * Reads a {@code tt_check} string of the catalogue.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static StartCheck parse(String line) {
        CatalogueLine fields = CatalogueLine.parse(line);
        List<Condition> must = fields.all("must").stream().map(Condition::parse).toList();
        if (must.size() > 1) {
            throw new IllegalArgumentException("a check with several conclusions: " + line);
        }
        return new StartCheck(
                fields.text("name"),
                fields.one("errno", Errno.values()),
                fields.text("setting"),
                fields.all("when").stream().map(Condition::parse).toList(),
                must.stream().findFirst());
    }

    /**
     * Reads a check of a manifest. Returns null if another version wrote it, with facts that this one does not know: the
     * module is built again before such a check is used.
     */
    @JsonCreator
    static StartCheck ofManifest(String line) {
        try {
            return parse(line);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Returns the string that {@link #parse} reads. */
    @JsonValue
    public String text() {
        List<String> fields = new ArrayList<>(List.of("name=" + name, "errno=" + errno, "setting=" + setting));
        when.forEach(c -> fields.add("when=" + c.text()));
        must.ifPresent(c -> fields.add("must=" + c.text()));
        return String.join("|", fields);
    }

    /** Returns whether the check refuses such a cell. A check that only the kernel can make refuses none here. */
    boolean refuses(StartFacts facts) {
        return must.isPresent()
                && when.stream().allMatch(c -> c.holds(facts))
                && !must.get().holds(facts);
    }

    /**
     * Why a cell would be refused.
     *
     * @param checks in the order in which the kernel makes them
     * @return nothing if no check refuses it
     */
    public static Optional<Refusal> refusal(List<StartCheck> checks, StartFacts facts) {
        return checks.stream()
                .filter(c -> c.refuses(facts))
                .findFirst()
                .map(c -> new Refusal(
                        c.name,
                        c.errno,
                        c.setting,
                        c.must.get().fact().of(facts),
                        c.must.get().min(),
                        c.must.get().max()));
    }
}
