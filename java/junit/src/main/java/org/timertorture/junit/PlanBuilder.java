// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanReader;
import org.timertorture.plan.Plans;
import org.timertorture.result.RunResult;

/**
 * Builds a plan. Keys and values are those of a plan file. A value that is wrong, and a name that the kernel does not
 * have, is refused by the call that gives it.
 *
 * <pre>{@code
 * target.plan("mine")
 *         .seconds(3)
 *         .cell("rearm", "timer_delete_sync", "timer_shutdown_sync").handler("500ns")
 *         .cell("pending", "timer_delete").placement("local")
 *         .run();
 * }</pre>
 *
 * <p>A plan that was built is kept as a file in the folder {@code plans} of the results, so that the command line can
 * race it again.
 */
public final class PlanBuilder {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    /** A plan that is built has no lines that its author knows. */
    private static final Pattern LINE = Pattern.compile(": line \\d+");

    private final Target target;
    private final String name;
    private final ObjectNode plan = YAML.createObjectNode();
    private final ArrayNode cells = YAML.createArrayNode();

    PlanBuilder(Target target, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new PlanRefusedException("plan \"" + name + "\": expected letters, digits, and . _ -");
        }
        this.target = target;
        this.name = name;
        plan.put("name", name);
    }

    /** Sets the racing time of all cells together, in seconds; 10 unless set. */
    public PlanBuilder seconds(double seconds) {
        return set("seconds", seconds);
    }

    /** Makes the run prove first, for a moment, that each planted defect is caught. */
    public PlanBuilder oracle() {
        return set("oracle", true);
    }

    /** Makes cells take turns: each races so long, as in {@code 150ms}, before any races for twice as long. */
    public PlanBuilder turn(String duration) {
        return set("turn", duration);
    }

    private PlanBuilder set(String key, Object value) {
        plan.set(key, YAML.valueToTree(value));
        ObjectNode whole = plan.deepCopy();
        whole.withArray("cells").addObject().put("primitive", "null").put("scenario", "idle");
        read(whole);
        return this;
    }

    /**
     * Adds a cell for each primitive.
     *
     * @param scenario the name of a scenario
     * @param primitives names of primitives, also older ones; at least one
     * @return a builder that sets these cells, and goes on with the plan
     * @throws PlanRefusedException if the kernel's catalogue lacks one of the names
     */
    public CellBuilder cell(String scenario, String... primitives) {
        Catalogue catalogue = target.catalogue();
        if (catalogue.scenarioNamed(scenario).isEmpty()) {
            throw unknown(
                    "scenario",
                    scenario,
                    catalogue.scenarios().stream().map(Catalogue.Scenario::name).toList());
        }
        if (primitives.length == 0) {
            throw new PlanRefusedException("plan " + name + ": " + scenario + ": expected a primitive at least");
        }
        for (String primitive : primitives) {
            if (catalogue.primitive(primitive, true).isEmpty()) {
                throw unknown("primitive", primitive, catalogue.primitivesThat(p -> true));
            }
        }
        ObjectNode cell = cells.addObject();
        ArrayNode names = cell.putArray("primitive");
        List.of(primitives).forEach(names::add);
        cell.put("scenario", scenario);
        return new CellBuilder(cell);
    }

    private PlanRefusedException unknown(String what, String wrong, List<String> valid) {
        return new PlanRefusedException("plan " + name + ": " + target.kernel() + " has no " + what + " \"" + wrong
                + "\"" + NearestNames.among(valid, wrong));
    }

    private Plan read(ObjectNode whole) {
        try {
            return PlanReader.read("plan " + name, name, new StringReader(YAML.writeValueAsString(whole)));
        } catch (PlanException e) {
            throw new PlanRefusedException(LINE.matcher(e.getMessage()).replaceFirst(""), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Plan build() {
        ObjectNode whole = plan.deepCopy();
        whole.set("cells", cells);
        try {
            return Plans.load(kept(YAML.writeValueAsBytes(whole)).toString());
        } catch (PlanException e) {
            throw new PlanRefusedException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep plan " + name + ": " + e.getMessage(), e);
        }
    }

    /** Writes the plan to a file whose name tells its contents, unless it is there. */
    private Path kept(byte[] yaml) throws IOException {
        byte[] text = ("# SPDX-License-Identifier: Apache-2.0\n"
                        + new String(yaml, StandardCharsets.UTF_8).substring("---\n".length()))
                .getBytes(StandardCharsets.UTF_8);
        Path folder = Files.createDirectories(target.plans());
        Path file = folder.resolve(
                name + "-" + UUID.nameUUIDFromBytes(text).toString().substring(0, 8) + ".yaml");
        if (!Files.exists(file)) {
            Path part = Files.write(Files.createTempFile(folder, name, ".part"), text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /** Sets the cells that {@link PlanBuilder#cell} added, and goes on with the plan. */
    public final class CellBuilder {
        private final ObjectNode cell;

        private CellBuilder(ObjectNode cell) {
            this.cell = cell;
        }

        /** Sets how the two sides are brought together: {@code chase}, {@code spin} or {@code none}. */
        public CellBuilder align(String engine) {
            return set("align", engine);
        }

        /** Sets how long a handler runs, as in {@code 500ns} or {@code 2us}. */
        public CellBuilder handler(String duration) {
            return set("handler", duration);
        }

        /** Sets how many timers the chase arms for one tick. */
        public CellBuilder batch(int timers) {
            return set("batch", timers);
        }

        /** Sets the flags of the timers: {@code pinned}, {@code deferrable}, {@code irqsafe}. */
        public CellBuilder timer(String... flags) {
            return set("timer", List.of(flags));
        }

        /** Sets which CPU deletes: {@code local} for the one that armed the timer, or {@code remote}. */
        public CellBuilder placement(String placement) {
            return set("placement", placement);
        }

        /** Races on as many pairs of CPUs as there are. */
        public CellBuilder allPairs() {
            return set("pairs", "all");
        }

        /** Sets what the cells must do: {@code pass}, {@code any}, {@code fail(RULE)} or {@code crash}. */
        public CellBuilder expect(String expectation) {
            return set("expect", expectation);
        }

        /** Sets the share of the racing time, in proportion to other cells; 1 unless set. */
        public CellBuilder weight(int weight) {
            return set("weight", weight);
        }

        /** Sets how often the cells run; once unless set. */
        public CellBuilder repeat(int times) {
            return set("repeat", times);
        }

        /** Takes base CPUs offline and back meanwhile. */
        public CellBuilder hotplug() {
            return set("hotplug", true);
        }

        /** Makes every other deletion for a phase of a handler that is drawn at random, so that all are reached. */
        public CellBuilder even() {
            return set("even", true);
        }

        /**
         * Sets a key of a plan file for which there is no method.
         *
         * @param value a number, a text, a truth value, or a list or a map of these
         */
        public CellBuilder set(String key, Object value) {
            cell.set(key, YAML.valueToTree(value));
            ObjectNode whole = plan.deepCopy();
            whole.withArray("cells").add(cell);
            read(whole);
            return this;
        }

        /** Adds further cells; see {@link PlanBuilder#cell}. */
        public CellBuilder cell(String scenario, String... primitives) {
            return PlanBuilder.this.cell(scenario, primitives);
        }

        /** Sets the racing time of all cells together, in seconds. */
        public CellBuilder seconds(double seconds) {
            PlanBuilder.this.seconds(seconds);
            return this;
        }

        /** Returns the plan. */
        public Plan build() {
            return PlanBuilder.this.build();
        }

        /** Builds the plan and races it; see {@link Target#run(Plan)}. */
        public RunResult run() {
            return target.run(build());
        }
    }
}
