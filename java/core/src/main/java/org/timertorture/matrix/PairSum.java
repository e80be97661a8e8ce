// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.timertorture.result.CellResult;
import org.timertorture.result.Evidence;
import org.timertorture.result.ModelResult;
import org.timertorture.result.PairResult;
import org.timertorture.result.ReturnValue;
import org.timertorture.result.Violation;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.ModelCounter;

/**
 * The pairs of one cell in several runs. Pairs of the same CPUs are added up, and what names a pair by its index names it
 * by its new one.
 */
final class PairSum {
    private final Map<Cpus, Integer> numbers = new LinkedHashMap<>();
    private final List<PairResult> pairs = new ArrayList<>();
    private final Map<Integer, ModelResult> models = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private record Cpus(int deleter, int base, int node, Integer third) {
        private static Cpus of(PairResult pair) {
            return new Cpus(pair.deleter(), pair.base(), pair.node(), pair.third());
        }
    }

    PairSum(List<CellResult> cells) {
        cells.forEach(this::add);
    }

    private void add(CellResult cell) {
        List<Integer> here = new ArrayList<>();
        for (PairResult pair : cell.pairs()) {
            Integer number = numbers.putIfAbsent(Cpus.of(pair), pairs.size());
            if (number == null) {
                here.add(pairs.size());
                pairs.add(pair);
            } else {
                here.add(number);
                pairs.set(number, plus(pairs.get(number), pair));
            }
        }
        for (ModelResult model : cell.models()) {
            models.merge(here.get(model.pair()), renumbered(model, here), PairSum::plus);
        }
        for (Violation violation : cell.violations()) {
            violations.add(renumbered(violation, here));
        }
    }

    /** Returns each pair once. The times of several runs are not added up, because a pair has no histogram. */
    List<PairResult> pairs() {
        return pairs;
    }

    List<ModelResult> models() {
        return List.copyOf(models.values());
    }

    /** Returns the violations of all runs, one after another. */
    List<Violation> violations() {
        return violations;
    }

    private static PairResult plus(PairResult a, PairResult b) {
        return new PairResult(
                a.deleter(), a.base(), a.node(), a.third(), plus(a.counted(), b.counted()), a.span(), null);
    }

    private static PairResult.Counted plus(PairResult.Counted a, PairResult.Counted b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        Map<Counter, Long> counters = CellSum.sums(List.of(a.counters(), b.counters()));
        Map<ReturnValue, Long> returned = CellSum.sums(List.of(a.returned(), b.returned()));
        return new PairResult.Counted(
                a.attempts().plus(b.attempts()),
                counters,
                returned,
                b.lastBatch(),
                new PairResult.Gaps(
                        Math.max(a.gaps().share(), b.gaps().share()),
                        Math.max(a.gaps().maxNs(), b.gaps().maxNs())),
                new PairResult.Range(
                        Math.min(a.handlerNs().min(), b.handlerNs().min()),
                        Math.max(a.handlerNs().max(), b.handlerNs().max())));
    }

    private static ModelResult plus(ModelResult a, ModelResult b) {
        Map<ModelCounter, Long> counters = CellSum.sums(List.of(a.counters(), b.counters()));
        return new ModelResult(a.pair(), a.machine(), a.handshakes(), counters, a.lineCosts(), a.steps());
    }

    private static ModelResult renumbered(ModelResult m, List<Integer> here) {
        return new ModelResult(here.get(m.pair()), m.machine(), m.handshakes(), m.counters(), m.lineCosts(), m.steps());
    }

    private static Violation renumbered(Violation v, List<Integer> here) {
        List<Evidence> evidence = v.evidence().stream()
                .map(e -> new Evidence(
                        here.get(e.pair()),
                        e.cpu(),
                        e.timer(),
                        e.returned(),
                        e.generation(),
                        e.call(),
                        e.handler(),
                        e.stall(),
                        e.sentence()))
                .toList();
        return new Violation(
                v.rule(),
                v.count(),
                v.grade(),
                v.promise(),
                v.source(),
                v.known(),
                v.unseenOn(),
                evidence,
                v.timeline());
    }
}
