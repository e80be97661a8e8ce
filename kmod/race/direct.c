// SPDX-License-Identifier: GPL-2.0-only
/*
 * The direct loop: the timer never fires, so the outcome of each call is known before.
 */
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/timer.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "race/direct.h"
#include "race/engines.h"
#include "rules/ledger.h"

enum tt_direct_kind {
	TT_DIRECT_LOCAL,	/* armed on the deleter's CPU */
	TT_DIRECT_REMOTE,	/* armed on another CPU */
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
		tt_timer_arm_on_base(t, jiffies + TT_FAR_JIFFIES);
		worker->tally.arms++;
	}
}

noinline void tt_direct_disturbed(struct tt_worker *worker, u64 start, u64 begin, u64 end)
{
	struct tt_lane *lane = worker->lane;

	tt_histogram_add(&lane->measured.histogram[TT_HISTOGRAM_DISTURBED], end - begin);
	worker->tally.disturbed++;
	tt_gap_note(lane, start);
}

/* Judges a call that returned something unexpected, or left the timer queued. */
static noinline void tt_direct_odd(struct tt_lane *lane, u64 begin, u64 end, int ret, int expected)
{
	struct tt_attempt a = { .begin = begin, .end = end, .ret = ret };
	struct tt_timer *t = &lane->timers[0];

	tt_judge_direct(lane, t, &a, expected);
	if (tt_timer_take_sync(t))
		lane->round.cleaned++;
}

/*
 * Makes TT_BLOCK operations. @kind, @bare and @model are constants, so that the compiler
 * makes a loop for each combination, because the cost of the loop itself matters. With
 * @bare the loop only reads the clock, without checks and histograms, and the cost of
 * recording is measured against it.
 */
static __always_inline void tt_direct_block(struct tt_worker *worker,
					    const enum tt_direct_kind kind, const bool bare,
					    const bool model)
{
	struct tt_lane *lane = worker->lane;
	struct tt_counts *tally = &worker->tally;
	int (*call)(struct timer_list *timer) = worker->deletion.call;
	const int expected = kind != TT_DIRECT_IDLE;
	const unsigned int outcome = expected ? TT_EARLY : TT_LATE;
	struct tt_histogram *called = &lane->measured.histogram[outcome];
	struct tt_histogram *armed = &lane->measured.histogram[TT_HISTOGRAM_ARM];
	struct tt_timer *t = &lane->timers[0];
	u64 interrupt = worker->disturbance.interrupt_ticks;
	u64 shortest = worker->disturbance.shortest;
	int i, odd = 0;

	tt_watch_begin(worker);
	for (i = 0; i < TT_BLOCK; i++) {
		bool disturbed = false;
		u64 start, begin, end;
		int ret;

		if (!bare && worker->deletion.shutdown) {
			tt_timer_renew(t);
			WRITE_ONCE(t->ledger.shutdown_begun, 1);
		}
		start = tt_clock();
		tt_direct_arm(worker, t, kind);
		if (model) {
			/* With a simulated distance, a block of calls may last for seconds. */
			tt_watch_begin(worker);
			lane->timer_ops->before_call(lane);
		}
		begin = tt_clock();
		ret = call(&t->timer);
		end = tt_clock();
		if (unlikely(ret != expected)) {
			tt_tally_returned(tally, ret);
			tally->dequeues += ret == 1;
			odd++;
		}
		if (bare) {
			barrier_data(&start);
			barrier_data(&begin);
			barrier_data(&end);
			continue;
		}
		/* One comparison finds both a long call and a new shortest one. */
		if (unlikely(end - start - shortest >= interrupt)) {
			disturbed = tt_disturbed(&worker->disturbance, end - start);
			shortest = worker->disturbance.shortest;
		}
		if (likely(!disturbed)) {
			tt_histogram_add(called, end - begin);
			if (kind != TT_DIRECT_IDLE)
				tt_histogram_add(armed, begin - start);
		} else {
			tt_direct_disturbed(worker, start, begin, end);
		}
		if (model)
			lane->timer_ops->after_call(t);
		if (unlikely(ret != expected || timer_pending(&t->timer)))
			tt_direct_odd(lane, begin, end, ret, expected);
	}
	tt_watch_end(worker);
	tally->returned[1 + expected] += TT_BLOCK - odd;
	if (expected)
		tally->dequeues += TT_BLOCK - odd;
	if (!bare) {
		WRITE_ONCE(tally->attempts[outcome], tally->attempts[outcome] + TT_BLOCK);
		lane->deletions.calls += TT_BLOCK;
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

/* For a model, whose real timer must follow, and whose lines may be made cold */
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
 * Lets the timer expire on its base CPU, and waits, bounded, for its handler. Deleting an
 * expired timer changes nothing, so a whole block of deletions follows one expiry.
 */
static void tt_direct_expire(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_timer *t = &lane->timers[0];
	unsigned long deadline = jiffies + TT_ROUND_GRACE;

	tt_timer_renew(t);
	t->ledger.runs_at_open = READ_ONCE(t->run.ended);
	tt_timer_next_generation(t, jiffies);
	tt_timer_arm_on_base(t, t->ledger.due);
	worker->tally.arms++;
	while ((READ_ONCE(t->run.ended) == t->ledger.runs_at_open ||
		atomic_read_acquire(&t->run.in_handler)) &&
	       time_before(jiffies, deadline) && !tt_stopped(lane->cell))
		tt_pause(lane->cell);
	/* If it has not fired by then, the block deletes a timer that was dequeued. */
	tt_watch_begin(worker);
	if (tt_timer_take_sync(t))
		lane->round.cleaned++;
	tt_watch_end(worker);
}

static void tt_direct_slice(struct tt_worker *worker, enum tt_direct_kind kind,
			    struct tt_calibration *c, bool bare)
{
	struct tt_cell *cell = worker->lane->cell;
	u64 length = tt_ns_to_ticks((u64)cell->want.slice_ms * NSEC_PER_MSEC);
	u64 begin = tt_clock(), now;
	u64 ops = 0;

	tt_disturbance_begin(&worker->disturbance);
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
	return lane->pair.base_cpu == lane->pair.deleter_cpu ? TT_DIRECT_LOCAL : TT_DIRECT_REMOTE;
}

/* Alternates slices with and without recording, for the cost of recording. */
static void tt_direct_calibrate(struct tt_worker *worker, enum tt_direct_kind kind)
{
	struct tt_measured *measured = &worker->lane->measured;
	struct tt_cell *cell = worker->lane->cell;

	while (!tt_stopped(cell) && measured->calibrations < TT_CALIBRATIONS) {
		struct tt_calibration *c = &measured->calibration[measured->calibrations];
		/* The order alternates, so that a drift favours neither of the two. */
		bool bare_first = measured->calibrations & 1;

		tt_direct_slice(worker, kind, c, bare_first);
		tt_direct_slice(worker, kind, c, !bare_first);
		/* A slice that was cut short by the stop is dropped. */
		if (!tt_stopped(cell))
			/* Pairs with the acquire in tt_report_calibrations(). */
			smp_store_release(&measured->calibrations, measured->calibrations + 1);
	}
}

static void tt_direct_run(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;
	enum tt_direct_kind kind = tt_direct_kind(lane);

	/* These calls cannot meet a handler, so none is added to the trace. */
	WRITE_ONCE(worker->attempts.traced, true);
	tt_disturbance_begin(&worker->disturbance);
	if (cell->want.flags & TT_START_CALIBRATE && !lane->pair.index)
		tt_direct_calibrate(worker, kind);
	while (!tt_stopped(cell) && !tt_worker_displaced(worker)) {
		if (cell->scen->traits & TT_TRAIT_EXPIRED)
			tt_direct_expire(worker);
		if (worker->deletion.model)
			tt_direct_run_model(worker, kind);
		else
			tt_direct_run_block(worker, kind);
		cond_resched();
	}
}

const struct tt_engine_ops tt_engine_direct = {
	.deleter = tt_direct_run,
};
