// SPDX-License-Identifier: GPL-2.0-only
/*
 * The deletions of kernels up to 2.4, which had one timer wheel and one lock.
 */
#include <linux/kernel.h>

#include "history/deletion.h"

/* del_timer() up to 2.4: takes the lock, unlinks the timer, releases the lock. */
static __always_inline int tt_global_del(struct tt_turn *turn, struct tt_lane *lane,
					 struct tt_model *m)
{
	struct tt_slot *wheel = tt_machine_home(lane);
	unsigned long flags;
	int ret = 0;

	tt_simulate_distance(lane, wheel);
	if (!tt_slot_lock(turn, wheel, &flags))
		return TT_MODEL_GAVE_UP;
	STEP(del_lock);
	if (m->queued)
		ret = tt_unlink(turn, lane, m);
	STEP(del_detach);
	tt_slot_unlock(wheel, flags);
	STEP(del_unlock);
	return ret;
}

TT_DELETION(hist_2_2_del_timer)
{
	return tt_global_del(turn, lane, m);
}

TT_DELETION(hist_2_3_timer_exit)
{
	struct tt_slot *wheel = tt_machine_home(lane);
	unsigned long flags;
	int ret = 0;
	bool running;

	for (;;) {
		tt_simulate_distance(lane, wheel);
		if (!tt_slot_lock(turn, wheel, &flags))
			return TT_MODEL_GAVE_UP;
		STEP(del_lock);
		if (m->queued)
			ret += tt_unlink(turn, lane, m);
		STEP(del_detach);
		running = READ_ONCE(m->running);
		STEP(del_read_running);
		tt_slot_unlock(wheel, flags);
		STEP(del_unlock);
		if (!running)
			return ret;
		if (!tt_spin_while(READ_ONCE(m->running)))
			return TT_MODEL_GAVE_UP;
		STEP(del_wait);
		STEP(del_retry);
	}
}

/* Waits until no handler of any timer runs. */
static __always_inline int tt_wait_on_timers(struct tt_turn *turn, struct tt_lane *lane)
{
	struct tt_slot *wheel = tt_machine_home(lane);

	if (!tt_spin_while(READ_ONCE(wheel->running)))
		return TT_MODEL_GAVE_UP;
	smp_rmb();	/* Makes the stores of the handler visible. */
	STEP(del_wait);
	return 0;
}

TT_DELETION(hist_wait_on_timers_noflag)
{
	int ret = tt_global_del(turn, lane, m);

	return ret < 0 ? ret : tt_wait_on_timers(turn, lane) ?: ret;
}

TT_DELETION(hist_wait_on_timers)
{
	WRITE_ONCE(m->stop, 1);
	STEP(del_set_stop);
	return tt_hist_wait_on_timers_noflag(turn, lane, m);
}

enum tt_race_6 { TT_RACE_6, TT_RACE_6_ELSE, TT_RACE_6_RETRY };

static __always_inline int tt_race_6(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m,
				     const enum tt_race_6 version)
{
	struct tt_slot *wheel = tt_machine_home(lane);
	bool running, again = true;
	unsigned long flags;
	int ret = 0;

retry:
	tt_simulate_distance(lane, wheel);
	if (!tt_slot_lock(turn, wheel, &flags))
		return TT_MODEL_GAVE_UP;
	STEP(del_lock);
	if (m->queued)
		ret += tt_unlink(turn, lane, m);
	STEP(del_detach);
	running = wheel->running == m;
	STEP(del_read_running);
	tt_slot_unlock(wheel, flags);
	STEP(del_unlock);
	if (!running)
		return ret;
	if (!tt_spin_while(READ_ONCE(wheel->running) == m))
		return TT_MODEL_GAVE_UP;
	STEP(del_wait);
	if (version == TT_RACE_6_RETRY) {
		STEP(del_retry);
		goto retry;
	}
	if (version == TT_RACE_6) {
		again = READ_ONCE(m->queued);
		STEP(del_check_pending);
	}
	tt_simulate_distance(lane, wheel);
	if (!tt_slot_lock(turn, wheel, &flags))
		return TT_MODEL_GAVE_UP;
	STEP(del_relock);
	if (version == TT_RACE_6_ELSE) {
		again = m->queued;
		if (!again)
			lane->machine.odd.warnings++;
		STEP(del_check_pending);
	}
	if (again)
		ret += tt_unlink(turn, lane, m);
	STEP(del_redetach);
	tt_slot_unlock(wheel, flags);
	STEP(del_unlock);
	return ret;
}

TT_DELETION(hist_timer_race_6)
{
	return tt_race_6(turn, lane, m, TT_RACE_6);
}

TT_DELETION(hist_timer_race_6_else)
{
	return tt_race_6(turn, lane, m, TT_RACE_6_ELSE);
}

/* Does the same as 2.4. */
TT_DELETION(hist_timer_race_6_retry)
{
	return tt_race_6(turn, lane, m, TT_RACE_6_RETRY);
}

TT_DELETION(hist_2_4_global)
{
	return tt_race_6(turn, lane, m, TT_RACE_6_RETRY);
}

/* Deletes nothing. It measures the cost of everything else. */
TT_DELETION(hist_null)
{
	return 0;
}

static int tt_del_timer_2_4(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m)
{
	return tt_global_del(turn, lane, m);
}

TT_ERA(hist_2_2_del_timer, tt_del_timer_2_4, TT_ERA_GLOBAL);
TT_ERA(hist_2_3_timer_exit, tt_del_timer_2_4, TT_ERA_GLOBAL | TT_ERA_MARK_TIMER);
TT_ERA(hist_wait_on_timers, tt_del_timer_2_4, TT_ERA_GLOBAL | TT_ERA_MARK_SLOT | TT_ERA_STOP);
TT_ERA(hist_wait_on_timers_noflag, tt_del_timer_2_4, TT_ERA_GLOBAL | TT_ERA_MARK_SLOT);
TT_ERA(hist_timer_race_6, tt_del_timer_2_4, TT_ERA_GLOBAL | TT_ERA_MARK_SLOT);
TT_ERA(hist_timer_race_6_else, tt_del_timer_2_4, TT_ERA_GLOBAL | TT_ERA_MARK_SLOT);
TT_ERA(hist_timer_race_6_retry, tt_del_timer_2_4, TT_ERA_GLOBAL | TT_ERA_MARK_SLOT);
TT_ERA(hist_2_4_global, tt_del_timer_2_4, TT_ERA_GLOBAL | TT_ERA_MARK_SLOT);
TT_ERA(hist_null, tt_del_timer_2_4, TT_ERA_GLOBAL);
