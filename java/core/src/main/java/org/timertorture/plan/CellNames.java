// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Cold;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.ModelSettings;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.TimerFlag;

/**
 * Names the cells of a run. An id says what sets its cell apart, as in
 * {@code running/timer_delete_sync/chase/remote/irqsafe,100ns}: scenario, primitive, engine, placement, and the cell's
 * variant if there is anything to say. The variant lists the settings that differ from the default, the pairs if
 * another cell differs in nothing else, and {@code repeat-2} and up for repetitions.
 */
final class CellNames {
    private static final int MOST_PAIRS = 3;

    private final Map<String, Set<String>> pairsOfSame = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    /**
     * The properties that a cell is named after.
     *
     * @param place its id without a variant
     */
    record Draft(CellSpec spec, CellSettings settings, String place) {

        private String key() {
            return place + "/" + String.join(",", words());
        }

        private List<String> words() {
            List<String> words = new ArrayList<>();
            CellSettings usual = CellSettings.DEFAULT;
            if (!settings.timer().equals(usual.timer())) {
                words.add(
                        settings.timer().isEmpty()
                                ? "unpinned"
                                : String.join(",", Named.labels(settings.timer().toArray(TimerFlag[]::new))));
            }
            if (settings.handlerNs() != usual.handlerNs()) {
                words.add(DurationText.of(settings.handlerNs()));
            }
            if (settings.batch() != CellSettings.AUTO_BATCH) {
                words.add("batch-" + settings.batch());
            } else if (spec.variants().stream().anyMatch(v -> v.batch() != CellSettings.AUTO_BATCH)) {
                words.add("batch-" + PlanReader.AUTO_BATCH);
            }
            if (settings.calibrate()) {
                words.add("calibrate");
            }
            if (settings.hotplug()) {
                words.add("hotplug");
            }
            if (settings.even()) {
                words.add("even");
            }
            if (settings.stalling()) {
                words.add("stalls-" + settings.stalls());
            }
            if (settings.sliceMs() != 0) {
                words.add("slice-" + settings.sliceMs() + "ms");
            }
            if (settings.inject() != Inject.NONE) {
                words.add("inject-" + settings.inject().label());
            }
            words.addAll(words(settings.model()));
            return words;
        }

        private static List<String> words(ModelSettings model) {
            List<String> words = new ArrayList<>();
            if (model.cold() != Cold.NONE) {
                words.add(model.cold().label());
            }
            if (model.remoteNs() != 0) {
                words.add("remote-" + model.remoteNs() + "ns");
            }
            if (model.slots() != 0) {
                words.add("slots-" + model.slots());
            }
            if (model.skip() != 0) {
                words.add("skip-" + model.skip());
            }
            if (model.trials() != 0) {
                words.add("trials-" + model.trials());
            }
            return words;
        }

        private String pairs() {
            PairChoice choice = spec.pairs();
            if (choice instanceof PairChoice.Listed listed) {
                String more = listed.pairs().size() > MOST_PAIRS
                        ? "+" + (listed.pairs().size() - MOST_PAIRS)
                        : "";
                return listed.pairs().stream()
                                .limit(MOST_PAIRS)
                                .map(Draft::pair)
                                .collect(Collectors.joining("+"))
                        + more;
            }
            if (choice instanceof PairChoice.Count count) {
                return "pairs-" + count.count();
            }
            return choice instanceof PairChoice.AtOnce ? "pairs-host-cpus" : "pairs-all";
        }

        private static String pair(Pair pair) {
            return "cpu" + pair.deleter() + "-from-cpu" + pair.base()
                    + (pair.node() == PairChoice.Listed.BASE_NODE ? "" : "-node" + pair.node())
                    + (pair.hasThird() ? "-third-cpu" + pair.third() : "");
        }
    }

    /** Names cells that will run together. */
    CellNames(List<Draft> all) {
        all.forEach(
                d -> pairsOfSame.computeIfAbsent(d.key(), k -> new HashSet<>()).add(d.pairs()));
    }

    /** Names the next cell, in the order of running. */
    CellName next(Draft draft) {
        List<String> words = new ArrayList<>(draft.words());
        if (pairsOfSame.get(draft.key()).size() > 1) {
            words.add(draft.pairs());
        }
        int copy = seen.merge(draft.place() + "/" + String.join(",", words), 1, Integer::sum);
        if (copy > 1) {
            words.add("repeat-" + copy);
        }
        String variant = String.join(",", words);
        return new CellName(draft.place() + (variant.isEmpty() ? "" : "/" + variant), variant);
    }
}
