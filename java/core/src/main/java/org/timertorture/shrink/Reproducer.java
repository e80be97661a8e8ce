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
import org.timertorture.plan.DurationText;
import org.timertorture.plan.Placement;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanReader;
import org.timertorture.result.CellResult;
import org.timertorture.result.RunResult;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.TimerFlag;

/**
 * One cell, and the machine that it races on.
 *
 * @param primitive today's name
 * @param scenario the scenario
 * @param align the engine
 * @param placement where timers are deleted
 * @param settings how the cell is set
 * @param pairs the number of pairs of CPUs
 * @param cpus the CPUs of the machine
 * @param nodes its NUMA nodes
 */
public record Reproducer(
        String primitive,
        String scenario,
        Align align,
        Placement placement,
        CellSettings settings,
        int pairs,
        int cpus,
        int nodes) {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));
    private static final int CPUS_OF_A_PAIR = 2;

    /** Returns the cell of a run, with the machine of the run. */
    public static Reproducer of(RunResult run, CellResult cell) {
        return new Reproducer(
                cell.primitive(),
                cell.scenario(),
                cell.align(),
                cell.placement(),
                cell.settings(),
                Math.max(1, cell.pairs().size()),
                Math.max(CPUS_OF_A_PAIR, run.environment().machine().cpus()),
                Math.max(1, run.environment().nodes()));
    }

    Reproducer withScenario(String value) {
        return new Reproducer(primitive, value, align, placement, settings, pairs, cpus, nodes);
    }

    Reproducer withAlign(Align value) {
        return new Reproducer(primitive, scenario, value, placement, settings, pairs, cpus, nodes);
    }

    Reproducer withSettings(CellSettings value) {
        return new Reproducer(primitive, scenario, align, placement, value, pairs, cpus, nodes);
    }

    Reproducer withPairs(int value) {
        return new Reproducer(primitive, scenario, align, placement, settings, value, cpus, nodes);
    }

    Reproducer withMachine(int cpuCount, int nodeCount) {
        return new Reproducer(primitive, scenario, align, placement, settings, pairs, cpuCount, nodeCount);
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
        cell.put("placement", placement.label());
        cell.put("pairs", pairs);
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
}
