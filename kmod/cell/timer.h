/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A timer under torture and its ledger.
 *
 * Between two rounds the armer writes a timer's arm. The handler writes its
 * runs, and the arm if it arms the timer again. The deleter writes what it did
 * to the timer. Fields that another CPU reads are written with WRITE_ONCE() or a
 * release.
 */
#ifndef TT_TIMER_H
#define TT_TIMER_H

#include <linux/atomic.h>
#include <linux/bits.h>
#include <linux/cache.h>
#include <linux/limits.h>
#include <linux/timer.h>
#include <linux/types.h>

#include "cell/lane.h"
#include "cell/slots.h"
#include "compat.h"

#define TT_NEVER		U64_MAX
#define TT_REARM_BUDGET		8
#define TT_FAR_JIFFIES		(3600 * HZ)	/* expiry of a timer that must not fire */
#define TT_ARM_BEGUN		BIT_ULL(32)	/* for tt_timer_ledger.arming */
#define TT_ARM_ENDED		BIT_ULL(0)
#define TT_POISON		0x6b6b6b6b6b6b6b6bULL

/**
 * struct tt_stamp - one run of a handler
 * @generation: generation of the arm that it consumed
 * @entry: clock at its beginning, TT_NEVER if it has not begun
 * @exit: clock at its end, 0 while it runs
 */
struct tt_stamp {
	u64 generation;
	u64 entry;
	u64 exit;
};

/**
 * struct tt_timer_ledger - what the deleter and the armer write
 * @runs_at_open: number of runs when the open round was opened
 * @shutdown_begun: a shutdown call has begun, so arming has no effect until the
 *	next set-up
 * @granule: jiffies between two buckets of the wheel level that the timer is on
 * @dequeued_in: round in which a deletion returned 1
 * @due: the smallest expiry of an arm that is not consumed, in jiffies
 * @shutdown_returned: a shutdown call has returned
 * @freed: the deleter considers the timer freed
 * @deleted: a deletion has returned, and nobody has armed the timer since
 * @cancelled: another CPU that has not begun to arm the timer does so no more
 * @arming: arming calls of other CPUs: how many began in the upper half, how
 *	many ended in the lower half
 * @encountered: the generation whose run was the last to count as an encounter
 */
struct tt_timer_ledger {
	u64 runs_at_open;
	u32 shutdown_begun;
	u32 granule;
	u64 dequeued_in;
	unsigned long due;
	u32 shutdown_returned;
	u32 freed;
	u32 deleted;
	u32 cancelled;
	atomic64_t arming;
	u64 encountered;
};

/**
 * struct tt_timer_runs - what the handler writes
 * @begun: number of runs that began
 * @in_handler: number of handlers of this timer that run now
 * @no_run_before: a deletion has promised that no handler runs before the next
 *	arm; 1 plus the number of arming calls that had begun then, else 0.
 *	The deleter writes it
 * @past_half: the handler is past the middle of its duration
 * @lagged: the handler armed it so long after its expiry that it may be on an outer level
 * @moved: the handler that runs has armed its timer on another base of its CPU, or
 *	is about to: the mechanism; else 0
 * @early: jiffies by which the last handler that broke rule 7 began too early
 * @first_store: generation, the first plain store of a run
 * @last_store: generation, the last plain store of a run
 * @payload: written at the end of a run; TT_POISON while the timer counts as freed
 * @ended: number of runs that ended
 * @arms: re-arms by the handler that found the timer idle
 * @rearms: re-arms by the handler that found the timer pending
 * @doubtful_arms: re-arms by the handler that may have come after a shutdown
 * @stamp: the last two runs
 */
struct tt_timer_runs {
	u64 begun;
	atomic_t in_handler;
	u32 no_run_before;
	u32 past_half;
	u32 lagged;
	u32 moved;
	s32 early;
	u64 first_store;
	u64 last_store;
	u64 payload;
	u64 ended;
	u64 arms;
	u64 rearms;
	u64 doubtful_arms;
	struct tt_stamp stamp[2];
};

/**
 * struct tt_move - how a third party armed the timer in this round; it writes it
 * @begun: generation of the timer at its last arm
 * @expires: the smallest expiry that it asked for, from before the call on
 * @generation: of the timer, if the call changed the expiry of a queued timer. The fields
 *	below are of such a call
 * @was: the expiry before the call
 * @index: number of the bucket that the timer was in after the call
 * @softirqs: timer softirqs of the base CPU, counted after the call
 */
struct tt_move {
	u64 begun;
	unsigned long expires;
	u64 generation;
	unsigned long was;
	u32 index;
	u32 softirqs;
};

/**
 * struct tt_timer - a timer and its ledger
 * @timer: the kernel's timer
 * @lane: lane that it belongs to
 * @index: its index in the lane
 * @rearms_left: how often the handler may still arm it again. The armer refills
 *	it, so that handlers that keep the armer from running end by themselves
 * @wanted: the expiry for which a call under test arms it
 * @generation: number of the last arm. Its run is stamped in
 *	stamp[generation & 1], so that a round can be settled while the next
 *	round runs
 * @ledger: written by the deleter and the armer
 * @run: written by the handler
 * @move: written by a third party that arms it
 * @model: what the deletion of an old kernel sees of the timer
 *
 * The fields that the kernel and the handler use, those that the deleter and the
 * armer use, and those that the handler writes have separate cache lines, because
 * the race is also one of cache lines.
 */
struct tt_timer {
	struct timer_list timer;
	struct tt_lane *lane;
	u32 index;
	u32 rearms_left;
	unsigned long wanted;
	u64 generation;
	struct tt_timer_ledger ledger ____cacheline_aligned;
	struct tt_timer_runs run ____cacheline_aligned;
	struct tt_move move ____cacheline_aligned;
	struct tt_model model;
} ____cacheline_aligned;

/**
 * struct tt_timer_ops - how the timers of a lane are armed, taken and looked at
 * @handler: what the kernel calls when a timer expires; NULL for tt_handler()
 * @create: makes what the lane needs; an error undoes nothing, @free does
 * @free: frees what @create made
 * @start: starts the helpers of the cell, with all its CPUs online
 * @stop: stops them
 * @measure: called by the deleter before the cell begins
 * @init: prepares a timer
 * @begin_generation: called before a timer is armed anew
 * @arm: arms the timer on the calling CPU and returns what mod_timer() returns
 * @arm_on_base: arms an idle timer on the base CPU
 * @may_rearm: whether the handler may arm its timer again
 * @queued: whether the timer is queued
 * @taken: called after the kernel's timer was dequeued or found idle; returns
 *	whether the timer was queued
 * @before_call: called right before a timed call
 * @after_call: called after a timed call
 *
 * tt_native_timers are the kernel's own. The helpers below do not call through
 * the table for them, because an indirect call in a hot path would be measured
 * too.
 */
struct tt_timer_ops {
	void (*handler)(struct timer_list *timer);
	int (*create)(struct tt_lane *lane);
	void (*free)(struct tt_lane *lane);
	int (*start)(struct tt_cell *cell);
	void (*stop)(struct tt_cell *cell);
	void (*measure)(struct tt_worker *deleter);
	void (*init)(struct tt_timer *t);
	void (*begin_generation)(struct tt_timer *t);
	int (*arm)(struct tt_timer *t, unsigned long expires);
	void (*arm_on_base)(struct tt_timer *t, unsigned long expires);
	bool (*may_rearm)(const struct tt_timer *t);
	bool (*queued)(const struct tt_timer *t);
	bool (*taken)(struct tt_timer *t, bool dequeued);
	void (*before_call)(struct tt_lane *lane);
	void (*after_call)(struct tt_timer *t);
};

/* The flags that timer_setup() takes for the timers of a cell */
u32 tt_timer_flags(const struct tt_cell *cell);

void tt_timer_init(struct tt_lane *lane, struct tt_timer *t, u32 index);

/*
 * Sets the timer up again after a shutdown call, or after a call that changed its
 * flags. Only the owner of the timer calls it, in process context.
 */
void tt_timer_renew(struct tt_timer *t);

/* Dequeues the timer without waiting. Returns true if it was queued. */
bool tt_timer_take(struct tt_timer *t);

/* Dequeues the timer and waits for its handler. Returns true if it was queued. */
bool tt_timer_take_sync(struct tt_timer *t);

/*
 * Counts a new generation. The only owner of the timer calls it right before it
 * arms the timer. The lock that arming takes hands the timer to the handler.
 */
void tt_timer_next_generation(struct tt_timer *t, unsigned long expires);

/* Lowers the timer's due time to @expires, unless it is smaller already. */
void tt_timer_due_by(struct tt_timer *t, unsigned long expires);

/* Returns the run that consumed @generation, or NULL if there is none yet. */
static inline const struct tt_stamp *tt_stamp_of(const struct tt_timer *t, u64 generation)
{
	const struct tt_stamp *stamp = &t->run.stamp[generation & 1];

	/* Pairs with the release in tt_handler_run(). */
	if (smp_load_acquire(&stamp->entry) == TT_NEVER ||
	    READ_ONCE(stamp->generation) != generation)
		return NULL;
	return stamp;
}

extern const struct tt_timer_ops tt_native_timers;

static inline bool tt_timers_native(const struct tt_lane *lane)
{
	return likely(lane->timer_ops == &tt_native_timers);
}

/*
 * Returns whether the timer is queued. The kernel's timer of a model may expire
 * without effect, so it does not count there.
 */
static inline bool tt_timer_queued(const struct tt_timer *t)
{
	if (tt_timers_native(t->lane))
		return timer_pending(&t->timer);
	return t->lane->timer_ops->queued(t);
}

/* Arms the timer on the calling CPU and returns what mod_timer() returns. */
static inline int tt_timer_arm(struct tt_timer *t, unsigned long expires)
{
	if (tt_timers_native(t->lane))
		return mod_timer(&t->timer, expires);
	return t->lane->timer_ops->arm(t, expires);
}

/* Arms an idle timer on the base CPU. Only the owner of the timer calls it. */
static inline void tt_timer_arm_on_base(struct tt_timer *t, unsigned long expires)
{
	if (tt_timers_native(t->lane)) {
		t->timer.expires = expires;
		add_timer_on(&t->timer, t->lane->pair.base_cpu);
		return;
	}
	t->lane->timer_ops->arm_on_base(t, expires);
}

/* Returns whether a timer that was just dequeued, or was not, counts as queued. */
static inline bool tt_timer_taken(struct tt_timer *t, bool dequeued)
{
	if (tt_timers_native(t->lane))
		return dequeued;
	return t->lane->timer_ops->taken(t, dequeued);
}

#endif /* TT_TIMER_H */
