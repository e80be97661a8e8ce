/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A timer under torture and its ledger.
 *
 * Who writes what: the armer a timer's arm, between two rounds; the handler its
 * runs, and the arm if it arms it again; the deleter what it has done to it.
 * Fields that another CPU reads are written with WRITE_ONCE() or a release.
 */
#ifndef TT_TIMER_H
#define TT_TIMER_H

#include <linux/atomic.h>
#include <linux/bits.h>
#include <linux/cache.h>
#include <linux/types.h>

#include "cell/cell.h"
#include "history/history.h"
#include "compat.h"

#define TT_NEVER		U64_MAX
#define TT_REARM_BUDGET		8
#define TT_FAR_JIFFIES		(3600 * HZ)	/* armed "far ahead" */
#define TT_ARM_BEGUN		BIT_ULL(32)	/* tt_timer.arming */
#define TT_ARM_ENDED		BIT_ULL(0)
#define TT_POISON		0x6b6b6b6b6b6b6b6bULL

/**
 * struct tt_stamp - one run of a handler
 * @generation: of the arm that it consumed
 * @entry: ticks, its first act; TT_NEVER if there was none
 * @exit: ticks, its last; 0 while it runs
 */
struct tt_stamp {
	u64 generation;
	u64 entry;
	u64 exit;
};

/**
 * struct tt_timer - a timer and its ledger
 *
 * What the kernel and the handler touch, what the deleter and the armer touch,
 * and what the handler writes have cache lines of their own: the race is also
 * one of cache lines.
 *
 * @timer: the real one
 * @lane: it belongs to
 * @index: in the lane
 * @rearms_left: the handler's budget; the armer refills it, so that handlers
 *	that starve the armer end by themselves
 * @generation: of the last arm; its run is stamped in stamp[generation & 1],
 *	so that a round can be settled while the next runs
 * @runs_at_open: of the round that is open
 * @shut: a shutdown call began; arming is void until the next set-up
 * @gone: round in which a deletion returned 1
 * @due: the smallest expiry of an arm that is not consumed, jiffies
 * @granule: of the wheel level that it is on, jiffies
 * @shut_done: a shutdown call has returned
 * @freed: the deleter counts it as freed
 * @arming: arming calls of others than the armer: begun in the upper half, ended in the lower
 * @in_handler: how many of its handlers run
 * @dead: a call that promises so has returned: no run until the next arm
 * @half: the handler is past the half of its time
 * @first: first plain store of a run: its generation
 * @last: last plain store of a run: its generation
 * @payload: what a handler writes at its end; TT_POISON while it counts as freed
 * @runs: handlers that ended
 * @self_arms: by the handler, that found it idle
 * @self_rearms: by the handler, that found it pending
 * @doubtful_arms: by the handler, that may have come after a shutdown
 * @stamp: the last two runs
 * @model: what an old kernel's deletion sees of it
 */
struct tt_timer {
	struct timer_list timer;
	struct tt_lane *lane;
	u32 index;
	u32 rearms_left;
	u64 generation;
	u64 runs_at_open ____cacheline_aligned;
	u32 shut;
	u32 granule;
	u64 gone;
	unsigned long due;
	u32 shut_done;
	u32 freed;
	atomic64_t arming;
	struct {
		atomic_t in_handler;
		u32 dead;
		u32 half;
		u64 first;
		u64 last;
		u64 payload;
		u64 runs;
		u64 self_arms;
		u64 self_rearms;
		u64 doubtful_arms;
		struct tt_stamp stamp[2];
	} ____cacheline_aligned;
	struct tt_model model;
} ____cacheline_aligned;

/* What arms a timer that others may arm too. */
enum tt_arming {
	TT_MOD_TIMER,
	TT_TIMER_REDUCE,
	TT_MOD_TIMER_PENDING,
};

/* timer.c: a timer and its handler */
void tt_timer_init(struct tt_lane *lane, struct tt_timer *t, u32 index);
void tt_timer_renew(struct tt_timer *t);
bool tt_timer_take(struct tt_timer *t);
bool tt_timer_take_sync(struct tt_timer *t);
bool tt_timer_took(struct tt_timer *t, bool dequeued);
void tt_timer_next_generation(struct tt_timer *t, unsigned long expires);
const struct tt_stamp *tt_stamp_of(const struct tt_timer *t, u64 generation);
int tt_arm_shared(struct tt_worker *worker, struct tt_timer *t, unsigned long expires,
		  enum tt_arming how);

/* Of a model, what its era had: the real timer may ring for nothing. */
static inline bool tt_timer_queued(const struct tt_timer *t)
{
	return t->lane->cell->era ? READ_ONCE(t->model.queued) : timer_pending(&t->timer);
}

/* Arms it on the CPU that calls. Returns what mod_timer() did. */
static inline int tt_timer_arm(struct tt_timer *t, unsigned long expires)
{
	if (unlikely(t->lane->cell->era))
		return tt_model_arm(NULL, t, tt_model_home(t->lane), expires, tt_ring_here);
	return mod_timer(&t->timer, expires);
}

/* Arms it on the base CPU; its only owner calls, and it is idle. */
static inline void tt_timer_arm_on_base(struct tt_timer *t, unsigned long expires)
{
	if (unlikely(t->lane->cell->era)) {
		tt_model_arm(NULL, t, tt_model_home(t->lane), expires, tt_ring_on_base);
		return;
	}
	t->timer.expires = expires;
	add_timer_on(&t->timer, t->lane->base_cpu);
}

#endif /* TT_TIMER_H */
