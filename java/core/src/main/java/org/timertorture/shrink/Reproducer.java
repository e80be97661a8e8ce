// SPDX-License-Identifier: Apache-2.0
package org.timertorture.shrink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.timertorture.plan.DurationText;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanReader;
import org.timertorture.result.CellResult;
import org.timertorture.result.PairResult;
import org.timertorture.result.RunResult;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.ModelSettings;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.TimerFlag;
import org.timertorture.uapi.Uapi;

/**
 * One cell, and the machine that it races on.
 *
 * @param primitive today's name
 * @param scenario the scenario
 * @param align the engine
 * @param settings how the cell is set
 * @param pairs the CPUs that race
 * @param cpus the CPUs of the machine
 * @param nodes its NUMA nodes
 */
public record Reproducer(
        String primitive, String scenario, Align align, CellSettings settings, List<Pair> pairs, int cpus, int nodes) {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));
    private static final int LEAST_CPUS = 2;

    public Reproducer {
        pairs = List.copyOf(pairs);
    }

    /**
     * Returns the cell of a run, with the CPUs and the machine of the run.
     *
     * @throws PlanException if the cell has settings that nothing here can change or write
     */
    public static Reproducer of(RunResult run, CellResult cell) throws PlanException {
        CellSettings settings = cell.settings();
        if (!settings.equals(settings.withModel(ModelSettings.DEFAULT)
                        .withInject(Inject.NONE)
                        .withCalibrate(false)
                        .withSliceMs(0))
                || cell.pairs().isEmpty()) {
            throw new PlanException("cell " + cell.id()
                    + " cannot be shrunk: it has a model, injects a fault, calibrates, or names no CPUs");
        }
        return new Reproducer(
                cell.primitive(),
                cell.scenario(),
                cell.align(),
                cell.settings(),
                cell.pairs().stream().map(Reproducer::pair).toList(),
                Math.max(LEAST_CPUS, run.environment().machine().cpus()),
                Math.max(1, run.environment().nodes()));
    }

    Reproducer withScenario(String value) {
        return new Reproducer(primitive, value, align, settings, pairs, cpus, nodes);
    }

    Reproducer withAlign(Align value) {
        return new Reproducer(primitive, scenario, value, settings, pairs, cpus, nodes);
    }

    Reproducer withSettings(CellSettings value) {
        return new Reproducer(primitive, scenario, align, value, pairs, cpus, nodes);
    }

    Reproducer withPairs(List<Pair> value) {
        return new Reproducer(primitive, scenario, align, settings, value, cpus, nodes);
    }

    private static Pair pair(PairResult result) {
        int third = result.third() == null ? Uapi.NO_CPU : result.third();
        return new Pair(result.deleter(), result.base(), result.node(), third);
    }

    /** Returns the CPUs that race, in ascending order. */
    private List<Integer> used() {
        return pairs.stream()
                .flatMap(p -> Stream.of(p.deleter(), p.base(), p.third()))
                .filter(cpu -> cpu != Uapi.NO_CPU)
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the same cell on a machine that has only the CPUs that race, in the same order. */
    Reproducer onFewestCpus() {
        List<Integer> used = used();
        List<Pair> moved = pairs.stream()
                .map(p -> new Pair(
                        used.indexOf(p.deleter()),
                        used.indexOf(p.base()),
                        p.node(),
                        p.hasThird() ? used.indexOf(p.third()) : Uapi.NO_CPU))
                .toList();
        int fewest = Math.max(LEAST_CPUS, used.size());
        return new Reproducer(primitive, scenario, align, settings, moved, fewest, Math.min(nodes, fewest));
    }

    /** Returns the same cell on a machine with one memory node. */
    Reproducer onOneNode() {
        List<Pair> moved = pairs.stream()
                .map(p -> new Pair(p.deleter(), p.base(), 0, p.third()))
                .toList();
        return new Reproducer(primitive, scenario, align, settings, moved, cpus, 1);
    }

    /**
     * Returns the plan of this cell alone.
     *
     * @param seconds its racing time
     * @throws PlanException if a plan cannot say what the cell does
     */
    public Plan plan(double seconds) throws PlanException {
        try {
            return PlanReader.read("the reproducer", "reproducer", new StringReader(yaml("any", seconds)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the plan of this cell alone as a file.
     *
     * @param expect the expected outcome, as plans have it
     * @param seconds its racing time
     */
    public String yaml(String expect, double seconds) {
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put("primitive", primitive);
        cell.put("scenario", scenario);
        cell.put("align", align.label());
        cell.put("pairs", pairs.stream().map(this::yaml).toList());
        CellSettings usual = CellSettings.DEFAULT;
        if (!settings.timer().equals(usual.timer())) {
            cell.put("timer", Named.labels(settings.timer().toArray(TimerFlag[]::new)));
        }
        if (settings.handlerNs() != usual.handlerNs()) {
            cell.put("handler", DurationText.of(settings.handlerNs()));
        }
        if (settings.batch() != CellSettings.AUTO_BATCH) {
            cell.put("batch", settings.batch());
        }
        if (settings.hotplug()) {
            cell.put("hotplug", true);
        }
        if (settings.even()) {
            cell.put("even", true);
        }
        if (settings.stalling()) {
            cell.put("stalls", settings.stalls());
        }
        cell.put("expect", expect);
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("name", "reproducer");
        plan.put("seconds", Double.parseDouble(String.format(Locale.ROOT, "%.1f", seconds)));
        plan.put("cpus", cpus);
        plan.put("cells", List.of(cell));
        try {
            return YAML.writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> yaml(Pair pair) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("deleter", pair.deleter());
        fields.put("base", pair.base());
        if (nodes > 1) {
            fields.put("node", pair.node());
        }
        if (pair.hasThird()) {
            fields.put("third", pair.third());
        }
        return fields;
    }
}
