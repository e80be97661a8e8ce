/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the deletions of old kernels are written with, statement by statement.
 * Each deletion is compiled twice: without points at which it can be held, which
 * is the version that is timed, and with such points after its steps.
 *
 * A spin that has no end in the original gives up after some time.
 */
#ifndef TT_HISTORY_DELETION_H
#define TT_HISTORY_DELETION_H

#include <linux/sched.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "history/eras.h"
#include "history/machine.h"
#include "history/models.h"
#include "turns/steps.h"

#define STEP(name) TT_STEP_OVER(turn, name)

/*
 * Returns true if a spin has lasted too long. @begin is 0 in the first call, and
 * keeps the clock of that call for the later ones.
 */
bool tt_spin_expired(struct tt_lane *lane, u64 *begin);

/* Spins while @condition holds. The value is false if the spin gave up. */
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

/*
 * Takes the time that the line of a slot on another node costs, if that is simulated. A search
 * of many slots may take seconds, so it lets others run, and is over soon once the cell is
 * stopped. The caller holds no lock.
 */
static __always_inline void tt_simulate_distance(const struct tt_lane *lane,
						 const struct tt_slot *slot)
{
	if (likely(!lane->machine.simulated) || !slot->penalty || tt_stopped(lane->cell))
		return;
	tt_spin_until(tt_clock() + slot->penalty);
	cond_resched();
}

/* Unlinks a timer that should be queued. Twice would corrupt the list in the original. */
static __always_inline int tt_unlink(struct tt_turn *turn, struct tt_lane *lane,
				     struct tt_model *m)
{
	if (turn && m->base == &lane->machine.grave)
		tt_turn_touches(turn);
	if (unlikely(!m->queued))
		lane->machine.odd.unlinked_twice++;
	WRITE_ONCE(m->queued, 0);
	return 1;
}

/* Begins the definition of a deletion, and compiles it twice. */
#define TT_DELETION(name)								\
	static __always_inline int							\
	tt_##name(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m);	\
											\
	int tt_call_##name(struct timer_list *timer)					\
	{										\
		struct tt_timer *t = container_of(timer, struct tt_timer, timer);	\
											\
		return tt_##name(NULL, t->lane, &t->model);				\
	}										\
											\
	static int tt_held_##name(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m) \
	{										\
		return tt_##name(turn, lane, m);					\
	}										\
											\
	static __always_inline int							\
	tt_##name(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m)

/* Defines the era of a deletion: its del_timer(), and its traits. */
#define TT_ERA(name_, del_timer_, traits_)						\
	const struct tt_era tt_era_##name_ = {						\
		.traits = traits_,							\
		.del = tt_held_##name_,							\
		.del_timer = del_timer_,						\
	}

#endif /* TT_HISTORY_DELETION_H */
