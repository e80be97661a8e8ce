// SPDX-License-Identifier: GPL-2.0-only
/*
 * The deletions of 2.6, where each CPU has its own timer wheel. Up to 2.6.12 a
 * timer that is not pending has no base. From 2.6.13 on it always has one.
 */
#include <linux/kernel.h>

#include "history/deletion.h"

/* del_timer() of 2.6.0 */
static __always_inline int tt_base_del(struct tt_turn *turn, struct tt_lane *lane,
				       struct tt_model *m)
{
	struct tt_slot *base;
	unsigned long flags;

	for (;;) {
		base = READ_ONCE(m->base);
		STEP(del_read_base);
		if (!base)
			return 0;
		tt_simulate_distance(lane, base);
		if (!tt_slot_lock(turn, base, &flags))
			return TT_MODEL_GAVE_UP;
		STEP(del_lock);
		if (likely(base == READ_ONCE(m->base)))
			break;
		STEP(del_check_base);
		tt_slot_unlock(base, flags);
	}
	STEP(del_check_base);
	tt_unlink(turn, lane, m);
	STEP(del_detach);
	smp_wmb();	/* as in 2.6: the list before the base */
	WRITE_ONCE(m->base, NULL);
	STEP(del_clear_base);
	tt_slot_unlock(base, flags);
	STEP(del_unlock);
	return 1;
}

/* Asks every CPU, and waits for the first one that runs the timer. */
static __always_inline int tt_query(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m)
{
	const struct tt_machine *machine = &lane->machine;
	struct tt_slot *found = NULL;
	u32 i;

	for (i = 0; i < machine->slots; i++) {
		tt_simulate_distance(lane, machine->slot[i]);
		if (READ_ONCE(machine->slot[i]->running) == m) {
			found = machine->slot[i];
			break;
		}
	}
	STEP(del_scan);
	if (found) {
		if (!tt_spin_while(READ_ONCE(found->running) == m))
			return TT_MODEL_GAVE_UP;
		STEP(del_wait);
	}
	/* The marks before the base. Pairs with the smp_wmb() in tt_model_begin(). */
	smp_rmb();
	return 0;
}

/* The rest of the loop after a del_timer() that returned @ret */
static __always_inline int tt_query_on(struct tt_turn *turn, struct tt_lane *lane,
				       struct tt_model *m, int ret)
{
	int more;

	for (;;) {
		if (tt_query(turn, lane, m))
			return TT_MODEL_GAVE_UP;
		if (!READ_ONCE(m->base)) {
			STEP(del_check_pending);
			return ret;
		}
		STEP(del_check_pending);
		STEP(del_retry);
		more = tt_base_del(turn, lane, m);
		if (more < 0)
			return more;
		ret += more;
	}
}

TT_DELETION(hist_2_6_query_loop)
{
	int ret = tt_base_del(turn, lane, m);

	return ret < 0 ? ret : tt_query_on(turn, lane, m, ret);
}

TT_DELETION(hist_last_running)
{
	struct tt_slot *last;
	int ret = 0, more;

	for (;;) {
		more = tt_base_del(turn, lane, m);
		if (more < 0)
			return more;
		ret += more;
		last = READ_ONCE(m->last);
		STEP(del_read_last);
		if (last) {
			tt_simulate_distance(lane, last);
			if (!tt_spin_while(READ_ONCE(last->running) == m))
				return TT_MODEL_GAVE_UP;
			STEP(del_wait);
		}
		smp_rmb();	/* as in the original */
		if (READ_ONCE(m->base)) {
			STEP(del_check_pending);
			STEP(del_retry);
			continue;
		}
		STEP(del_check_pending);
		if (READ_ONCE(m->last) == last) {
			STEP(del_check_last);
			return ret;
		}
		STEP(del_check_last);
		STEP(del_retry);
	}
}

TT_DELETION(hist_singleshot)
{
	int ret = tt_base_del(turn, lane, m);

	if (ret)
		return ret;
	ret = tt_hist_2_6_query_loop(turn, lane, m);
	if (ret > 0)
		lane->machine.odd.bugs++;
	STEP(del_bug_on);
	return ret;
}

TT_DELETION(hist_lwn_shortcut)
{
	int ret = tt_base_del(turn, lane, m);

	return ret ? ret : tt_query_on(turn, lane, m, ret);
}

TT_DELETION(hist_morton_shortcut)
{
	int ret = tt_base_del(turn, lane, m);

	return ret <= 0 ? ret : tt_query_on(turn, lane, m, ret);
}

/* lock_timer_base() and try_to_del_timer_sync() of 2.6.13. -1 means that the handler runs. */
static __always_inline int tt_base_try(struct tt_turn *turn, struct tt_lane *lane,
				       struct tt_model *m)
{
	struct tt_slot *base;
	unsigned long flags;
	int ret = 0;

	for (;;) {
		base = READ_ONCE(m->base);
		STEP(del_read_base);
		tt_simulate_distance(lane, base);
		if (!tt_slot_lock(turn, base, &flags))
			return TT_MODEL_GAVE_UP;
		STEP(del_lock);
		if (likely(base == READ_ONCE(m->base)))
			break;
		STEP(del_check_base);
		tt_slot_unlock(base, flags);
	}
	STEP(del_check_base);
	if (base->running == m)
		ret = -1;
	STEP(del_read_running);
	if (!ret && m->queued)
		ret = tt_unlink(turn, lane, m);
	STEP(del_detach);
	tt_slot_unlock(base, flags);
	STEP(del_unlock);
	return ret;
}

TT_DELETION(hist_2_6_13)
{
	u64 begin = 0;
	u32 spins = 0;
	int ret;

	for (;;) {
		ret = tt_base_try(turn, lane, m);
		if (ret != -1)
			return ret;
		if (turn) {
			if (!tt_turn_waits(turn))
				return TT_MODEL_GAVE_UP;
		} else {
			cpu_relax();
			if (!(++spins & 1023) && tt_spin_expired(lane, &begin))
				return TT_MODEL_GAVE_UP;
		}
		STEP(del_wait);
		STEP(del_retry);
	}
}

static int tt_del_timer_2_6(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m)
{
	return tt_base_del(turn, lane, m);
}

static int tt_del_timer_2_6_13(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m)
{
	return tt_base_try(turn, lane, m);
}

TT_ERA(hist_2_6_query_loop, tt_del_timer_2_6, TT_ERA_NO_BASE | TT_ERA_MARK_SLOT);
TT_ERA(hist_last_running, tt_del_timer_2_6, TT_ERA_NO_BASE | TT_ERA_MARK_SLOT | TT_ERA_LAST);
TT_ERA(hist_singleshot, tt_del_timer_2_6, TT_ERA_NO_BASE | TT_ERA_MARK_SLOT);
TT_ERA(hist_lwn_shortcut, tt_del_timer_2_6, TT_ERA_NO_BASE | TT_ERA_MARK_SLOT);
TT_ERA(hist_morton_shortcut, tt_del_timer_2_6, TT_ERA_NO_BASE | TT_ERA_MARK_SLOT);
TT_ERA(hist_2_6_13, tt_del_timer_2_6_13, TT_ERA_STAYS | TT_ERA_MARK_SLOT | TT_ERA_MARK_FIRST);
