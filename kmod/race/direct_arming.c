// SPDX-License-Identifier: GPL-2.0-only
/*
 * The direct loop of calls that arm. What brings the timer into the state that the call is to
 * find, and what dequeues it afterwards, is not timed. The timer never fires.
 */
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/sched.h>
#include <linux/timer.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "race/direct.h"
#include "race/engines.h"
#include "rules/ledger.h"
#include "timing/wheel.h"

/**
 * struct tt_order_to_arm - what the calls of a cell find, and what they have to do
 * @found: expiry of the timer before the call, if it is queued then
 * @wanted: expiry for which the call arms it
 * @remote: the timer was armed on another CPU before the call
 * @queued: the timer is queued before the call
 * @expected: what the call returns
 * @leaves_queued: the timer is queued after the call
 * @arms: the call arms the timer, so that a timer that is queued afterwards has the wanted expiry
 * @bucket: the number of the bucket of that expiry, see tt_wheel_index()
 * @cpu: the CPU on whose base the timer is then, if it is pinned
 */
struct tt_order_to_arm {
	unsigned long found;
	unsigned long wanted;
	bool remote;
	bool queued;
	int expected;
	bool leaves_queued;
	bool arms;
	unsigned int bucket;
	unsigned int cpu;
};

/* The wanted expiry is the earlier one, because timer_reduce() does nothing for a later one. */
static struct tt_order_to_arm tt_order_to_arm(const struct tt_lane *lane)
{
	const struct tt_prim *prim = lane->cell->prim;
	u32 traits = lane->cell->scen->traits;
	bool queued = traits & TT_TRAIT_FAR;
	bool arms = prim->flags & TT_PRIM_ARMS;
	bool disarms = prim->flags & TT_PRIM_DISARMS;
	unsigned long granule = tt_wheel_granule(TT_FAR_JIFFIES);
	unsigned long start = round_up(jiffies + TT_FAR_JIFFIES, granule);
	unsigned long wanted = traits & TT_TRAIT_SAME_BUCKET ? start : start - 2 * granule;

	return (struct tt_order_to_arm) {
		.found = start + 1,
		.wanted = wanted,
		.remote = lane->pair.base_cpu != lane->pair.deleter_cpu,
		.queued = queued,
		.expected = prim->flags & TT_PRIM_ASKS ? queued : arms && (queued || disarms),
		.leaves_queued = arms ? !disarms : queued,
		.arms = arms,
		.bucket = tt_wheel_index(wanted, tt_wheel_level(TT_FAR_JIFFIES)),
		.cpu = prim->flags & TT_PRIM_ON_BASE ? lane->pair.base_cpu : lane->pair.deleter_cpu,
	};
}

static void tt_direct_arming_prepare(struct tt_worker *worker, struct tt_timer *t,
				     const struct tt_order_to_arm *order)
{
	if (order->remote)
		tt_timer_arm_on_base(t, order->found);
	else if (order->queued)
		tt_timer_arm(t, order->found);
	else
		return;
	worker->tally.arms++;
	if (!order->queued)
		worker->tally.dequeues += tt_timer_take(t);
}

/* Counts what the call did, for rule 4. */
static void tt_direct_arming_count(struct tt_worker *worker, int ret)
{
	const struct tt_prim *prim = worker->lane->cell->prim;
	struct tt_counts *tally = &worker->tally;

	tt_tally_returned(tally, ret);
	if (prim->flags & TT_PRIM_DISARMS) {
		tally->arms++;
		tally->dequeues += ret == 1;
	} else if (prim->flags & TT_PRIM_ARMS) {
		if (ret)
			tally->rearms++;
		else
			tally->arms++;
	}
}

/* Whether a timer that the call has queued is where its expiry belongs */
static bool tt_direct_arming_filed(const struct tt_timer *t, const struct tt_order_to_arm *order)
{
	return t->timer.expires == order->wanted &&
	       (t->timer.flags & TIMER_ARRAYMASK) >> TIMER_ARRAYSHIFT == order->bucket;
}

static void tt_direct_arming_block(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_order_to_arm order = tt_order_to_arm(lane);
	const unsigned int outcome = order.queued ? TT_EARLY : TT_LATE;
	struct tt_histogram *called = &lane->measured.histogram[outcome];
	int (*call)(struct timer_list *timer) = worker->deletion.call;
	struct tt_counts *tally = &worker->tally;
	struct tt_timer *t = &lane->timers[0];
	int i;

	t->wanted = order.wanted;
	tt_disturbance_begin(&worker->disturbance);
	tt_watch_begin(worker);
	for (i = 0; i < TT_BLOCK; i++) {
		u64 begin, end;
		struct tt_armed armed = { .queued = order.leaves_queued };
		bool queued;
		int ret;

		tt_direct_arming_prepare(worker, t, &order);
		begin = tt_clock();
		ret = call(&t->timer);
		end = tt_clock();
		queued = tt_timer_queued(t);
		if (likely(!tt_disturbed(&worker->disturbance, end - begin)))
			tt_histogram_add(called, end - begin);
		else
			tt_direct_disturbed(worker, begin, begin, end);
		tt_direct_arming_count(worker, ret);
		/* A timer that was not requeued has its old expiry, whatever the call says. */
		armed.truthful = ret == order.expected &&
				 !(queued && order.arms && !tt_direct_arming_filed(t, &order));
		armed.placed = !(queued && order.arms &&
				 (t->timer.flags & TIMER_CPUMASK) != order.cpu);
		if (unlikely(!armed.truthful || !armed.placed || queued != order.leaves_queued)) {
			struct tt_attempt a = { .begin = begin, .end = end, .ret = ret };

			tt_judge_arming(lane, t, &a, &armed);
		}
		if (queued)
			tally->dequeues += tt_timer_take(t);
	}
	tt_watch_end(worker);
	WRITE_ONCE(tally->attempts[outcome], tally->attempts[outcome] + TT_BLOCK);
	lane->deletions.calls += TT_BLOCK;
}

static void tt_direct_arming_run(struct tt_worker *worker)
{
	/* These calls cannot meet a handler, so none is added to the trace. */
	WRITE_ONCE(worker->attempts.traced, true);
	while (!tt_stopped(worker->lane->cell) && !tt_worker_displaced(worker)) {
		tt_direct_arming_block(worker);
		cond_resched();
	}
}

const struct tt_engine_ops tt_engine_arming = {
	.deleter = tt_direct_arming_run,
};
