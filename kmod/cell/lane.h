/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A lane: a pair at work, its timers, its workers, and what they share.
 */
#ifndef TT_LANE_H
#define TT_LANE_H

#include <linux/atomic.h>
#include <linux/cache.h>
#include <linux/completion.h>
#include <linux/types.h>

#include <timertorture.h>

#include "race/aim.h"
#include "timing/histogram.h"
#include "history/history.h"
#include "timing/pace.h"
#include "cell/worker.h"

#define TT_CALIBRATIONS		512	/* pairs of slices that are kept */

struct tt_cell;
struct tt_defeat;
struct tt_timer;
struct tt_trace;

struct tt_calibration {
	u64 recorded_ops;
	u64 recorded_ticks;
	u64 bare_ops;
	u64 bare_ticks;
};

/**
 * struct tt_lane - a pair at work
 *
 * A round: the armer arms the batch for one jiffy and publishes its number in
 * @open; the handlers publish (round, index) in @current_index; the deleter,
 * and the third CPU's worker if there is one, set their party's busy, follow
 * them, and settle what they did once the round has come to rest. The armer
 * closes it by clearing @open and waiting for every busy to fall: both sides
 * have a full barrier between their store and their load, so one of them sees
 * the other (Dekker). It then waits for the last handlers and publishes the
 * round in @rested. What is not settled when the cell stops is left to the
 * monitor: a handler may still be on its way.
 */
struct tt_lane {
	struct tt_cell *cell;
	u32 index;
	u32 deleter_cpu;
	u32 base_cpu;
	u32 third_cpu;
	u32 node;
	struct tt_worker deleter;
	struct tt_worker armer;
	struct tt_worker third;
	struct tt_timer *timers;
	u32 timer_count;

	/* written by the armer */
	struct {
		u64 open;
		u32 batch;
		u32 quiet;	/* handlers do not arm their timers again */
		u32 sweep;	/* this round there is nobody to follow: see hotplug.c */
		u64 round;
		u64 rested;	/* the last one whose timers have come to rest */
		u64 rounds;
		u64 cleaned;
		u64 late;	/* rounds whose timers were late: rule 8 */
		u32 late_max;
		u64 period;	/* from handler to handler, learned, ticks */
		u64 arm_cost;	/* of one timer, learned, ticks */
	} ____cacheline_aligned;

	/* written by handlers, all on the base CPU; the deleter spins on it */
	u64 current_index ____cacheline_aligned;	/* round << 16 | index + 1 */

	/* written by handlers, read by nobody who is in a hurry */
	struct {
		u64 fired;
		u64 last_exit;
		u64 busy_ticks;	/* of this round's handlers and the kernel between them */
		u64 handler_min;
		u64 handler_max;
		struct tt_pace pace;	/* of handlers */
		u32 round_late_max;	/* of this round, jiffies past expiry and granule */
	} ____cacheline_aligned;

	/* written by the deleter */
	struct {
		u64 calls;		/* recorded ones of the direct engine */
		u64 gap_max;
		u64 gap_total;
		struct tt_aims aims;
	} ____cacheline_aligned;

	/* see hotplug.c */
	u32 away;		/* the armer asks for it, and sleeps */
	struct completion back;
	u64 hotplugs;
	u64 hotplugs_refused;

	u64 warp_last;
	u64 warp_max;
	u64 pending_at_stop;
	u64 closed;		/* rule 4 was judged */
	atomic64_t violated[TT_RULES];
	u32 frozen;		/* the traces are kept as they are */
	u32 traced_rule;	/* that froze them */
	u32 traced_timer;
	u64 traced_clock;	/* ticks, of the violation */
	struct tt_trace *trace;	/* TT_CONTEXTS of them */
	struct tt_hist *hist;	/* TT_HISTOGRAMS of them */
	struct tt_calibration *calibration;	/* of lane 0 only */
	u32 calibrations;	/* complete ones */
	struct tt_machine machine;	/* of a model's time */
	struct tt_defeat *defeat;	/* of a forced scenario, else NULL */
};

/* @number: in the order of enum tt_context */
static inline struct tt_worker *tt_lane_worker(struct tt_lane *lane, u32 number)
{
	switch (number) {
	case TT_BY_DELETER:
		return &lane->deleter;
	case TT_BY_ARMER:
		return &lane->armer;
	default:
		return &lane->third;
	}
}

static inline struct tt_slot *tt_model_home(const struct tt_lane *lane)
{
	return lane->machine.slot[lane->machine.home];
}

#endif /* TT_LANE_H */
