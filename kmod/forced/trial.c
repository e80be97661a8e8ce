// SPDX-License-Identifier: GPL-2.0-only
/*
 * The engine of forced races: trials of the lane's only timer, in which a script
 * decides who does what when. The deleter sets a trial up and judges it, the armer
 * arms the timer, and the third CPU interferes where the script says so.
 */
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timer.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "forced/trial.h"
#include "history/eras.h"
#include "timing/patience.h"

#define TT_LATE_ARM_MS	700	/* longer than a turn may take, see turns/turn.c */

static void tt_forced_handler(struct timer_list *timer)
{
	struct tt_timer *t = timer_container_of(t, timer, timer);
	struct tt_trial *trial = &t->lane->forced->trial;
	struct tt_turn turn;

	atomic_inc(&trial->inside);
	tt_turn_begin(&turn, trial, TT_RUNNER);
	trial->ops->expire(&turn, t);
	/* Pairs with the acquire in tt_trial_done(). */
	atomic_dec_return_release(&trial->inside);
}

/* Waits for a trial after trial @last, and returns its number, or 0 if the cell stops. */
static u32 tt_trial_await(struct tt_worker *worker, u32 last)
{
	struct tt_lane *lane = worker->lane;
	u32 number;

	while (!tt_stopped(lane->cell) && !tt_worker_displaced(worker)) {
		/* Pairs with the release in tt_trial_open(). */
		number = smp_load_acquire(&lane->forced->trial.number);
		if (number != last)
			return number;
		tt_pause(lane->cell);
	}
	return 0;
}

static void tt_forced_third(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_trial *trial = &lane->forced->trial;
	struct tt_turn turn;
	u32 number = 0;

	while ((number = tt_trial_await(worker, number))) {
		tt_turn_begin(&turn, trial, TT_THIRD);
		if (trial->ops->third)
			trial->ops->third(&turn, &lane->timers[0]);
		tt_turn_end(&turn);
		worker->tally.third++;
		/* Pairs with the acquire in tt_trial_done(). */
		smp_store_release(&trial->third_done, number);
	}
}

static void tt_forced_armer(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_trial *trial = &lane->forced->trial;
	u32 number = 0;

	while ((number = tt_trial_await(worker, number))) {
		/* The handler may run, and be held, before the call has returned. */
		smp_store_release(&trial->armed, number);
		if (unlikely(lane->cell->want.inject == TT_INJECT_LATE_ARM))
			msleep(TT_LATE_ARM_MS);
		tt_timer_arm(&lane->timers[0], jiffies);
		/* Pairs with the acquire in tt_trial_done(). */
		smp_store_release(&trial->armer_done, number);
	}
}

static void tt_trial_open(struct tt_lane *lane)
{
	struct tt_trial *trial = &lane->forced->trial;
	struct tt_timer *t = &lane->timers[0];

	tt_timer_renew(t);
	if (trial->ops->reset)
		trial->ops->reset(t);
	tt_timer_next_generation(t, jiffies);
	tt_trial_reset(trial);
	if (lane->cell->want.skip == 1) {
		trial->left_out = 1;
		trial->turn = 1;
	}
	/* Pairs with the acquire in tt_trial_await(). */
	smp_store_release(&trial->number, trial->number + 1 ?: 1);
}

/*
 * Whether nobody else uses the timer any more. An armer that was stalled before its call would
 * otherwise arm into the next trial. When the cell is stopped, the others may have left before
 * they saw this trial.
 */
static bool tt_trial_done(const struct tt_lane *lane)
{
	const struct tt_trial *trial = &lane->forced->trial;

	/* Pairs with the release in tt_forced_armer(). */
	bool armed = smp_load_acquire(&trial->armer_done) == trial->number;
	/* Pairs with the release in tt_forced_third(). */
	bool left = !lane->third.run || smp_load_acquire(&trial->third_done) == trial->number;

	if (!tt_stopped(lane->cell) && !(armed && left))
		return false;
	return !atomic_read_acquire(&trial->inside) && !timer_pending(&lane->timers[0].timer);
}

/*
 * Waits, bounded, until the armer has armed, all runners are out, and the timer is
 * not queued.
 */
static void tt_trial_rest(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_trial *trial = &lane->forced->trial;
	struct tt_patience patience;

	tt_patience_begin(&patience);
	while (!tt_trial_watch(trial) && !tt_patience_over(&patience, HZ))
		cpu_relax();
	WRITE_ONCE(trial->all_free, 1);
	tt_patience_begin(&patience);
	while (!tt_patience_over(&patience, 5 * HZ)) {
		tt_watch_begin(worker);
		timer_delete_sync(&lane->timers[0].timer);
		tt_watch_end(worker);
		if (tt_trial_done(lane))
			return;
		tt_pause(lane->cell);
	}
	/* The teardown finds out what does not end. */
	tt_cell_stop(lane->cell, TT_END_STOPPED);
}

static int tt_trial_delete(struct tt_worker *worker, struct tt_timer *t)
{
	struct tt_lane *lane = worker->lane;
	struct tt_trial *trial = &lane->forced->trial;
	bool sync = lane->cell->prim->flags & TT_PRIM_SYNC;
	u32 traits = trial->script->traits;
	struct tt_turn turn;
	bool met;
	int ret;

	tt_turn_begin(&turn, trial, TT_DELETER);
	ret = trial->ops->del(&turn, worker, t);
	/* Pairs with the release in tt_trial_handler(). */
	met = ret >= 0 && sync && atomic_read_acquire(&t->run.in_handler);
	/* The call promised that no handler runs, and nobody else armed the timer since. */
	if (met || (ret >= 0 && sync && tt_timer_queued(t) && !(traits & TT_SCRIPT_SELFFREE)))
		trial->seen.ran_after = 1;
	WRITE_ONCE(trial->seen.returned, ret >= 0 && sync);
	if (traits & TT_SCRIPT_FREES && ret >= 0)
		tt_trial_free(trial, t);
	tt_turn_step(&turn, TT_AT_del_return);
	tt_turn_end(&turn);
	return ret;
}

/* Keeps the steps of the first defeated trial, else of the first one. */
static void tt_trial_keep(struct tt_forced *forced, bool defeated)
{
	u32 taken = min_t(u32, atomic_read(&forced->trial.taken), TT_LOG);

	if (forced->kept_count && (!defeated || forced->kept_defeated))
		return;
	memcpy(forced->kept, forced->trial.log, taken * sizeof(forced->kept[0]));
	forced->kept_count = taken;
	forced->kept_defeated = defeated;
}

static void tt_trial_judge(struct tt_lane *lane, int ret, u64 unlinked_twice)
{
	struct tt_forced *forced = lane->forced;
	struct tt_trial *trial = &forced->trial;
	bool defeated = trial->seen.touched ||
			lane->machine.odd.unlinked_twice != unlinked_twice;
	bool lost = tt_trial_lost(trial);

	if (!(trial->script->traits & TT_SCRIPT_FREES))
		defeated |= trial->seen.ran_after;
	forced->trials++;
	forced->touched += trial->seen.touched;
	if (lost) {
		forced->lost++;
		forced->lost_defeated += defeated;
	} else if (ret == TT_MODEL_GAVE_UP) {
		forced->hung++;
		defeated = true;
	} else if (defeated) {
		forced->defeated++;
	} else {
		forced->holds++;
	}
	tt_trial_keep(forced, defeated && !lost);
}

static void tt_forced_deleter(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;
	struct tt_trial *trial = &lane->forced->trial;
	struct tt_timer *t = &lane->timers[0];
	struct tt_counts *tally = &worker->tally;
	u32 wanted = cell->want.batch;

	while (!tt_stopped(cell) && !tt_worker_displaced(worker) &&
	       (!wanted || lane->forced->trials < wanted)) {
		u64 unlinked_twice = lane->machine.odd.unlinked_twice;
		int ret;

		tt_watch_begin(worker);
		tt_trial_open(lane);
		tt_watch_end(worker);
		/* Pairs with the release in tt_forced_armer(). */
		while (smp_load_acquire(&trial->armed) != trial->number && !tt_stopped(cell))
			tt_pause(cell);
		tt_watch_begin(worker);
		ret = tt_trial_delete(worker, t);
		tt_watch_end(worker);
		tt_trial_rest(worker);
		if (tt_stopped(cell))
			break;
		tt_trial_judge(lane, ret, unlinked_twice);
		tt_tally_returned(tally, ret);
		WRITE_ONCE(tally->attempts[TT_ENCOUNTER], tally->attempts[TT_ENCOUNTER] + 1);
		cond_resched();
	}
	/* The last lane ends the cell. */
	if (!tt_stopped(cell) && atomic_inc_return(&cell->end.lanes_done) == cell->lane_count)
		tt_cell_stop(cell, TT_END_TIME);
}

static int tt_forced_create(struct tt_lane *lane)
{
	struct tt_trial *trial;

	lane->forced = kvzalloc_node(sizeof(*lane->forced), TT_GFP, lane->pair.node);
	if (!lane->forced)
		return -ENOMEM;
	trial = &lane->forced->trial;
	trial->lane = lane;
	trial->ops = lane->cell->prim->era ? &tt_trial_model : &tt_trial_native;
	trial->script = lane->cell->scen->script;
	return 0;
}

static void tt_forced_free(struct tt_lane *lane)
{
	kvfree(lane->forced);
}

const struct tt_engine_ops tt_engine_forced = {
	.deleter = tt_forced_deleter,
	.armer = tt_forced_armer,
	.third = tt_forced_third,
	.handler = tt_forced_handler,
	.create = tt_forced_create,
	.free = tt_forced_free,
};
