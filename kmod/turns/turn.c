// SPDX-License-Identifier: GPL-2.0-only
/*
 * How the actors of a trial take turns. Any context. All waits are bounded.
 */
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kernel_stat.h>
#include <linux/sched.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "timing/clock.h"
#include "turns/turn.h"

/* A turn that takes longer loses the race. */
#define TT_HANDSHAKE_NS	(500 * NSEC_PER_MSEC)
/*
 * A native call that takes longer is waiting, if its CPU ran for so many ticks
 * meanwhile. With PREEMPT_RT a waiting call sleeps, so only time tells.
 */
#define TT_NATIVE_NS	(20 * NSEC_PER_MSEC)
#define TT_NATIVE_TICKS	3
#define TT_ASLEEP_NS	(100 * NSEC_PER_MSEC)
/* A spin after the script that lasts longer is hung: alone, or while others work. */
#define TT_FREE_NS	(20 * NSEC_PER_MSEC)
#define TT_BUSY_NS	(2 * NSEC_PER_SEC)
#define TT_LOOK_NS	(100 * NSEC_PER_USEC)	/* A CPU that is away for longer does not spin. */

/*
 * The CPU time of the deleter's CPU, as its ticks count it. The clock does not
 * tell it, because a virtual CPU may stand still.
 */
static u64 tt_deleter_cputime(const struct tt_trial *trial)
{
	const u64 *time = kcpustat_cpu(trial->lane->pair.deleter_cpu).cpustat;

	return READ_ONCE(time[CPUTIME_SYSTEM]);
}

void tt_trial_reset(struct tt_trial *trial)
{
	WRITE_ONCE(trial->armed, 0);
	WRITE_ONCE(trial->turn, 0);
	WRITE_ONCE(trial->all_free, 0);
	trial->too_late = 0;
	trial->left_out = 0;
	atomic_set(&trial->ended, 0);
	trial->seen.rearmed = 0;
	WRITE_ONCE(trial->seen.returned, 0);
	trial->seen.ran_after = 0;
	trial->seen.touched = 0;
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

/* Goes on to the next turn. It skips the one to leave out, and actors that have ended. */
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
		WRITE_ONCE(trial->all_free, 1);
	/*
	 * The next actor sees all stores of this turn. Pairs with the acquire in
	 * tt_turn_mine().
	 */
	smp_store_release(&trial->turn, next);
}

static bool tt_turn_mine(const struct tt_turn *turn)
{
	const struct tt_trial *trial = turn->trial;
	/* Pairs with the release in tt_turn_next(). */
	u32 now = smp_load_acquire(&trial->turn);

	return now < trial->script->count && trial->script->turns[now].actor == turn->actor;
}

/* Whether the deleter waits in a native call, and not for a CPU */
static bool tt_trial_native_waits(const struct tt_trial *trial, u64 waited)
{
	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		return waited > tt_ns_to_ticks(TT_ASLEEP_NS);
	return waited > tt_ns_to_ticks(TT_NATIVE_NS) &&
	       tt_deleter_cputime(trial) - READ_ONCE(trial->progress_cputime) >=
		       TT_NATIVE_TICKS * TICK_NSEC;
}

bool tt_trial_watch(struct tt_trial *trial)
{
	u64 waited = tt_clock() - READ_ONCE(trial->progress);
	u32 now = READ_ONCE(trial->turn);

	if (READ_ONCE(trial->all_free))
		return true;
	if ((s64)waited < 0)
		return false;
	if (!trial->ops->reports_steps && now < trial->script->count &&
	    trial->script->turns[now].actor == TT_DELETER &&
	    tt_trial_native_waits(trial, waited)) {
		/* The runner's turn comes next, or the script is over. */
		tt_turn_next(trial);
		return READ_ONCE(trial->all_free);
	}
	if (waited > tt_ns_to_ticks(TT_HANDSHAKE_NS) || tt_stopped(trial->lane->cell)) {
		trial->too_late = 1;
		WRITE_ONCE(trial->all_free, 1);
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
	turn->looked = 0;
	turn->waited = 0;
	turn->alone = 0;
	tt_turn_await(turn);
}

void tt_turn_end(struct tt_turn *turn)
{
	struct tt_trial *trial = turn->trial;

	atomic_or(1 << turn->actor, &trial->ended);
	if (!READ_ONCE(trial->all_free) && tt_turn_mine(turn))
		tt_turn_next(trial);
}

void tt_turn_step(struct tt_turn *turn, enum tt_at at)
{
	struct tt_trial *trial = turn->trial;

	tt_log(turn, at);
	if (READ_ONCE(trial->all_free))
		return;
	if (tt_turn_mine(turn) && trial->script->turns[trial->turn].steps & BIT_ULL(at))
		tt_turn_next(trial);
	tt_turn_await(turn);
}

/* Whether another actor than @turn's is still at work */
static bool tt_trial_busy(const struct tt_turn *turn)
{
	const struct tt_trial *trial = turn->trial;

	if (turn->actor != TT_RUNNER && atomic_read(&trial->inside))
		return true;
	return turn->actor != TT_THIRD && trial->lane->third.run &&
	       READ_ONCE(trial->third_done) != trial->number;
}

/* While the script lasts the actor ends its turn; later it spins. */
bool tt_turn_waits(struct tt_turn *turn)
{
	struct tt_trial *trial = turn->trial;
	u64 now, step;

	if (!READ_ONCE(trial->all_free)) {
		if (tt_turn_mine(turn)) {
			tt_log(turn, TT_AT_COUNT);
			tt_turn_next(trial);
		}
		tt_turn_await(turn);
		return true;
	}
	cpu_relax();
	now = tt_clock();
	step = turn->looked ? min_t(u64, now - turn->looked, tt_ns_to_ticks(TT_LOOK_NS)) : 0;
	turn->looked = now;
	turn->waited += step;
	if (tt_trial_busy(turn)) {
		turn->alone = 0;
		if (turn->waited < tt_ns_to_ticks(TT_BUSY_NS))
			return true;
	} else {
		/* The last stores of the others may not be visible at the first look. */
		turn->alone += step;
		if (turn->alone < tt_ns_to_ticks(TT_FREE_NS))
			return true;
	}
	trial->lane->machine.odd.gave_up++;
	return false;
}

bool tt_turn_lock(struct tt_turn *turn, raw_spinlock_t *lock, unsigned long *flags)
{
	for (;;) {
		if (raw_spin_trylock_irqsave(lock, *flags)) {
			__release(lock);	/* see tt_slot_lock() */
			return true;
		}
		/* Nobody who has the lock is held any more, so it will be released. */
		if (READ_ONCE(turn->trial->all_free)) {
			raw_spin_lock_irqsave(lock, *flags);
			__release(lock);
			return true;
		}
		if (!tt_turn_waits(turn))
			return false;
	}
}

void tt_turn_touches(struct tt_turn *turn)
{
	turn->trial->seen.touched = 1;
}

bool tt_trial_lost(const struct tt_trial *trial)
{
	const struct tt_script *script = trial->script;
	u32 taken = min_t(u32, atomic_read(&trial->taken), TT_LOG);
	u32 turn = 0, i;

	if (trial->too_late || trial->left_out)
		return true;
	/* A native deletion that waits logs no step. */
	if (!trial->ops->reports_steps)
		return trial->turn < script->count;
	for (i = 0; i < taken && turn < script->count; i++) {
		const struct tt_taken *step = &trial->log[i];
		const struct tt_handshake *now = &script->turns[turn];

		if (step->actor != now->actor)
			return true;
		if (step->at == TT_AT_COUNT || now->steps & BIT_ULL(step->at))
			turn++;
		/* A deleter that has returned takes no more turns. */
		while (step->at == TT_AT_del_return && turn < script->count &&
		       script->turns[turn].actor == step->actor)
			turn++;
	}
	while (turn < script->count && atomic_read(&trial->ended) & 1 << script->turns[turn].actor)
		turn++;
	return turn < script->count;
}
