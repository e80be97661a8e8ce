// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.Map;
import java.util.Optional;

/** Says in one sentence why a cell cannot start: the setting, its value, and what is allowed. */
public final class RefusalSentence {
    private static final long NS_PER_MS = 1_000_000;
    private static final long PERMILLE_PER_PERCENT = 10;
    private static final long PERMILLE = 1_000;

    private final Refusal refusal;
    private final String primitive;
    private final String scenario;
    private final int handshakes;

    private RefusalSentence(Refusal refusal, String primitive, String scenario, int handshakes) {
        this.refusal = refusal;
        this.primitive = primitive;
        this.scenario = scenario;
        this.handshakes = handshakes;
    }

    @FunctionalInterface
    private interface Words {
        String of(RefusalSentence about);
    }

    private static final Map<String, Words> WORDS = Map.ofEntries(
            Map.entry("busy", s -> "another run has it"),
            Map.entry("reserved", s -> "a reserved field of struct tt_start is not zero"),
            Map.entry("name_too_long", s -> "a name has no end"),
            Map.entry("primitive_unknown", s -> "this kernel's module has no primitive " + s.primitive),
            Map.entry("scenario_unknown", s -> "this kernel's module has no scenario " + s.scenario),
            Map.entry("primitive_available", s -> s.primitive + " is not available on this kernel"),
            Map.entry("scenario_available", s -> s.scenario + " is not available on this kernel"),
            Map.entry("align_range", RefusalSentence::numbers),
            Map.entry("align_of_scenario", s -> "scenario " + s.scenario + " does not have this one"),
            Map.entry("flags_known", s -> "expected flags of TT_START_*, found " + s.hex()),
            Map.entry("timer_flags_known", s -> "expected flags of TT_TIMER_*, found " + s.hex()),
            Map.entry("inject_range", RefusalSentence::numbers),
            Map.entry("handler_range", s -> s.durations(1)),
            Map.entry("duration_range", s -> s.durations(NS_PER_MS)),
            Map.entry("slice_range", s -> s.durations(NS_PER_MS)),
            Map.entry("batch_range", RefusalSentence::numbers),
            Map.entry("batch_time", RefusalSentence::batchOfTick),
            Map.entry(
                    "batch_time_rearmed",
                    s -> s.batchOfTick() + " in scenario " + s.scenario + ", which arms timers again meanwhile"),
            Map.entry(
                    "batch_time_irqsafe",
                    s -> "the handlers of a batch of irqsafe timers may keep interrupts off for "
                            + DurationText.of(s.refusal.value()) + " together; at most "
                            + DurationText.of(s.refusal.max()) + " are allowed"),
            Map.entry("shutdown_only", s -> s.primitives("shut the timer down", "does")),
            Map.entry("sync_only", s -> s.primitives("wait for the handler", "does")),
            Map.entry("models_only", s -> s.primitives("are models of old kernels", "is")),
            Map.entry(
                    "not_for_models",
                    s -> "scenario " + s.scenario + " is not for models of old kernels, and " + s.primitive
                            + " is one"),
            Map.entry("arms_only", s -> s.primitives("arm the timer", "does")),
            Map.entry(
                    "idle_only",
                    s -> "in scenario " + s.scenario + " the timer is queued already, and " + s.primitive
                            + " is for idle timers only"),
            Map.entry("expires_only", s -> s.primitives("let the timer expire", "does")),
            Map.entry("scenario_of_arming", s -> s.primitive + " does not delete the timer"),
            Map.entry(
                    "asks_at_rest",
                    s -> "in scenario " + s.scenario + " others arm the timer, so that no answer of " + s.primitive
                            + " can be judged"),
            Map.entry(
                    "hardirq_waits",
                    s -> s.primitive + " waits for the handler, which a hard interrupt may do for timers with the flag"
                            + " irqsafe only"),
            Map.entry("scenario_of_expiry", s -> s.primitive + " lets the timer expire instead of deleting it"),
            Map.entry("slots_of_model", RefusalSentence::modelOnly),
            Map.entry("cold_of_model", RefusalSentence::modelOnly),
            Map.entry("remote_of_model", RefusalSentence::modelOnly),
            Map.entry("slots_range", RefusalSentence::numbers),
            Map.entry("cold_range", RefusalSentence::numbers),
            Map.entry(
                    "cold_writer",
                    s -> "nobody can write to the lines: each CPU of the pairs deletes; add a pair with another base"
                            + " CPU, or a third CPU"),
            Map.entry("remote_range", s -> s.durations(1)),
            Map.entry(
                    "search_range",
                    s -> "a search of all slots may cost " + DurationText.of(s.refusal.value()) + "; at most "
                            + DurationText.of(s.refusal.max()) + " are allowed"),
            Map.entry(
                    "search_of_cpus",
                    s -> "without slots the model has one for each CPU of this machine, and a search of them all costs"
                            + " too much"),
            Map.entry("skip_of_forced", s -> "scenario " + s.scenario + " has no handshakes to leave out"),
            Map.entry(
                    "skip_range",
                    s -> "expected 1 to " + s.handshakes + ", the handshakes of " + s.scenario + ", found "
                            + (s.handshakes + s.refusal.value())),
            Map.entry("hotplug_align", s -> "only align chase takes CPUs off line"),
            Map.entry("even_align", s -> "only align chase can choose a phase of a handler"),
            Map.entry("hotplug_scenario", s -> "scenario " + s.scenario + " keeps its CPUs on line"),
            Map.entry(
                    "hotplug_model",
                    s -> "models of old kernels keep their CPUs on line, and " + s.primitive + " is one"),
            Map.entry(
                    "calibrate_primitive",
                    s -> s.primitive + " shuts its timer down, so the cost of recording cannot be measured"),
            Map.entry(
                    "calibrate_native",
                    s -> "the cost of recording is measured for native primitives, and " + s.primitive + " is none"),
            Map.entry("calibrate_scenario", s -> "the cost of recording cannot be measured in scenario " + s.scenario),
            Map.entry("not_local", s -> "scenario " + s.scenario + " cannot be local: it needs another CPU to delete"),
            Map.entry(
                    "not_remote", s -> "scenario " + s.scenario + " cannot be remote: the CPU that arms has to delete"),
            Map.entry(
                    "third_cpu",
                    s -> "scenario " + s.scenario + " needs a third CPU in each pair; missing in " + s.refusal.value()),
            Map.entry("unsafe_primitive", s -> s.primitive + " may take the kernel down and needs unsafe=1"),
            Map.entry("unsafe_scenario", s -> s.scenario + " may take the kernel down and needs unsafe=1"),
            Map.entry("unsafe_inject", s -> "an injected fault needs unsafe=1"),
            Map.entry("unsafe_hotplug", s -> "taking CPUs off line needs unsafe=1"),
            Map.entry("unsafe_stalls", s -> "stalling the kernel's timer code needs unsafe=1"),
            Map.entry(
                    "unsafe_irqsafe",
                    s -> "the handler of an irqsafe timer keeps interrupts off too long without unsafe=1"),
            Map.entry(
                    "unsafe_irqsafe_rearmed",
                    s -> "the handlers of an irqsafe timer that is armed again keep interrupts off too long without"
                            + " unsafe=1"),
            Map.entry("pairs_range", RefusalSentence::numbers),
            Map.entry("cpu_offline", s -> "one of the CPUs is not online"),
            Map.entry("by_loading", s -> "scenario " + s.scenario + " runs by loading and unloading the victim module"),
            Map.entry("stalled_place_unknown", s -> "this kernel has no such function, or it is shorter"),
            Map.entry("cannot_flush", s -> "this CPU has no instruction that flushes a cache line"),
            Map.entry("no_memory", s -> "the kernel has no memory for this cell"));

    /** Returns whether there is a sentence for a check. */
    public static boolean knows(String check) {
        return WORDS.containsKey(check);
    }

    /**
     * The sentence, which begins with the setting.
     *
     * @param primitive name of the cell's primitive
     */
    public static String of(Refusal refusal, String primitive, Catalogue.Scenario scenario) {
        RefusalSentence about = new RefusalSentence(refusal, primitive, scenario.name(), scenario.handshakes());
        return refusal.setting() + ": "
                + Optional.ofNullable(WORDS.get(refusal.check()))
                        .map(words -> words.of(about))
                        .orElseGet(() -> "the module's check " + refusal.check() + " failed; " + about.numbers());
    }

    private String numbers() {
        return expected(Long.toString(refusal.min()), Long.toString(refusal.max()), Long.toString(refusal.value()));
    }

    private String durations(long unitNs) {
        return expected(
                DurationText.of(refusal.min() * unitNs),
                DurationText.of(refusal.max() * unitNs),
                DurationText.of(refusal.value() * unitNs));
    }

    private static String expected(String min, String max, String found) {
        return "expected " + min + " to " + max + ", found " + found;
    }

    private String hex() {
        return "0x" + Long.toHexString(refusal.value());
    }

    private String batchOfTick() {
        return "its handlers take " + tenths(refusal.value()) + " of a tick together; at most " + tenths(refusal.max())
                + " are allowed";
    }

    private static String tenths(long permille) {
        return permille < PERMILLE
                ? permille / PERMILLE_PER_PERCENT + " %"
                : "%.1f times the length".formatted((double) permille / PERMILLE);
    }

    private String primitives(String what, String verb) {
        return "scenario " + scenario + " is for primitives that " + what + ", and " + primitive + " " + verb + " not";
    }

    private String modelOnly() {
        return "only models of old kernels have this setting, and " + primitive + " is none";
    }
}
