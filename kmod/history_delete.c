// SPDX-License-Identifier: GPL-2.0-only
/*
 * The deletions of old kernels, statement by statement. Each is compiled twice:
 * bare, which is what is timed, and with points after its steps at which it can
 * be held.
 *
 * A spin that has no end in the original gives up after a time here.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "engine.h"

#define TT_PATIENCE_NS	(2 * NSEC_PER_SEC)

#define STEP(name) TT_STEP_OVER(turn, name)

/* One turn of a spin; false if it is time to give up. */
static noinline bool tt_spin_expired(struct tt_lane *lane, u64 *begin)
{
	u64 now = tt_clock();

	if (!*begin)
		*begin = now;
	if (now - *begin < tt_ns_to_ticks(TT_PATIENCE_NS) && !tt_stopped(lane->cell))
		return false;
	/* A cell that is stopped ends all waits in time, but none of them is hung. */
	if (now - *begin < tt_ns_to_ticks(TT_PATIENCE_NS / 2))
		return false;
	lane->machine.gave_up++;
	return true;
}

#define tt_spin_while(condition) ({					\
	u64 begin_ = 0;							\
	u32 spins_ = 0;							\
	bool over_ = true;						\
									\
	while (condition) {						\
		if (turn) {						\
			if (tt_turn_waits(turn))			\
				continue;				\
		} else {						\
			cpu_relax();					\
			if (++spins_ & 1023 || !tt_spin_expired(lane, &begin_))	\
				continue;				\
		}							\
		over_ = false;						\
		break;							\
	}								\
	over_;								\
})

/* The line of a slot on another node, where distance is simulated. */
static __always_inline void tt_fetch(const struct tt_lane *lane, const struct tt_slot *slot)
{
	if (unlikely(lane->machine.simulated) && slot->penalty)
		tt_spin_until(tt_clock() + slot->penalty);
}

/* Unlinks what should be queued; in the original, twice is a corrupted list. */
static __always_inline int tt_unlink(struct tt_turn *turn, struct tt_lane *lane,
				     struct tt_model *m)
{
	if (turn && m->base == &lane->machine.grave)
		tt_turn_touches(turn);
	if (unlikely(!m->queued))
		lane->machine.unlinked_twice++;
	WRITE_ONCE(m->queued, 0);
	return 1;
}

static __always_inline struct tt_slot *tt_global(const struct tt_lane *lane)
{
	return lane->machine.slot[lane->machine.home];
}

#define TT_DELETION(name) static __always_inline int				\
	tt_##name(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m)

/* L; unlink; U: del_timer() up to 2.4 */
static __always_inline int tt_global_del(struct tt_turn *turn, struct tt_lane *lane,
					 struct tt_model *m)
{
	struct tt_slot *wheel = tt_global(lane);
	unsigned long flags;
	int ret = 0;

	tt_fetch(lane, wheel);
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
	struct tt_slot *wheel = tt_global(lane);
	unsigned long flags;
	int ret = 0;
	bool running;

	for (;;) {
		tt_fetch(lane, wheel);
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

/* Any timer's handler, strangers' too */
static __always_inline int tt_wait_on_timers(struct tt_turn *turn, struct tt_lane *lane)
{
	struct tt_slot *wheel = tt_global(lane);

	if (!tt_spin_while(READ_ONCE(wheel->running)))
		return TT_MODEL_GAVE_UP;
	smp_rmb();	/* what the handler did is seen */
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
	struct tt_slot *wheel = tt_global(lane);
	bool running, again = true;
	unsigned long flags;
	int ret = 0;

retry:
	tt_fetch(lane, wheel);
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
	tt_fetch(lane, wheel);
	if (!tt_slot_lock(turn, wheel, &flags))
		return TT_MODEL_GAVE_UP;
	STEP(del_relock);
	if (version == TT_RACE_6_ELSE) {
		again = m->queued;
		if (!again)
			lane->machine.warnings++;
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

/* Comes out at what 2.4 did */
TT_DELETION(hist_timer_race_6_retry)
{
	return tt_race_6(turn, lane, m, TT_RACE_6_RETRY);
}

TT_DELETION(hist_2_4_global)
{
	return tt_race_6(turn, lane, m, TT_RACE_6_RETRY);
}

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
		tt_fetch(lane, base);
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
	smp_wmb();	/* 2.6: the list before the base */
	WRITE_ONCE(m->base, NULL);
	STEP(del_clear_base);
	tt_slot_unlock(base, flags);
	STEP(del_unlock);
	return 1;
}

/* Asks every CPU; waits for the first that runs it. */
static __always_inline int tt_query(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m)
{
	const struct tt_machine *machine = &lane->machine;
	struct tt_slot *found = NULL;
	u32 i;

	for (i = 0; i < machine->slots; i++) {
		tt_fetch(lane, machine->slot[i]);
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
	smp_rmb();	/* pairs with the runner's: the marks before the base */
	return 0;
}

/* The loop with @ret of a del_timer() that was made already */
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
			tt_fetch(lane, last);
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
		lane->machine.bugs++;
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

/* lock_timer_base() and try_to_del_timer_sync() of 2.6.13; -1: it runs */
static __always_inline int tt_base_try(struct tt_turn *turn, struct tt_lane *lane,
				       struct tt_model *m)
{
	struct tt_slot *base;
	unsigned long flags;
	int ret = 0;

	for (;;) {
		base = READ_ONCE(m->base);
		STEP(del_read_base);
		tt_fetch(lane, base);
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

TT_DELETION(hist_null)
{
	return 0;
}

/* The era's del_timer(), which does not wait; with points at which it can be held */
int tt_del_timer(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m)
{
	u32 traits = lane->cell->era->traits;

	if (traits & TT_ERA_GLOBAL)
		return tt_global_del(turn, lane, m);
	return traits & TT_ERA_NO_BASE ? tt_base_del(turn, lane, m) : tt_base_try(turn, lane, m);
}

/* The two compilations, and the table */

#define TT_ERA(name_, traits_)								\
	int tt_call_##name_(struct timer_list *timer)					\
	{										\
		struct tt_timer *t = container_of(timer, struct tt_timer, timer);	\
											\
		return tt_##name_(NULL, t->lane, &t->model);				\
	}										\
											\
	static int tt_held_##name_(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m) \
	{										\
		return tt_##name_(turn, lane, m);					\
	}
#include "history_eras.list.h"
#undef TT_ERA

#define TT_ERA(name_, traits_)								\
	{ .name = #name_, .traits = traits_, .del = tt_held_##name_, .call = tt_call_##name_ },
static const struct tt_era tt_eras[] = {
#include "history_eras.list.h"
};

const struct tt_era *tt_era_find(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(tt_eras); i++)
		if (!strcmp(tt_eras[i].name, name))
			return &tt_eras[i];
	return NULL;
}
