/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the deletions of old kernels are written with, statement by statement.
 * Each is compiled twice: bare, which is what is timed, and with points after
 * its steps at which it can be held.
 *
 * A spin that has no end in the original gives up after a time here.
 */
#ifndef TT_HISTORY_DELETE_H
#define TT_HISTORY_DELETE_H

#include "race/engine.h"

#define STEP(name) TT_STEP_OVER(turn, name)

/* One turn of a spin; false if it is time to give up. */
bool tt_spin_expired(struct tt_lane *lane, u64 *begin);

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

/* The head of a deletion, and its two compilations */
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

/* A deletion, and what runs and arms timers beside it: tt_era.traits */
#define TT_ERA(name_, traits_) \
	{ .name = #name_, .traits = traits_, .del = tt_held_##name_, .call = tt_call_##name_ }

/* The last one of a family has no name. */
extern const struct tt_era tt_eras_2_4[];
extern const struct tt_era tt_eras_2_6[];

int tt_del_timer_2_4(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m);
int tt_del_timer_2_6(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m);

#endif /* TT_HISTORY_DELETE_H */
