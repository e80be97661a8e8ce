// SPDX-License-Identifier: GPL-2.0-only
/*
 * align=none: arms a timer and deletes it, as fast as possible.
 */
#include <linux/jiffies.h>
#include <linux/sched.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "race/attempt.h"
#include "race/engines.h"
#include "rules/evidence.h"
#include "rules/ledger.h"

/* Keeps the base CPU awake and its tick running, as the armer does in a round. */
static void tt_unaligned_companion(struct tt_worker *worker)
{
	while (!tt_stopped(worker->lane->cell) && !tt_worker_displaced(worker))
		tt_pause(worker->lane->cell);
}

/* Waits, bounded, until the timer is at rest, so that only this worker uses it. */
static void tt_unaligned_rest(struct tt_worker *worker, struct tt_timer *t,
			      const struct tt_attempt *a)
{
	struct tt_lane *lane = worker->lane;
	unsigned long deadline = jiffies + TT_ROUND_GRACE;

	/* A timer that was not dequeued fires, and its stamp is needed. */
	while (a->ret != 1 && READ_ONCE(t->run.ended) == t->ledger.runs_at_open &&
	       time_before(jiffies, deadline) && !tt_stopped(lane->cell))
		tt_pause(lane->cell);
	tt_watch_begin(worker);
	if (tt_timer_take_sync(t))
		lane->round.cleaned++;
	tt_watch_end(worker);
}

static void tt_unaligned_run(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;
	bool rearm = cell->scen->traits & TT_TRAIT_REARM;
	struct tt_timer *t = &lane->timers[0];
	struct tt_attempt *a = &worker->attempts.list[0];
	u64 last = tt_clock();
	u32 n = 0;

	while (!tt_stopped(cell) && !tt_worker_displaced(worker)) {
		tt_timer_renew(t);
		t->ledger.runs_at_open = READ_ONCE(t->run.ended);
		t->rearms_left = TT_REARM_BUDGET;
		tt_timer_next_generation(t, jiffies);
		tt_timer_arm_on_base(t, t->ledger.due);
		worker->tally.arms++;
		tt_disturbance_begin(&worker->disturbance);
		tt_watch_begin(worker);
		tt_attempt(worker, t, a);
		tt_watch_end(worker);
		a->ahead = 0;
		/* Most often the timer is at rest already, and this loop is to be fast. */
		if (a->ret != 1 || rearm || tt_timer_queued(t))
			tt_unaligned_rest(worker, t, a);
		tt_settle(worker, a);
		worker->attempts.kept = 1;
		tt_trace_attempts(worker);
		last = tt_gap_note(lane, last);
		if (!(++n & 255)) {
			cond_resched();
			last = tt_clock();
		}
	}
}

const struct tt_engine_ops tt_engine_unaligned = {
	.deleter = tt_unaligned_run,
	.armer = tt_unaligned_companion,
};
