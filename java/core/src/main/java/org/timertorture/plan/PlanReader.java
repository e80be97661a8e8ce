// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Cold;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.ModelSettings;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.TimerFlag;
import org.timertorture.uapi.Uapi;

/**
 * Reads a plan file. Every error message has the file and line and states what was expected. The names of primitives
 * and scenarios are not checked here, because they depend on the kernel.
 */
public final class PlanReader {
    private static final Set<String> PLAN_FIELDS =
            Set.of("name", "description", "seconds", "cpus", "nodes", "kernel-args", "turn", "oracle", "cells");
    private static final Set<String> CELL_FIELDS = Set.of(
            "primitive",
            "scenario",
            "align",
            "handler",
            "batch",
            "timer",
            "placement",
            "pairs",
            "expect",
            "weight",
            "repeat",
            "calibrate",
            "hotplug",
            "even",
            "stalls",
            "slice",
            "inject",
            "slots",
            "cold",
            "remote-ns",
            "skip",
            "trials");
    /** As many pairs as the host's CPUs can run at the same time; the second word is the one of older plans. */
    private static final Set<String> HOST_CPUS = Set.of("host-cpus", "at-once");

    private static final Set<String> PAIR_FIELDS = Set.of("deleter", "base", "node", "third");

    /** The batch size that lets the engine choose. */
    static final String AUTO_BATCH = "auto";

    private static final double DEFAULT_SECONDS = 10;
    private static final double MOST_SECONDS = 86_400;
    private static final int MOST_HANDSHAKES = 32;
    private static final int MOST_WEIGHT = 1_000;
    private static final int MOST_REPEATS = 1_000;
    private static final int MOST_CPUS = 8_192;
    private static final int MOST_NODES = 1_024;
    private static final long NS_PER_MS = 1_000_000;
    private static final long LEAST_TURN_MS = 50;
    private static final long MOST_SLICE_NS = 60_000 * NS_PER_MS;

    private final String source;

    private PlanReader(String source) {
        this.source = source;
    }

    /**
     * Reads a plan.
     *
     * @param source the file's name, for messages
     * @param defaultName the plan's name if it does not give one
     * @throws PlanException if it is not a plan
     */
    public static Plan read(String source, String defaultName, Reader reader) throws IOException, PlanException {
        return new PlanReader(source).plan(defaultName, YamlTree.read(source, reader));
    }

    private Plan plan(String defaultName, YamlNode root) throws PlanException {
        Fields fields = Fields.of(source, root, "a plan", PLAN_FIELDS);
        YamlNode list = fields.required("cells", "a list of cells");
        if (!(list instanceof YamlNode.Sequence sequence) || sequence.items().isEmpty()) {
            throw Fields.complaint(source, list.line(), "cells: expected a list of cells, found " + list.kind());
        }
        List<CellSpec> cells = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            cells.add(cell(item));
        }
        return new Plan(
                fields.text("name", defaultName),
                fields.text("description", ""),
                source,
                fields.number("seconds", DEFAULT_SECONDS, RacingTime.LEAST_SECONDS_A_CELL, MOST_SECONDS),
                fields.has("cpus") ? Optional.of(fields.integer("cpus", 0, 1, MOST_CPUS)) : Optional.empty(),
                fields.has("nodes") ? Optional.of(fields.integer("nodes", 0, 1, MOST_NODES)) : Optional.empty(),
                fields.has("kernel-args")
                        ? fields.convert("kernel-args", "arguments for the kernel", KernelArguments::parse)
                        : KernelArguments.NONE,
                turnMs(fields),
                fields.truth("oracle"),
                cells);
    }

    private static long turnMs(Fields fields) throws PlanException {
        long ms = fields.nanos("turn", 0, MOST_SLICE_NS) / NS_PER_MS;
        if (fields.has("turn") && ms < LEAST_TURN_MS) {
            throw fields.at("turn", "expected at least " + LEAST_TURN_MS + "ms, found " + ms + "ms");
        }
        return ms;
    }

    private CellSpec cell(YamlNode item) throws PlanException {
        Fields f = Fields.of(source, item, "a cell", CELL_FIELDS);
        List<String> scenarios = f.names("scenario", "the name of a scenario");
        if (scenarios.size() != 1) {
            throw f.at("scenario", "expected one scenario, found a list");
        }
        return new CellSpec(
                f.line(),
                f.names("primitive", "the name of a primitive or a list of them"),
                scenarios.get(0),
                choice(f, "align", Align.values()),
                choice(f, "placement", Placement.values()),
                pairs(f),
                f.integer("weight", 1, 1, MOST_WEIGHT),
                f.has("expect")
                        ? Optional.of(f.convert("expect", "pass, any, crash or fail(RULE)", Expectation::parse))
                        : Optional.empty(),
                f.integer("repeat", 1, 1, MOST_REPEATS),
                variants(f),
                false);
    }

    /** Returns the settings of one entry: every model for each batch size. */
    private List<CellSettings> variants(Fields f) throws PlanException {
        CellSettings settings = CellSettings.DEFAULT
                .withHandlerNs(f.nanos("handler", CellSettings.DEFAULT.handlerNs(), Uapi.MAX_HANDLER_NS))
                .withTimer(timer(f))
                .withCalibrate(f.truth("calibrate"))
                .withHotplug(f.truth("hotplug"))
                .withEven(f.truth("even"))
                .withStalls(
                        f.has("stalls")
                                ? f.convert("stalls", StallsText.EXPECTED, StallsText::parse)
                                : CellSettings.NO_STALLS)
                .withSliceMs(f.nanos("slice", 0, MOST_SLICE_NS) / NS_PER_MS)
                .withInject(choice(f, "inject", Inject.values()).orElse(Inject.NONE));
        List<ModelSettings> models = models(f);
        List<CellSettings> variants = new ArrayList<>();
        for (int batch : batches(f)) {
            models.forEach(m -> variants.add(settings.withBatch(batch).withModel(m)));
        }
        return variants;
    }

    /** Returns one model for each way to be cold and, within that, for each number of slots. */
    private List<ModelSettings> models(Fields f) throws PlanException {
        ModelSettings model = ModelSettings.DEFAULT
                .withRemoteNs(f.integer("remote-ns", 0, 0, Uapi.MAX_REMOTE_NS))
                .withSkip(f.integer("skip", 0, 0, MOST_HANDSHAKES))
                .withTrials(f.integer("trials", 0, 1, Uapi.MAX_BATCH));
        List<Integer> slots = f.integers("slots", 0, Uapi.MIN_SLOTS, Uapi.MAX_SLOTS);
        List<ModelSettings> models = new ArrayList<>();
        for (Cold cold : colds(f)) {
            slots.forEach(n -> models.add(model.withCold(cold).withSlots(n)));
        }
        return models;
    }

    private static List<Cold> colds(Fields f) throws PlanException {
        if (!f.has("cold")) {
            return List.of(Cold.NONE);
        }
        String valid = String.join(", ", Named.labels(Cold.values()));
        List<Cold> colds = new ArrayList<>();
        for (String word : f.names("cold", "one of " + valid + " or a list of them")) {
            colds.add(Named.parse(Cold.values(), word)
                    .orElseThrow(() -> f.at("cold", "expected some of " + valid + ", found \"" + word + "\"")));
        }
        return colds;
    }

    private <T extends Named> Optional<T> choice(Fields f, String field, T[] values) throws PlanException {
        if (!f.has(field)) {
            return Optional.empty();
        }
        String valid = String.join(", ", Named.labels(values));
        String text = f.convert(field, "one of " + valid, t -> t);
        Optional<T> value = Named.parse(values, text);
        if (value.isEmpty()) {
            throw f.at(field, "expected one of " + valid + ", found \"" + text + "\"");
        }
        return value;
    }

    /** Reads one batch size or a list of them. */
    private static List<Integer> batches(Fields f) throws PlanException {
        if (!f.has("batch")) {
            return List.of(CellSettings.AUTO_BATCH);
        }
        String expected = "expected " + AUTO_BATCH + " or a whole number from 1 to " + Uapi.MAX_BATCH;
        List<Integer> batches = new ArrayList<>();
        for (String word : f.names("batch", AUTO_BATCH + ", a number or a list of them")) {
            batches.add(
                    word.equals(AUTO_BATCH)
                            ? CellSettings.AUTO_BATCH
                            : batch(word).orElseThrow(() -> f.at("batch", expected + ", found \"" + word + "\"")));
        }
        return batches;
    }

    private static Optional<Integer> batch(String word) {
        try {
            return Optional.of(Integer.parseInt(word)).filter(n -> n >= 1 && n <= Uapi.MAX_BATCH);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Set<TimerFlag> timer(Fields f) throws PlanException {
        if (!f.has("timer")) {
            return CellSettings.DEFAULT.timer();
        }
        String valid = String.join(", ", Named.labels(TimerFlag.values()));
        EnumSet<TimerFlag> flags = EnumSet.noneOf(TimerFlag.class);
        for (String word : f.list("timer", "a list of " + valid)) {
            flags.add(Named.parse(TimerFlag.values(), word)
                    .orElseThrow(() -> f.at("timer", "expected some of " + valid + ", found \"" + word + "\"")));
        }
        return flags;
    }

    private PairChoice pairs(Fields f) throws PlanException {
        Optional<YamlNode> node = f.node("pairs");
        if (node.isEmpty()
                || node.get() instanceof YamlNode.Scalar scalar && scalar.text().equals("all")) {
            return new PairChoice.All();
        }
        if (node.get() instanceof YamlNode.Scalar scalar && HOST_CPUS.contains(scalar.text())) {
            return new PairChoice.AtOnce();
        }
        if (!(node.get() instanceof YamlNode.Sequence sequence)) {
            return new PairChoice.Count(f.integer("pairs", 1, 1, Uapi.MAX_PAIRS));
        }
        if (f.has("placement")) {
            throw f.at("pairs", "expected either placement or a list of pairs, found both");
        }
        List<Pair> pairs = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            pairs.add(pair(item));
        }
        if (pairs.isEmpty() || pairs.size() > Uapi.MAX_PAIRS) {
            throw f.at("pairs", "expected 1 to " + Uapi.MAX_PAIRS + " pairs, found " + pairs.size());
        }
        return new PairChoice.Listed(pairs);
    }

    private Pair pair(YamlNode item) throws PlanException {
        Fields f = Fields.of(source, item, "a pair", PAIR_FIELDS);
        return new Pair(
                f.integer(f.required("deleter", "the CPU that deletes"), "deleter", 0, MOST_CPUS - 1),
                f.integer(f.required("base", "the CPU that arms"), "base", 0, MOST_CPUS - 1),
                f.integer("node", PairChoice.Listed.BASE_NODE, 0, MOST_NODES - 1),
                f.integer("third", Uapi.NO_CPU, 0, MOST_CPUS - 1));
    }
}
