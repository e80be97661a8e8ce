// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.List;

/** Every struct of {@code timertorture.h}, as Java sees it. A test holds this to what C says. */
public final class Layouts {
    static final int NAME_LEN = 32;
    static final int ALIAS_LEN = 96;
    static final int TEXT_LEN = 384;
    static final int RELEASE_LEN = 72;
    static final int MAX_DISTANCES = 1024;
    private static final int ALIGN_OF_HEAD = 4;

    public static final Layout INFO = Layout.struct("tt_info")
            .u32("abi", "hz", "preemption", "clock", "clock_khz", "clock_cost")
            .u32("cpus_possible", "cpus_online", "nodes", "primitives", "scenarios", "flags")
            .text("release", RELEASE_LEN)
            .text("source", RELEASE_LEN)
            .u32("reserved", 8)
            .build();

    public static final Layout CPU = Layout.struct("tt_cpu")
            .u32("cpu", "flags", "node")
            .u32("reserved", 5)
            .build();

    public static final Layout NODE = Layout.struct("tt_node")
            .u32("node", "flags", "cpus")
            .u32("reserved", 5)
            .u8("distances", MAX_DISTANCES)
            .build();

    public static final Layout PRIMITIVE = Layout.struct("tt_primitive")
            .u32("index", "kind", "flags", "defect")
            .text("name", NAME_LEN)
            .text("kernel_name", NAME_LEN)
            .text("aliases", ALIAS_LEN)
            .text("shows_in", NAME_LEN)
            .text("description", TEXT_LEN)
            .text("reason", TEXT_LEN)
            .u32("reserved", 8)
            .build();

    public static final Layout SCENARIO = Layout.struct("tt_scenario")
            .u32("index", "aim", "aligns", "flags")
            .text("name", NAME_LEN)
            .text("description", TEXT_LEN)
            .text("reason", TEXT_LEN)
            .u32("rules", "rules_call", "rules_sync", "rules_shutdown", "handshakes")
            .u32("reserved", 3)
            .build();

    public static final Layout PAIR = Layout.struct("tt_pair")
            .u32("deleter_cpu", "base_cpu", "node", "third_cpu", "index")
            .u32("reserved", 3)
            .build();

    public static final Layout START = Layout.struct("tt_start")
            .text("primitive", NAME_LEN)
            .text("scenario", NAME_LEN)
            .u32("align", "flags", "handler_ns", "batch", "duration_ms", "slice_ms", "cell", "inject")
            .u32("timer_flags", "reserved0")
            .u64("seed")
            .u32("slots", "cold", "remote_ns", "skip")
            .u32("reserved", 4)
            .build();

    public static final Layout STOP =
            Layout.struct("tt_stop").u32("reserved", 4).build();

    public static final Layout VICTIM = Layout.struct("tt_victim")
            .u64("exits", "met", "escaped", "expiries")
            .u32("reserved", 8)
            .build();

    public static final Layout REC_HDR =
            Layout.struct("tt_rec_hdr").u32("type", "len").build();

    public static final Layout REC_START = record("tt_rec_start")
            .u32("cell", "primitive", "scenario", "pairs")
            .u64("clock", "mono_ns")
            .u32("early", "warp")
            .u64("warp_max")
            .u32("claims", "reserved")
            .build();

    public static final Layout REC_PROGRESS = record("tt_rec_progress")
            .u32("cell", "lost")
            .u64("elapsed_ns")
            .u64("attempts", Outcome.COUNT)
            .u64("expiries", "violations")
            .build();

    public static final Layout REC_VIOLATION = record("tt_rec_violation")
            .u32("cell", "rule", "pair", "cpu", "timer")
            .s32("ret")
            .u32("flags", "reserved")
            .u64("generation", "begin", "end", "entry", "exit")
            .build();

    public static final Layout BUCKET =
            Layout.struct("tt_bucket").u32("index", "reserved").u64("count").build();

    public static final Layout REC_HISTOGRAM = record("tt_rec_histogram")
            .u32("cell", "pair", "which", "buckets")
            .u64("count", "min", "max", "sum", "elapsed_ns")
            .build();

    public static final Layout REC_CALIBRATION = record("tt_rec_calibration")
            .u32("cell", "slice")
            .u64("recorded_ops", "recorded_ticks", "bare_ops", "bare_ticks")
            .build();

    public static final Layout REC_COUNTERS = record("tt_rec_counters")
            .u32("cell", "pair")
            .u64("attempts", Outcome.COUNT)
            .u64("expiries", "arms", "rearms", "doubtful_arms", "dequeues", "pending")
            .u64("returned", 4)
            .u64("disagreements", "disturbed", "outlived", "batches")
            .u32("batch", "deleter_cpu", "base_cpu", "node")
            .u64("gap_max", "gap_total", "handler_min", "handler_max")
            .u64("phases", Phase.values().length)
            .u32("third_cpu", "late_max")
            .u64("late", "third", "shutdown_arms", "hotplugs", "hotplugs_refused")
            .u64("drawn", Draw.values().length)
            .u64("checked", Rule.ARRAY_SIZE)
            .u64("violated", Rule.ARRAY_SIZE)
            .u64("drawn_level", Draw.LEVELS)
            .u64("drawn_ahead", Draw.AHEADS)
            .u64("phase_bins", Phase.BINS)
            .build();

    public static final Layout EVENT = Layout.struct("tt_event")
            .u64("clock", "generation")
            .u32("timer", "cpu", "what")
            .s32("value")
            .build();

    public static final Layout REC_EVENTS = record("tt_rec_events")
            .u32("cell", "pair", "rule", "timer", "events", "reserved")
            .build();

    public static final Layout REC_DEFEAT = record("tt_rec_defeat")
            .u32("cell", "pair")
            .u64(
                    "trials",
                    "defeated",
                    "holds",
                    "hung",
                    "lost",
                    "lost_defeated",
                    "touched",
                    "bugs",
                    "warnings",
                    "unlinked_twice",
                    "gave_up",
                    "spurious")
            .u32("slots", "handshakes", "cold", "remote_slots")
            .u64("warm_cost", "flushed_cost", "dirty_cost", "looked", "dirtied")
            .build();

    public static final Layout REC_END =
            record("tt_rec_end").u32("cell", "reason").u64("elapsed_ns", "lost").build();

    /** A buffer of this many bytes holds any record. */
    public static final int MAX_RECORD = REC_HISTOGRAM.size() + Buckets.COUNT * BUCKET.size();

    private Layouts() {}

    /** All of them, in the header's order. */
    public static List<Layout> all() {
        return List.of(
                INFO,
                CPU,
                NODE,
                PRIMITIVE,
                SCENARIO,
                PAIR,
                START,
                STOP,
                VICTIM,
                REC_HDR,
                REC_START,
                REC_PROGRESS,
                REC_VIOLATION,
                BUCKET,
                REC_HISTOGRAM,
                REC_CALIBRATION,
                REC_COUNTERS,
                EVENT,
                REC_EVENTS,
                REC_DEFEAT,
                REC_END);
    }

    private static Layout.Builder record(String name) {
        return Layout.struct(name).nested("hdr", REC_HDR, ALIGN_OF_HEAD);
    }
}
