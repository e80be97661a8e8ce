// SPDX-License-Identifier: GPL-2.0-only
/*
 * Batches of timers that expire, and that nobody deletes. What is timed is the kernel's work
 * from the end of one handler to the begin of the next one in the same softirq.
 */
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/sched.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "race/engines.h"
#include "race/handler.h"

#define TT_EXPIRING_BATCH	256
#define TT_EXPIRING_AHEAD	2	/* jiffies, in which the whole batch is armed */
#define TT_PULLED_AHEAD		4	/* and in which the CPU then becomes idle */

static u32 tt_expiring_batch(const struct tt_lane *lane)
{
	return min_t(u32, lane->timer_count, TT_EXPIRING_BATCH);
}

/* Arms a batch on the base CPU. With @here that is this one, and the timers need not be pinned. */
static void tt_expiring_arm(struct tt_worker *worker, unsigned long ahead, bool here)
{
	struct tt_lane *lane = worker->lane;
	unsigned long due = jiffies + ahead;
	u32 i;

	/* The first handler follows no other one. The base's lock hands this to the handlers. */
	WRITE_ONCE(lane->handlers.last_exit, 0);
	for (i = 0; i < tt_expiring_batch(lane); i++) {
		struct tt_timer *t = &lane->timers[i];

		t->ledger.runs_at_open = READ_ONCE(t->run.ended);
		tt_timer_next_generation(t, due);
		if (here)
			tt_timer_arm(t, due);
		else
			tt_timer_arm_on_base(t, due);
		worker->tally.arms++;
	}
	lane->round.batch = tt_expiring_batch(lane);
	lane->round.count++;
}

/* Waits, bounded, until the timer has expired, and dequeues it if it has not. */
static void tt_expiring_wait(struct tt_worker *worker, struct tt_timer *t)
{
	struct tt_lane *lane = worker->lane;
	unsigned long deadline = jiffies + TT_ROUND_GRACE;

	/* Pairs with the release in tt_handler_of_expiry(). */
	while (smp_load_acquire(&t->run.ended) == t->ledger.runs_at_open &&
	       !tt_stopped(lane->cell) && time_before(jiffies, deadline))
		tt_pause(lane->cell);
	tt_watch_begin(worker);
	if (tt_timer_take_sync(t))
		lane->round.cleaned++;
	tt_watch_end(worker);
}

static void tt_expiring_wait_for_all(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	u64 *attempts = &worker->tally.attempts[TT_LATE];
	u32 i;

	for (i = 0; i < tt_expiring_batch(lane); i++)
		tt_expiring_wait(worker, &lane->timers[i]);
	WRITE_ONCE(*attempts, READ_ONCE(lane->handlers.followed));
}

static void tt_expiring_run(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;

	WRITE_ONCE(worker->attempts.traced, true);
	while (!tt_stopped(lane->cell) && !tt_worker_displaced(worker)) {
		tt_expiring_arm(worker, TT_EXPIRING_AHEAD, false);
		tt_expiring_wait_for_all(worker);
		cond_resched();
	}
}

/* Arms a batch, and sleeps until it has expired, so that its CPU is idle by then. */
static void tt_pulled_armer(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	u64 round = 0;

	while (!tt_stopped(lane->cell) && !tt_worker_displaced(worker)) {
		tt_expiring_arm(worker, TT_PULLED_AHEAD, true);
		/* Pairs with the acquire in tt_pulled_run(). */
		smp_store_release(&lane->round.open, ++round);
		for (;;) {
			set_current_state(TASK_INTERRUPTIBLE);
			/* Pairs with the release in tt_pulled_run(). */
			if (smp_load_acquire(&lane->round.rested) == round ||
			    tt_stopped(lane->cell))
				break;
			schedule_timeout(TT_ROUND_GRACE);
		}
		__set_current_state(TASK_RUNNING);
	}
}

/* Keeps another CPU busy, which may expire the timers of the idle one, and waits for that. */
static void tt_pulled_run(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	u64 round = 0;

	WRITE_ONCE(worker->attempts.traced, true);
	while (!tt_stopped(lane->cell) && !tt_worker_displaced(worker)) {
		/* Pairs with the release in tt_pulled_armer(). */
		if (smp_load_acquire(&lane->round.open) == round) {
			tt_pause(lane->cell);
			continue;
		}
		tt_expiring_wait_for_all(worker);
		/* Pairs with the acquire in tt_pulled_armer(). */
		smp_store_release(&lane->round.rested, ++round);
		wake_up_process(lane->armer.task);
	}
}

const struct tt_engine_ops tt_engine_expiring = {
	.batches = true,
	.deleter = tt_expiring_run,
	.handler = tt_handler_of_expiry,
};

const struct tt_engine_ops tt_engine_pulled = {
	.batches = true,
	.deleter = tt_pulled_run,
	.armer = tt_pulled_armer,
	.handler = tt_handler_of_expiry,
};
