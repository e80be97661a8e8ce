// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import java.util.function.ToLongFunction;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.PrimitiveFlag;
import org.timertorture.uapi.ScenarioFlag;
import org.timertorture.uapi.StartStruct;
import org.timertorture.uapi.Uapi;

/**
 * What a start check can look at. The kernel module computes the same facts ({@code enum tt_fact} in
 * {@code start_check.c}), and a test asks both about the same settings.
 */
enum Fact {
    ALIGN(facts -> facts.u32(StartStruct::align)),
    FLAGS(facts -> facts.u32(StartStruct::flags)),
    HANDLER_NS(facts -> facts.u32(StartStruct::handlerNs)),
    BATCH(facts -> facts.u32(StartStruct::batch)),
    DURATION_MS(facts -> facts.u32(StartStruct::durationMs)),
    SLICE_MS(facts -> facts.u32(StartStruct::sliceMs)),
    INJECT(facts -> facts.u32(StartStruct::inject)),
    TIMER_FLAGS(facts -> facts.u32(StartStruct::timerFlags)),
    SLOTS(facts -> facts.u32(StartStruct::slots)),
    COLD(facts -> facts.u32(StartStruct::cold)),
    REMOTE_NS(facts -> facts.u32(StartStruct::remoteNs)),
    SKIP(facts -> facts.u32(StartStruct::skip)),
    /** 1 if the kernel's timer code is stalled, else 0. */
    STALLS(facts -> facts.start().stalls().isEmpty() ? 0 : 1),

    PRIMITIVE_KIND(facts -> facts.primitive().kind().number()),
    PRIMITIVE_FLAGS(facts -> PrimitiveFlag.mask(facts.primitive().flags())),
    SCENARIO_FLAGS(facts -> ScenarioFlag.mask(facts.scenario().flags())),

    /** 1 if the scenario has this align, else 0. */
    ALIGN_OFFERED(facts -> Align.mask(facts.scenario().aligns()) >> facts.u32(StartStruct::align) & 1),
    /** How far skip is past the last handshake of the scenario. */
    SKIP_BEYOND(
            facts -> Math.max(0, facts.u32(StartStruct::skip) - facts.scenario().handshakes())),
    /** What the handlers of a batch take together, at least, in thousandths of a tick, rounded up. */
    BATCH_PERMILLE(facts -> {
        long permille = 1_000_000;
        return (batchNs(facts) * facts.hz() + permille - 1) / permille;
    }),
    /** How long the handlers of a batch keep interrupts off if the timers are irqsafe. */
    IRQS_OFF_NS(Fact::irqsOffNs),
    /** What the slots of a model cost together, if all are distant. */
    SEARCH_NS(facts -> facts.u32(StartStruct::slots) * facts.u32(StartStruct::remoteNs)),

    PAIRS(facts -> facts.pairs().size()),
    LOCAL_PAIRS(facts -> facts.pairs().stream().filter(Pair::local).count()),
    REMOTE_PAIRS(facts -> facts.pairs().stream().filter(p -> !p.local()).count()),
    PAIRS_WITHOUT_THIRD(
            facts -> facts.pairs().stream().filter(p -> !p.hasThird()).count()),
    /** CPUs of the pairs that are no deleter's. */
    WRITER_CPUS(facts -> facts.pairs().stream()
            .mapToInt(p -> (p.local() ? 0 : 1) + (p.hasThird() ? 1 : 0))
            .sum()),

    /** Whether the module was loaded with unsafe=1. */
    UNSAFE(facts -> facts.unsafe() ? 1 : 0);

    private final ToLongFunction<StartFacts> value;

    Fact(ToLongFunction<StartFacts> value) {
        this.value = value;
    }

    long of(StartFacts facts) {
        return value.applyAsLong(facts);
    }

    private static long batchNs(StartFacts facts) {
        return facts.u32(StartStruct::batch) * (facts.u32(StartStruct::handlerNs) + Uapi.HANDLER_OVERHEAD_NS);
    }

    /** Two batches may follow each other where timers are armed again meanwhile. */
    private static long irqsOffNs(StartFacts facts) {
        boolean rearmed = facts.scenario().flags().contains(ScenarioFlag.REARMED);
        return facts.u32(StartStruct::batch)
                * (facts.u32(StartStruct::handlerNs) + Uapi.IRQSAFE_OVERHEAD_NS)
                * (rearmed ? 2 : 1);
    }

    static List<String> names() {
        return List.of(values()).stream().map(Fact::name).toList();
    }
}
