// SPDX-License-Identifier: GPL-2.0-only
/*
 * The direct loop: the timer never fires, so that every call's outcome is
 * known before.
 */
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/timer.h>

#include "race/engine.h"

#define TT_BLOCK	256	/* operations between two looks at the rest of the world */

enum tt_direct_kind {
	TT_DIRECT_LOCAL,	/* armed by the deleter's CPU */
	TT_DIRECT_REMOTE,	/* armed for another CPU */
	TT_DIRECT_IDLE,		/* not armed */
};

static __always_inline void tt_direct_arm(struct tt_worker *worker, struct tt_timer *t,
					  enum tt_direct_kind kind)
{
	if (kind == TT_DIRECT_LOCAL) {
		if (tt_timer_arm(t, jiffies + TT_FAR_JIFFIES))
			worker->tally.rearms++;
		else
			worker->tally.arms++;
	} else if (kind == TT_DIRECT_REMOTE) {
		/* Its only owner, and it is idle. */
		tt_timer_arm_on_base(t, jiffies + TT_FAR_JIFFIES);
		worker->tally.arms++;
	}
}

static void tt_direct_returned(struct tt_tally *tally, int ret)
{
	tally->returned[ret >= -1 && ret <= 1 ? ret + 1 : 3]++;
	tally->dequeues += ret == 1;
}

/* Counted apart: a tick, softirq or context switch fell into it. */
static noinline void tt_direct_disturbed(struct tt_worker *worker, u64 start, u64 begin, u64 end)
{
	struct tt_lane *lane = worker->lane;

	tt_hist_add(&lane->hist[TT_DISTURBED], end - begin);
	worker->tally.disturbed++;
	tt_gap_note(lane, start);
}

static noinline void tt_direct_odd(struct tt_lane *lane, u64 begin, u64 end, int ret, int expected)
{
	struct tt_attempt a = { .begin = begin, .end = end, .ret = ret };
	struct tt_timer *t = &lane->timers[0];

	tt_judge_direct(lane, t, &a, expected);
	if (tt_timer_take_sync(t))
		lane->cleaned++;
}

/*
 * TT_BLOCK operations. @kind, @bare and @model are constants: this loop's own cost is
 * what it is judged by. @bare: with the clock reads only, no checks and no
 * histograms, which is what the cost of recording is measured against.
 */
static __always_inline void tt_direct_block(struct tt_worker *worker,
					    const enum tt_direct_kind kind, const bool bare,
					    const bool model)
{
	struct tt_lane *lane = worker->lane;
	struct tt_tally *tally = &worker->tally;
	int (*call)(struct timer_list *timer) = worker->call;
	const int expected = kind != TT_DIRECT_IDLE;
	const unsigned int outcome = expected ? TT_EARLY : TT_LATE;
	struct tt_hist *called = &lane->hist[outcome];
	struct tt_hist *armed = &lane->hist[TT_ARM];
	struct tt_timer *t = &lane->timers[0];
	u64 interrupt = worker->interrupt_ticks;
	u64 shortest = worker->shortest;
	int i, odd = 0;

	WRITE_ONCE(worker->party.call_since, jiffies | 1);
	for (i = 0; i < TT_BLOCK; i++) {
		bool disturbed = false;
		u64 start, begin, end;
		int ret;

		if (!bare && worker->shutdown) {
			tt_timer_renew(t);
			WRITE_ONCE(t->shut, 1);
		}
		start = tt_clock();
		tt_direct_arm(worker, t, kind);
		if (model)
			tt_machine_chill(lane);
		begin = tt_clock();
		ret = call(&t->timer);
		end = tt_clock();
		if (unlikely(ret != expected)) {
			tt_direct_returned(tally, ret);
			odd++;
		}
		if (bare) {
			barrier_data(&start);
			barrier_data(&begin);
			barrier_data(&end);
			continue;
		}
		/* One comparison for both a long one and a new shortest one. */
		if (unlikely(end - start - shortest >= interrupt)) {
			disturbed = tt_disturbed(worker, end - start);
			shortest = worker->shortest;
		}
		if (likely(!disturbed)) {
			tt_hist_add(called, end - begin);
			if (kind != TT_DIRECT_IDLE)
				tt_hist_add(armed, begin - start);
		} else {
			tt_direct_disturbed(worker, start, begin, end);
		}
		if (model) {
			tt_model_silence(t);
			tt_machine_look(lane);
		}
		if (unlikely(ret != expected || timer_pending(&t->timer)))
			tt_direct_odd(lane, begin, end, ret, expected);
	}
	WRITE_ONCE(worker->party.call_since, 0);
	tally->returned[1 + expected] += TT_BLOCK - odd;
	if (expected)
		tally->dequeues += TT_BLOCK - odd;
	if (!bare) {
		WRITE_ONCE(tally->attempts[outcome], tally->attempts[outcome] + TT_BLOCK);
		lane->calls += TT_BLOCK;
	}
}

static void tt_direct_run_block(struct tt_worker *worker, enum tt_direct_kind kind)
{
	switch (kind) {
	case TT_DIRECT_LOCAL:
		tt_direct_block(worker, TT_DIRECT_LOCAL, false, false);
		break;
	case TT_DIRECT_REMOTE:
		tt_direct_block(worker, TT_DIRECT_REMOTE, false, false);
		break;
	case TT_DIRECT_IDLE:
		tt_direct_block(worker, TT_DIRECT_IDLE, false, false);
		break;
	}
}

static void tt_direct_run_bare(struct tt_worker *worker, enum tt_direct_kind kind)
{
	switch (kind) {
	case TT_DIRECT_LOCAL:
		tt_direct_block(worker, TT_DIRECT_LOCAL, true, false);
		break;
	case TT_DIRECT_REMOTE:
		tt_direct_block(worker, TT_DIRECT_REMOTE, true, false);
		break;
	case TT_DIRECT_IDLE:
		tt_direct_block(worker, TT_DIRECT_IDLE, true, false);
		break;
	}
}

/* Of a model: with the real timer in tow, and lines made cold. */
static void tt_direct_run_model(struct tt_worker *worker, enum tt_direct_kind kind)
{
	switch (kind) {
	case TT_DIRECT_LOCAL:
		tt_direct_block(worker, TT_DIRECT_LOCAL, false, true);
		break;
	case TT_DIRECT_REMOTE:
		tt_direct_block(worker, TT_DIRECT_REMOTE, false, true);
		break;
	case TT_DIRECT_IDLE:
		tt_direct_block(worker, TT_DIRECT_IDLE, false, true);
		break;
	}
}

/*
 * Lets the timer expire on its base CPU and end, bounded. A deletion of what has
 * expired changes nothing, so that a block of them follows one expiry.
 */
static void tt_direct_expire(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_timer *t = &lane->timers[0];
	unsigned long deadline = jiffies + TT_ROUND_GRACE;

	tt_timer_renew(t);
	t->runs_at_open = READ_ONCE(t->runs);
	tt_timer_next_generation(t, jiffies);
	tt_timer_arm_on_base(t, t->due);
	worker->tally.arms++;
	while ((READ_ONCE(t->runs) == t->runs_at_open || atomic_read_acquire(&t->in_handler)) &&
	       time_before(jiffies, deadline) && !tt_stopped(lane->cell))
		tt_pause(lane->cell);
	/* What has not fired by then is taken back; the block is of a deleted timer. */
	if (tt_timer_take_sync(t))
		lane->cleaned++;
}

static void tt_direct_slice(struct tt_worker *worker, enum tt_direct_kind kind,
			    struct tt_calibration *c, bool bare)
{
	struct tt_cell *cell = worker->lane->cell;
	u64 length = tt_ns_to_ticks((u64)cell->want.slice_ms * NSEC_PER_MSEC);
	u64 begin = tt_clock(), now;
	u64 ops = 0;

	worker->noise = tt_disturbances(worker);
	do {
		if (bare)
			tt_direct_run_bare(worker, kind);
		else
			tt_direct_run_block(worker, kind);
		ops += TT_BLOCK;
		cond_resched();
		now = tt_clock();
	} while (now - begin < length && !tt_stopped(cell));
	if (bare) {
		c->bare_ops = ops;
		c->bare_ticks = now - begin;
	} else {
		c->recorded_ops = ops;
		c->recorded_ticks = now - begin;
	}
}

static enum tt_direct_kind tt_direct_kind(const struct tt_lane *lane)
{
	if (lane->cell->scen->traits & TT_TRAIT_IDLE)
		return TT_DIRECT_IDLE;
	return lane->base_cpu == lane->deleter_cpu ? TT_DIRECT_LOCAL : TT_DIRECT_REMOTE;
}

void tt_run_direct(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;
	enum tt_direct_kind kind = tt_direct_kind(lane);

	/* of calls that cannot meet a handler, none is worth it */
	WRITE_ONCE(worker->traced, true);
	worker->noise = tt_disturbances(worker);
	while (cell->want.flags & TT_START_CALIBRATE && !tt_stopped(cell) &&
	       lane->calibrations < TT_CALIBRATIONS && !lane->index) {
		struct tt_calibration *c = &lane->calibration[lane->calibrations];
		/* Which of the two goes first alternates, so that a drift favours neither. */
		bool bare_first = lane->calibrations & 1;

		tt_direct_slice(worker, kind, c, bare_first);
		tt_direct_slice(worker, kind, c, !bare_first);
		/* The monitor reads it after this; one cut short by the stop is dropped. */
		if (!tt_stopped(cell))
			/* pairs with the acquire in tt_report_calibrations() */
			smp_store_release(&lane->calibrations, lane->calibrations + 1);
	}
	while (!tt_stopped(cell)) {
		if (cell->scen->traits & TT_TRAIT_EXPIRED)
			tt_direct_expire(worker);
		if (worker->model)
			tt_direct_run_model(worker, kind);
		else
			tt_direct_run_block(worker, kind);
		cond_resched();
	}
}
