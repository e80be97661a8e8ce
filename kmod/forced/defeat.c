// SPDX-License-Identifier: GPL-2.0-only
/*
 * The engine of forced races: trials of a lane's one timer, in each of which a
 * script decides who does what when. The deleter's worker sets a trial up and
 * judges it; the armer's arms; the third CPU's meddles where the script says so.
 */
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timer.h>

#include "forced/defeat.h"
#include "race/engine.h"

/*
 * When a handler's own arm of a real timer is due: long after the trial. It may be
 * on the deleter's CPU, whose tick would run the handler there before the
 * deletion's turn. A model's is due at once: in some scripts it has to run again.
 */
#define TT_REARM_JIFFIES	(2 * HZ)

static const struct tt_script *tt_script_of(const struct tt_lane *lane)
{
	return lane->cell->scen->script;
}

/* Where the third CPU's timers are: a search finds the base CPU's slot first. */
static struct tt_slot *tt_third_slot(const struct tt_lane *lane)
{
	const struct tt_machine *machine = &lane->machine;

	return machine->slot[(machine->home + 1) % machine->slots];
}

/* What frees it leaves poison behind, and a base that nobody else has. */
static void tt_trial_free(struct tt_lane *lane)
{
	struct tt_timer *t = &lane->timers[0];

	if (lane->cell->era) {
		WRITE_ONCE(t->model.running, lower_32_bits(TT_POISON));
		WRITE_ONCE(t->model.queued, lower_32_bits(TT_POISON));
		WRITE_ONCE(t->model.base, &lane->machine.grave);
		WRITE_ONCE(t->model.last, &lane->machine.grave);
	}
	/* pairs with the handler's acquire */
	smp_store_release(&t->freed, 1);
}

static void tt_trial_rearm(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on)
{
	struct tt_trial *trial = turn->trial;
	struct tt_lane *lane = t->lane;
	unsigned long due = jiffies + (lane->cell->era ? 0 : TT_REARM_JIFFIES);

	if (!(trial->script->traits & TT_SCRIPT_REARM) || trial->rearmed)
		return;
	trial->rearmed = 1;
	if (lane->cell->era && lane->cell->era->traits & TT_ERA_STOP) {
		bool stop = READ_ONCE(t->model.stop);

		tt_turn_step(turn, TT_AT_arm_check_stop);
		if (stop)
			return;
	}
	WRITE_ONCE(t->generation, t->generation + 1);
	WRITE_ONCE(t->due, due);
	if (lane->cell->era)
		tt_model_arm(turn, t, on, due, tt_ring_here);
	else
		lane->cell->scen->rearm(t, due);
	tt_turn_step(turn, TT_AT_fn_rearm);
}

/* The handler of a forced race. */
static void tt_trial_fn(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on)
{
	struct tt_trial *trial = turn->trial;
	u32 traits = trial->script->traits;

	atomic_inc(&t->in_handler);
	if (READ_ONCE(trial->returned))
		trial->ran_after = 1;
	tt_turn_step(turn, TT_AT_fn_enter);
	tt_trial_rearm(turn, t, on);
	/* pairs with the release in tt_trial_free() */
	if (smp_load_acquire(&t->freed))
		trial->touched = 1;
	WRITE_ONCE(t->runs, t->runs + 1);
	if (t->lane->cell->era && t->lane->cell->era->traits & TT_ERA_MARK_TIMER &&
	    !(traits & TT_SCRIPT_NO_EXIT)) {
		/* timer_exit(), the handler's last line; pairs with the deletion's spin */
		smp_store_release(&t->model.running, 0);
		tt_turn_step(turn, TT_AT_fn_timer_exit);
	}
	if (traits & TT_SCRIPT_SELFFREE) {
		tt_trial_free(t->lane);
		tt_turn_step(turn, TT_AT_fn_free);
	}
	/* pairs with the acquire in tt_trial_judge() */
	atomic_dec_return_release(&t->in_handler);
	tt_turn_step(turn, TT_AT_fn_exit);
}

/* What the real timer calls. */
void tt_defeat_ring(struct tt_timer *t)
{
	struct tt_lane *lane = t->lane;
	struct tt_trial *trial = &lane->defeat->trial;
	struct tt_slot *home;
	struct tt_turn turn;

	atomic_inc(&trial->inside);
	tt_turn_begin(&turn, trial, TT_RUNNER);
	if (!lane->cell->era) {
		tt_trial_fn(&turn, t, NULL);
	} else {
		home = tt_model_home(lane);
		if (tt_model_begin(&turn, t, home)) {
			tt_trial_fn(&turn, t, home);
			tt_model_end(&turn, t, home);
		}
	}
	/* pairs with the acquire in tt_trial_rest() */
	atomic_dec_return_release(&trial->inside);
}

/* mod_timer() on the third CPU, and what its timer interrupt did then. */
static void tt_third_overlap(struct tt_turn *turn, struct tt_timer *t)
{
	struct tt_lane *lane = t->lane;
	struct tt_slot *on = tt_third_slot(lane);

	WRITE_ONCE(t->generation, t->generation + 1);
	tt_model_arm(turn, t, on, jiffies, NULL);
	/* Where it was left on the base CPU, that is busy with its handler. */
	if (READ_ONCE(t->model.base) != on) {
		while (atomic_read(&turn->trial->inside))
			if (!tt_turn_waits(turn))
				return;
		on = tt_model_home(lane);
	}
	if (tt_model_begin(turn, t, on)) {
		tt_trial_fn(turn, t, on);
		tt_model_end(turn, t, on);
	}
}

static void tt_third_trial(struct tt_lane *lane)
{
	struct tt_timer *t = &lane->timers[0];
	struct tt_turn turn;

	tt_turn_begin(&turn, &lane->defeat->trial, TT_THIRD);
	if (tt_script_of(lane)->traits & TT_SCRIPT_OVERLAPS) {
		tt_third_overlap(&turn, t);
	} else {
		tt_del_timer(&turn, lane, &t->model);
		tt_turn_step(&turn, TT_AT_del_return);
	}
	tt_turn_end(&turn);
}

static u32 tt_trial_await(struct tt_lane *lane, u32 last)
{
	u32 number;

	while (!tt_stopped(lane->cell)) {
		/* pairs with the release in tt_trial_open() */
		number = smp_load_acquire(&lane->defeat->trial.number);
		if (number != last)
			return number;
		tt_pause(lane->cell);
	}
	return 0;
}

void tt_run_defeat_third(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	u32 number = 0;

	while ((number = tt_trial_await(lane, number))) {
		tt_third_trial(lane);
		worker->tally.meddled++;
		/* pairs with the acquire in tt_trial_rest() */
		smp_store_release(&lane->defeat->trial.third_done, number);
	}
}

void tt_run_defeat_armer(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_timer *t = &lane->timers[0];
	u32 number = 0;

	while ((number = tt_trial_await(lane, number))) {
		/* Its handler may run, and be held, before the call has returned. */
		smp_store_release(&lane->defeat->trial.armed, number);
		tt_timer_arm(t, jiffies);
	}
}

static void tt_trial_open(struct tt_lane *lane)
{
	struct tt_trial *trial = &lane->defeat->trial;
	struct tt_timer *t = &lane->timers[0];

	tt_timer_renew(t);
	if (lane->cell->era)
		tt_machine_reset(lane, &t->model);
	tt_timer_next_generation(t, jiffies);
	tt_trial_reset(trial);
	if (lane->cell->want.skip == 1) {
		trial->left_out = 1;
		trial->turn = 1;
	}
	/* pairs with the acquire in tt_trial_await() */
	smp_store_release(&trial->number, trial->number + 1 ?: 1);
}

/* Bounded: until the armer has armed, all that ran is out, and nothing is queued. */
static void tt_trial_rest(struct tt_lane *lane)
{
	struct tt_trial *trial = &lane->defeat->trial;
	struct tt_timer *t = &lane->timers[0];
	unsigned long deadline = jiffies + HZ;
	bool third = lane->third.run;
	bool done;

	while (!tt_trial_watch(trial) && time_before(jiffies, deadline))
		cpu_relax();
	WRITE_ONCE(trial->free, 1);
	deadline = jiffies + 5 * HZ;
	while (time_before(jiffies, deadline)) {
		timer_delete_sync(&t->timer);
		/* pairs with the release in tt_run_defeat_third() */
		done = !third || smp_load_acquire(&trial->third_done) == trial->number;
		if (done && !atomic_read_acquire(&trial->inside) && !timer_pending(&t->timer))
			return;
		tt_pause(lane->cell);
	}
	/* The teardown finds out what does not end. */
	tt_cell_stop(lane->cell, TT_END_STOPPED);
}

static int tt_trial_delete(struct tt_worker *worker, struct tt_timer *t)
{
	struct tt_lane *lane = worker->lane;
	const struct tt_era *era = lane->cell->era;
	struct tt_trial *trial = &lane->defeat->trial;
	bool sync = lane->cell->prim->flags & TT_PRIM_SYNC;
	struct tt_turn turn;
	bool met;
	int ret;

	tt_turn_begin(&turn, trial, TT_DELETER);
	if (era) {
		ret = era->del(&turn, lane, &t->model);
	} else {
		tt_turn_step(&turn, TT_AT_del_call);
		if (worker->shutdown)
			WRITE_ONCE(t->shut, 1);
		ret = worker->call(&t->timer);
	}
	/* pairs with the release in tt_trial_fn() */
	met = ret >= 0 && sync && atomic_read_acquire(&t->in_handler);
	/* Promised: it does not run, and nobody else armed it after. */
	if (met || (ret >= 0 && sync && tt_timer_queued(t) &&
		    !(trial->script->traits & TT_SCRIPT_SELFFREE)))
		trial->ran_after = 1;
	WRITE_ONCE(trial->returned, ret >= 0 && sync);
	if (trial->script->traits & TT_SCRIPT_FREES && ret >= 0)
		tt_trial_free(lane);
	tt_turn_step(&turn, TT_AT_del_return);
	tt_turn_end(&turn);
	return ret;
}

static void tt_trial_keep(struct tt_defeat *defeat, bool defeated)
{
	u32 taken = min_t(u32, atomic_read(&defeat->trial.taken), TT_LOG);

	if (defeat->kept_count && (!defeated || defeat->kept_defeated))
		return;
	memcpy(defeat->kept, defeat->trial.log, taken * sizeof(defeat->kept[0]));
	defeat->kept_count = taken;
	defeat->kept_defeated = defeated;
}

static void tt_trial_judge(struct tt_lane *lane, int ret, u64 unlinked_twice)
{
	struct tt_defeat *defeat = lane->defeat;
	struct tt_trial *trial = &defeat->trial;
	bool defeated = trial->touched ||
			lane->machine.unlinked_twice != unlinked_twice;

	if (!(trial->script->traits & TT_SCRIPT_FREES))
		defeated |= trial->ran_after;
	defeat->trials++;
	defeat->touched += trial->touched;
	if (tt_trial_lost(trial)) {
		defeat->lost++;
		defeat->lost_defeated += defeated;
	} else if (ret == TT_MODEL_GAVE_UP) {
		defeat->hung++;
		defeated = true;
	} else if (defeated) {
		defeat->defeated++;
	} else {
		defeat->holds++;
	}
	tt_trial_keep(defeat, defeated && !tt_trial_lost(trial));
}

void tt_run_defeat_deleter(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;
	struct tt_trial *trial = &lane->defeat->trial;
	struct tt_timer *t = &lane->timers[0];
	struct tt_tally *tally = &worker->tally;
	u32 wanted = cell->want.batch;

	while (!tt_stopped(cell) && (!wanted || lane->defeat->trials < wanted)) {
		u64 unlinked_twice = lane->machine.unlinked_twice;
		int ret;

		tt_trial_open(lane);
		/* pairs with the release in tt_run_defeat_armer() */
		while (smp_load_acquire(&trial->armed) != trial->number && !tt_stopped(cell))
			tt_pause(cell);
		ret = tt_trial_delete(worker, t);
		tt_trial_rest(lane);
		if (tt_stopped(cell))
			break;
		tt_trial_judge(lane, ret, unlinked_twice);
		tally->returned[ret >= -1 && ret <= 1 ? ret + 1 : 3]++;
		WRITE_ONCE(tally->attempts[TT_ENCOUNTER], tally->attempts[TT_ENCOUNTER] + 1);
		cond_resched();
	}
	/* The last lane ends the cell. */
	if (!tt_stopped(cell) && atomic_inc_return(&cell->through) == cell->lane_count)
		tt_cell_stop(cell, TT_END_TIME);
}

int tt_defeat_create(struct tt_lane *lane)
{
	if (!lane->cell->scen->script)
		return 0;
	lane->defeat = kvzalloc_node(sizeof(*lane->defeat), GFP_KERNEL, lane->node);
	if (!lane->defeat)
		return -ENOMEM;
	lane->defeat->trial.lane = lane;
	lane->defeat->trial.script = lane->cell->scen->script;
	return 0;
}
