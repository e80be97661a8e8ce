// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.List;

/**
 * One record of the stream that {@code read()} yields. "Ticks" are raw reads of the module's clock. Arrays are by
 * number: outcomes by {@link Outcome}, phases by {@link Phase}, rules by {@link Rule#number()}.
 */
public sealed interface KernelRecord {

    /** The cell that it belongs to: the number that {@code TT_START} was given; -1 if not known. */
    int cell();

    /**
     * The cell's workers have passed the start barrier.
     *
     * @param primitive index
     * @param scenario index
     * @param clock ticks at the barrier
     * @param monoNs CLOCK_MONOTONIC at the same moment
     * @param early workers that began before the last one had arrived
     * @param warp pairs whose clocks were seen going backwards
     * @param warpMax by how many ticks at most
     * @param claims mask of the rules that are checked in this cell
     */
    record Started(
            int cell,
            int primitive,
            int scenario,
            int pairs,
            long clock,
            long monoNs,
            long early,
            long warp,
            long warpMax,
            long claims)
            implements KernelRecord {}

    /**
     * Every 100 ms; sums over all pairs so far.
     *
     * @param lost records dropped so far because nobody read
     * @param attempts by outcome
     * @param expiries handlers that ran
     * @param violations of any rule
     */
    record Progress(int cell, long lost, long elapsedNs, List<Long> attempts, long expiries, long violations)
            implements KernelRecord {
        public Progress {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * The evidence of one broken rule.
     *
     * @param rule its number
     * @param pair index
     * @param cpu that saw it
     * @param timer index in the batch; {@link #SUM} for a sum over the cell
     * @param returned what the call returned
     * @param inHandler the handler was running when seen
     * @param pending the timer was queued when seen
     * @param byHandler seen by the handler, else by the deleter or the ledger
     * @param generation of the timer; for a sum: arms
     * @param begin of the call, ticks; for a sum: expiries
     * @param end of the call, ticks; for a sum: dequeues
     * @param entry of the handler of that generation, ticks, 0 if it never began; for a sum: pending at the end
     * @param exit of the handler, ticks, 0 if it had not ended; for a sum: arms that a shutdown may have undone
     */
    record Violation(
            int cell,
            int rule,
            int pair,
            int cpu,
            long timer,
            int returned,
            boolean inHandler,
            boolean pending,
            boolean byHandler,
            long generation,
            long begin,
            long end,
            long entry,
            long exit)
            implements KernelRecord {
        /** {@link #timer()} of a sum over the cell. */
        public static final long SUM = 0xffff_ffffL;

        public boolean sum() {
            return timer == SUM;
        }
    }

    /**
     * One filled bucket.
     *
     * @param index of {@link Buckets}
     */
    record Bucket(int index, long count) {}

    /**
     * What one slice of time saw of the aimed outcome, all pairs.
     *
     * @param slice number from 0
     * @param elapsedNs its end, since the start barrier
     */
    record Slice(int cell, int slice, Outcome which, long elapsedNs, long count, List<Bucket> buckets)
            implements KernelRecord {
        public Slice {
            buckets = List.copyOf(buckets);
        }
    }

    /**
     * Durations of calls of one pair in the whole cell, in ticks.
     *
     * @param which what kind of calls
     * @param min exact
     * @param max exact
     */
    record HistogramRecord(
            int cell, int pair, Which which, long count, long min, long max, long sum, List<Bucket> buckets)
            implements KernelRecord {
        public HistogramRecord {
            buckets = List.copyOf(buckets);
        }

        /** What a histogram is of. Ordinals are the header's numbers. */
        public enum Which implements Named {
            EARLY,
            ENCOUNTER,
            LATE,
            /** Arming, not an outcome. */
            ARM,
            /** Any outcome, with a tick, softirq or context switch inside. */
            DISTURBED
        }
    }

    /** Two adjoining slices of one loop: with recording and checks, and with the clock reads only. */
    record Calibration(int cell, int slice, long recordedOps, long recordedTicks, long bareOps, long bareTicks)
            implements KernelRecord {}

    /**
     * One pair, after its timers came to rest.
     *
     * @param attempts by outcome
     * @param expiries handlers that ran
     * @param arms that found the timer idle
     * @param rearms that found it pending
     * @param doubtfulArms that overlapped or followed a shutdown
     * @param dequeues deletions that dequeued
     * @param pending timers queued when the cell was stopped
     * @param returned calls by value: -1, 0, 1, any other
     * @param disagreements encounters without -1 or the other way round, where the call can return it
     * @param disturbed calls with a tick, softirq or context switch inside
     * @param outlived calls that did not return -1 and, by stamps, left their handler running
     * @param batches armed
     * @param batch size of the last one
     * @param gapMax largest gap in the deleter's clock while it spun, ticks
     * @param gapTotal sum of the gaps over 50 us, ticks
     * @param handlerMin shortest handler, ticks
     * @param handlerMax longest, ticks
     * @param phases by phase
     * @param thirdCpu where somebody else interfered; {@link Pair#NO_CPU} if nobody did
     * @param lateMax a handler's start after its expiry and its level's granule, jiffies, largest
     * @param late rounds with a handler that began later than rule 8's bound, but did begin
     * @param third arms and deletions of the third CPU
     * @param shutdownArms arms that began after a shutdown had returned
     * @param hotplugs how often the base CPU went off line and came back
     * @param hotplugsRefused how often it would not go
     * @param drawn new expiries by {@link Draw}
     * @param checked by rule
     * @param violated by rule
     * @param drawnLevel new expiries by the level of the timer wheel that they are on
     * @param drawnAhead what the third CPU did, by how many handlers ahead it aimed
     * @param phaseBins finer than the phases: see {@link Phase#BINS}
     */
    record Counters(
            int cell,
            int pair,
            List<Long> attempts,
            long expiries,
            long arms,
            long rearms,
            long doubtfulArms,
            long dequeues,
            long pending,
            List<Long> returned,
            long disagreements,
            long disturbed,
            long outlived,
            long batches,
            long batch,
            int deleterCpu,
            int baseCpu,
            int node,
            long gapMax,
            long gapTotal,
            long handlerMin,
            long handlerMax,
            List<Long> phases,
            int thirdCpu,
            long lateMax,
            long late,
            long third,
            long shutdownArms,
            long hotplugs,
            long hotplugsRefused,
            List<Long> drawn,
            List<Long> checked,
            List<Long> violated,
            List<Long> drawnLevel,
            List<Long> drawnAhead,
            List<Long> phaseBins)
            implements KernelRecord {
        public Counters {
            attempts = List.copyOf(attempts);
            returned = List.copyOf(returned);
            phases = List.copyOf(phases);
            drawn = List.copyOf(drawn);
            checked = List.copyOf(checked);
            violated = List.copyOf(violated);
            drawnLevel = List.copyOf(drawnLevel);
            drawnAhead = List.copyOf(drawnAhead);
            phaseBins = List.copyOf(phaseBins);
        }
    }

    /**
     * Something that happened to a timer.
     *
     * @param clock ticks
     * @param generation of the timer, as whoever wrote it saw it
     * @param timer index in the batch
     * @param cpu that wrote it
     * @param value see {@link EventKind}
     */
    record Event(long clock, long generation, long timer, int cpu, EventKind what, int value) {}

    /**
     * What led to a cell's first violation: the last events of one context of one CPU.
     *
     * @param pair index
     * @param rule its number
     * @param timer index in the batch of the timer concerned; {@link Violation#SUM} for a sum
     * @param events oldest first
     */
    record Events(int cell, int pair, int rule, long timer, List<Event> events) implements KernelRecord {
        public Events {
            events = List.copyOf(events);
        }
    }

    /**
     * Of one pair of a cell with a model or a forced race.
     *
     * @param trials of the script; each is one of the next four, hung among them
     * @param defeated the race was won against the primitive
     * @param holds it was not
     * @param hung the deletion would have spun for ever
     * @param lost the steps did not follow the script
     * @param lostDefeated of these, came out as a defeat all the same
     * @param touched trials in which something was used after it counted as freed
     * @param bugs the model's BUG_ON() saw something
     * @param warnings its warning did
     * @param unlinkedTwice it unlinked a timer that was not queued
     * @param gaveUp it spun until it was stopped
     * @param spurious real timers that rang for a model that was not due
     * @param slots of the model's machine
     * @param handshakes of the script
     * @param cold {@link Cold}'s ordinal, as asked for
     * @param remoteSlots slots on other nodes than the deleter's
     * @param warmCost reading a line that this CPU has in its cache, ticks
     * @param flushedCost one that was flushed, ticks
     * @param dirtyCost one that another CPU has written, ticks
     * @param looked slots that were looked at before a timed call
     * @param dirtied of these, written by their owner since the call before
     */
    record Defeat(
            int cell,
            int pair,
            long trials,
            long defeated,
            long holds,
            long hung,
            long lost,
            long lostDefeated,
            long touched,
            long bugs,
            long warnings,
            long unlinkedTwice,
            long gaveUp,
            long spurious,
            int slots,
            int handshakes,
            int cold,
            int remoteSlots,
            long warmCost,
            long flushedCost,
            long dirtyCost,
            long looked,
            long dirtied)
            implements KernelRecord {}

    /**
     * The last record of a cell.
     *
     * @param elapsedNs from the start barrier to the stop
     * @param lost records dropped because nobody read
     */
    record End(int cell, EndReason reason, long elapsedNs, long lost) implements KernelRecord {}

    /** A record of a later module; skipped. */
    record Unknown(int type, int length) implements KernelRecord {
        @Override
        public int cell() {
            return -1;
        }
    }
}
