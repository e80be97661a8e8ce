// SPDX-License-Identifier: GPL-2.0-only
/*
 * Whose turn it is: see defeat.h. Any context; every wait is bounded.
 */
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kernel_stat.h>
#include <linux/sched.h>

#include "forced/defeat.h"

#define TT_HANDSHAKE_NS	(500 * NSEC_PER_MSEC)	/* a handshake that takes longer is lost */
#define TT_NATIVE_NS	(20 * NSEC_PER_MSEC)	/* so long in a native call: it waits */
#define TT_NATIVE_TICKS	3			/* if its CPU ran meanwhile, as these tell */
#define TT_ASLEEP_NS	(100 * NSEC_PER_MSEC)	/* likewise, where waiting is sleeping */
#define TT_FREE_NS	(20 * NSEC_PER_MSEC)	/* a spin that nothing ends any more is hung */
#define TT_BUSY_NS	(2 * NSEC_PER_SEC)	/* likewise, where somebody is still at work */

/* What the deleter's CPU has run, by its ticks: a virtual one may have stood still. */
static u64 tt_deleter_cputime(const struct tt_trial *trial)
{
	const u64 *time = kcpustat_cpu(trial->lane->deleter_cpu).cpustat;

	return READ_ONCE(time[CPUTIME_SYSTEM]);
}

void tt_trial_reset(struct tt_trial *trial)
{
	WRITE_ONCE(trial->armed, 0);
	WRITE_ONCE(trial->turn, 0);
	WRITE_ONCE(trial->free, 0);
	trial->late = 0;
	trial->left_out = 0;
	atomic_set(&trial->ended, 0);
	trial->rearmed = 0;
	WRITE_ONCE(trial->returned, 0);
	trial->ran_after = 0;
	trial->touched = 0;
	atomic_set(&trial->taken, 0);
	trial->progress = tt_clock();
	trial->progress_cputime = tt_deleter_cputime(trial);
}

static void tt_log(struct tt_turn *turn, u16 at)
{
	struct tt_trial *trial = turn->trial;
	int i = atomic_inc_return(&trial->taken) - 1;

	if (i >= TT_LOG)
		return;
	trial->log[i] = (struct tt_taken) {
		.clock = tt_clock(),
		.generation = READ_ONCE(trial->lane->timers[0].generation),
		.cpu = raw_smp_processor_id(),
		.actor = turn->actor,
		.at = at,
	};
}

/* To the next turn; of the one that is left out nobody is asked for. */
static void tt_turn_next(struct tt_trial *trial)
{
	const struct tt_script *script = trial->script;
	u32 skip = trial->lane->cell->want.skip;
	u32 next = trial->turn + 1;

	while (next < script->count) {
		if (next + 1 == skip)
			trial->left_out = 1;
		else if (!(atomic_read(&trial->ended) & 1 << script->turns[next].actor))
			break;
		next++;
	}
	trial->progress = tt_clock();
	trial->progress_cputime = tt_deleter_cputime(trial);
	if (next >= script->count)
		WRITE_ONCE(trial->free, 1);
	/* Whoever's turn it is sees what was done in this one. */
	smp_store_release(&trial->turn, next);
}

static bool tt_turn_mine(const struct tt_turn *turn)
{
	const struct tt_trial *trial = turn->trial;
	/* pairs with the release in tt_turn_next() */
	u32 now = smp_load_acquire(&trial->turn);

	return now < trial->script->count && trial->script->turns[now].actor == turn->actor;
}

/* The deleter has been in a native call for long, and that is not for want of a CPU. */
static bool tt_trial_native_waits(const struct tt_trial *trial, u64 waited)
{
	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		return waited > tt_ns_to_ticks(TT_ASLEEP_NS);
	return waited > tt_ns_to_ticks(TT_NATIVE_NS) &&
	       tt_deleter_cputime(trial) - READ_ONCE(trial->progress_cputime) >=
		       TT_NATIVE_TICKS * TICK_NSEC;
}

/*
 * What a wait can see: a handshake that takes too long loses the race, and a
 * deleter that is in a native call for long waits there. True if all run free.
 */
bool tt_trial_watch(struct tt_trial *trial)
{
	u64 waited = tt_clock() - READ_ONCE(trial->progress);
	u32 now = READ_ONCE(trial->turn);
	bool native = !trial->lane->cell->era;

	if (READ_ONCE(trial->free))
		return true;
	if ((s64)waited < 0)
		return false;
	if (native && now < trial->script->count &&
	    trial->script->turns[now].actor == TT_DELETER &&
	    tt_trial_native_waits(trial, waited)) {
		/* The runner's own turn comes after the deleter's, or all run free. */
		tt_turn_next(trial);
		return READ_ONCE(trial->free);
	}
	if (waited > tt_ns_to_ticks(TT_HANDSHAKE_NS) || tt_stopped(trial->lane->cell)) {
		trial->late = 1;
		WRITE_ONCE(trial->free, 1);
		return true;
	}
	return false;
}

static void tt_turn_await(struct tt_turn *turn)
{
	while (!tt_turn_mine(turn) && !tt_trial_watch(turn->trial))
		cpu_relax();
}

void tt_turn_begin(struct tt_turn *turn, struct tt_trial *trial, enum tt_actor actor)
{
	turn->trial = trial;
	turn->actor = actor;
	turn->patience = 0;
	turn->alone = 0;
	tt_turn_await(turn);
}

/* An actor that is through and takes no more turns. */
void tt_turn_end(struct tt_turn *turn)
{
	struct tt_trial *trial = turn->trial;

	atomic_or(1 << turn->actor, &trial->ended);
	if (!READ_ONCE(trial->free) && tt_turn_mine(turn))
		tt_turn_next(trial);
}

void tt_turn_step(struct tt_turn *turn, enum tt_at at)
{
	struct tt_trial *trial = turn->trial;

	tt_log(turn, at);
	if (READ_ONCE(trial->free))
		return;
	if (tt_turn_mine(turn) && trial->script->turns[trial->turn].steps & BIT_ULL(at))
		tt_turn_next(trial);
	tt_turn_await(turn);
}

/* Somebody else's work is not done. */
static bool tt_trial_busy(const struct tt_turn *turn)
{
	const struct tt_trial *trial = turn->trial;

	if (turn->actor != TT_RUNNER && atomic_read(&trial->inside))
		return true;
	return turn->actor != TT_THIRD && trial->lane->third.run &&
	       READ_ONCE(trial->third_done) != trial->number;
}

bool tt_turn_waits(struct tt_turn *turn)
{
	struct tt_trial *trial = turn->trial;
	u64 now;

	if (!READ_ONCE(trial->free)) {
		if (tt_turn_mine(turn)) {
			tt_log(turn, TT_AT_COUNT);
			tt_turn_next(trial);
		}
		tt_turn_await(turn);
		return true;
	}
	cpu_relax();
	now = tt_clock();
	if (!turn->patience)
		turn->patience = now;
	/* What others still have to do takes as long as they are busy. */
	if (tt_trial_busy(turn)) {
		turn->alone = 0;
		if (now - turn->patience < tt_ns_to_ticks(TT_BUSY_NS))
			return true;
	} else {
		/* From now on: what they did last may not have been seen yet. */
		if (!turn->alone)
			turn->alone = now;
		if (now - turn->alone < tt_ns_to_ticks(TT_FREE_NS))
			return true;
	}
	trial->lane->machine.gave_up++;
	return false;
}

bool tt_turn_lock(struct tt_turn *turn, struct tt_slot *slot, unsigned long *flags)
{
	for (;;) {
		if (raw_spin_trylock_irqsave(&slot->lock, *flags)) {
			__release(&slot->lock);	/* see tt_slot_lock() */
			return true;
		}
		/* Nobody is held with a lock any more, so that it is a lock like any other. */
		if (READ_ONCE(turn->trial->free)) {
			raw_spin_lock_irqsave(&slot->lock, *flags);
			__release(&slot->lock);
			return true;
		}
		if (!tt_turn_waits(turn))
			return false;
	}
}

void tt_turn_touches(struct tt_turn *turn)
{
	turn->trial->touched = 1;
}

/*
 * Did the steps, as they were taken, follow the script: in each turn its actor
 * alone, up to its step, or until it could not go on?
 */
bool tt_trial_lost(const struct tt_trial *trial)
{
	const struct tt_script *script = trial->script;
	u32 taken = min_t(u32, atomic_read(&trial->taken), TT_LOG);
	u32 turn = 0, i;

	if (trial->late || trial->left_out)
		return true;
	/* A native deletion that waits leaves no trace of it. */
	if (!trial->lane->cell->era)
		return trial->turn < script->count;
	for (i = 0; i < taken && turn < script->count; i++) {
		const struct tt_taken *step = &trial->log[i];
		const struct tt_handshake *now = &script->turns[turn];

		if (step->actor != now->actor)
			return true;
		if (step->at == TT_AT_COUNT || now->steps & BIT_ULL(step->at))
			turn++;
		/* An actor that is through takes no more turns. */
		while (step->at == TT_AT_del_return && turn < script->count &&
		       script->turns[turn].actor == step->actor)
			turn++;
	}
	while (turn < script->count && atomic_read(&trial->ended) & 1 << script->turns[turn].actor)
		turn++;
	return turn < script->count;
}
