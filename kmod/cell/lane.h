/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A lane: one pair of CPUs at work, with its timers, its workers, and what they
 * share.
 */
#ifndef TT_LANE_H
#define TT_LANE_H

#include <linux/atomic.h>
#include <linux/cache.h>
#include <linux/completion.h>
#include <linux/limits.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include <timertorture.h>

#include "cell/aims.h"
#include "cell/slots.h"
#include "cell/witness.h"
#include "cell/worker.h"
#include "timing/histogram.h"
#include "timing/pace.h"

#define TT_CALIBRATIONS		512	/* pairs of slices that a cell keeps */

struct timer_list;
struct tt_cell;
struct tt_forced;
struct tt_timer;
struct tt_timer_ops;
struct tt_trace;

/* Two adjoining slices of the direct loop: one that records, one that does not. */
struct tt_calibration {
	u64 recorded_ops;
	u64 recorded_ticks;
	u64 bare_ops;
	u64 bare_ticks;
};

/**
 * struct tt_round - the state of rounds; the armer writes it
 * @open: number of the open round, 0 if none is open
 * @batch: number of timers in this round
 * @quiet: handlers do not arm their timers again
 * @cpu_away: the base CPU goes off line in this round, so no handler publishes
 *	its index; see race/hotplug.c
 * @number: number of this round
 * @rested: the last round whose timers have come to rest
 * @count: rounds so far
 * @cleaned: timers that the armer dequeued after a round
 * @late: rounds with a handler that ran later than rule 8 allows
 * @late_max: jiffies by which a handler was late at most
 * @period: learned ticks from one handler to the next
 * @arm_cost: learned ticks that it takes to arm one timer
 */
struct tt_round {
	u64 open;
	u32 batch;
	u32 quiet;
	u32 cpu_away;
	u64 number;
	u64 rested;
	u64 count;
	u64 cleaned;
	u64 late;
	u32 late_max;
	u64 period;
	u64 arm_cost;
};

/**
 * struct tt_handlers - sums over all handlers; handlers on the base CPU write it
 * @fired: handlers that ran
 * @followed: handlers of the expiring engine that began right after another one
 * @last_exit: clock at the end of the last handler
 * @busy_ticks: time of this round's handlers, with the kernel's time between them
 * @min: duration of the shortest handler, in ticks
 * @max: duration of the longest handler, in ticks
 * @pace: speed of a counted loop on the base CPU
 * @late_max: in this round, jiffies past the expiry and its granule at most
 * @tally: what handlers on any CPU count, see tt_handlers_count()
 */
struct tt_handlers {
	u64 fired;
	u64 followed;
	u64 last_exit;
	u64 busy_ticks;
	u64 min;
	u64 max;
	struct tt_pace pace;
	u32 late_max;
	struct tt_counts tally;
};

/* Counts something rare. Handlers on several CPUs may do so at the same time. */
#define tt_handlers_count(handlers, what)	\
	atomic64_inc((atomic64_t *)&(handlers)->tally.what)

/**
 * struct tt_deletions - sums over all deletions; the deleter writes it
 * @calls: recorded calls of the direct engine
 * @gap_max: the longest time in which the spinning deleter did not run, in ticks
 * @gap_total: sum of the times that count as stolen, in ticks
 * @aims: what the chaser has learned
 */
struct tt_deletions {
	u64 calls;
	u64 gap_max;
	u64 gap_total;
	struct tt_aims aims;
};

/**
 * struct tt_hotplug - how the base CPU goes off line, see race/hotplug.c
 * @asked: the armer asks for a cycle, and sleeps until @back
 * @back: the CPU is back
 * @cycles: how often it went and came back
 * @refused: how often it would not go
 */
struct tt_hotplug {
	u32 asked;
	struct completion back;
	u64 cycles;
	u64 refused;
};

/**
 * struct tt_warp - the test whether the clock goes backwards between two CPUs
 * @lock: serialises their reads. Each pair has its own: if many pairs queued for one lock, the
 *	two CPUs of a pair would hardly read in turn, and a bad clock would pass
 * @last: the last value that one of them read
 * @max: by how many ticks the clock went backwards at most
 */
struct tt_warp {
	raw_spinlock_t lock;
	u64 last;
	u64 max;
};

/**
 * struct tt_findings - broken rules of a lane, and what led to the first one
 * @violated: by rule, how often it was broken
 * @explained: violations by mechanism
 * @frozen: the traces are kept as they are
 * @rule: rule whose violation froze them
 * @mechanism: its mechanism
 * @timer: index of the timer concerned
 * @clock: clock at the violation
 * @trace: TT_CONTEXTS traces
 */
struct tt_findings {
	atomic64_t violated[TT_RULES];
	atomic64_t explained[TT_MECHANISMS];
	u32 frozen;
	u32 rule;
	u32 mechanism;
	u32 timer;
	u64 clock;
	struct tt_trace *trace;
};

/**
 * struct tt_slowed - what a planted slowdown knows of the call that it slows
 * @calls: calls so far
 * @usual: about how long the call itself takes, in ticks
 */
struct tt_slowed {
	u64 calls;
	u64 usual;
};

/**
 * struct tt_measured - what the records of a lane are made from
 * @histogram: TT_HISTOGRAMS histograms
 * @calibration: slices of the calibrating loop; of the first lane only
 * @calibrations: number of complete entries in @calibration
 * @pending_at_stop: timers that were queued when the cell was stopped
 * @closed: 1 once rule 4 has been judged
 */
struct tt_measured {
	struct tt_histogram *histogram;
	struct tt_calibration *calibration;
	u32 calibrations;
	u64 pending_at_stop;
	u64 closed;
};

/**
 * struct tt_lane - a pair of CPUs at work
 * @cell: the cell that it belongs to
 * @timer_ops: how its timers are armed, taken and looked at
 * @handler: what the kernel calls when one of its timers expires
 * @pair: its CPUs, its node and its index
 * @timers: its timers
 * @timer_count: number of @timers
 * @deleter: worker that deletes
 * @armer: worker that arms
 * @third: worker that interferes
 * @round: written by the armer
 * @published: (round << 16 | index + 1) of the last handler that began; written by
 *	handlers on the base CPU, and the deleter spins on it
 * @asked: index + 1 of a timer that the deleter asks the third worker to arm, else 0
 * @lock: a lock that handlers and the deleter share, in scenarios that want one; 1 if it is held
 * @handlers: written by handlers on the base CPU; nobody waits for it
 * @deletions: written by the deleter
 * @hotplug: requests to take the base CPU off line
 * @slowed: written by the deleter, if its primitive is a planted slowdown
 * @order: how far the base has come, for rule 13
 * @warp: test of the clock
 * @findings: broken rules
 * @measured: histograms and sums
 * @machine: machine of a model's time
 * @forced: trials of a forced scenario, else NULL
 *
 * A round: the armer arms the batch for one jiffy and publishes the round's
 * number in @round.open. The handlers publish their indexes. The deleter, and
 * the third worker if there is one, set party.busy, follow the handlers, and
 * settle their attempts once the round has come to rest.
 *
 * The armer closes the round: it clears @round.open and waits until each
 * party.busy is clear. Both sides have a full barrier between their store and
 * their load, so that one of them sees the other's store (Dekker). The armer then
 * waits for the last handlers and publishes the round in @round.rested. The
 * monitor settles what is left when the cell stops, because a handler may still
 * be on its way then.
 */
struct tt_lane {
	struct tt_cell *cell;
	const struct tt_timer_ops *timer_ops;
	void (*handler)(struct timer_list *timer);
	struct tt_pair pair;
	struct tt_timer *timers;
	u32 timer_count;
	struct tt_worker deleter;
	struct tt_worker armer;
	struct tt_worker third;

	struct tt_round round ____cacheline_aligned;
	u64 published ____cacheline_aligned;
	u32 asked ____cacheline_aligned;
	u32 lock ____cacheline_aligned;
	struct tt_handlers handlers ____cacheline_aligned;
	struct tt_deletions deletions ____cacheline_aligned;
	struct tt_hotplug hotplug ____cacheline_aligned;
	struct tt_slowed slowed ____cacheline_aligned;
	struct tt_order order ____cacheline_aligned;

	struct tt_warp warp;
	struct tt_findings findings;
	struct tt_measured measured;
	struct tt_machine machine;
	struct tt_forced *forced;
};

/* Returns a worker by its context, which is below TT_WORKERS. */
static inline struct tt_worker *tt_lane_worker(struct tt_lane *lane, enum tt_context context)
{
	switch (context) {
	case TT_BY_DELETER:
		return &lane->deleter;
	case TT_BY_ARMER:
		return &lane->armer;
	default:
		return &lane->third;
	}
}

/* Returns the slot of the base CPU in the machine of a model. */
static inline struct tt_slot *tt_machine_home(const struct tt_lane *lane)
{
	return lane->machine.slot[lane->machine.home];
}

#endif /* TT_LANE_H */
