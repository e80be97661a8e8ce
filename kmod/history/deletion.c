// SPDX-License-Identifier: GPL-2.0-only
/*
 * The old kernels' deletions as the rest of the module sees them: by name, and
 * the del_timer() that each had.
 */
#include <linux/kernel.h>
#include <linux/string.h>

#include "history/deletion.h"

#define TT_PATIENCE_NS	(2 * NSEC_PER_SEC)

noinline bool tt_spin_expired(struct tt_lane *lane, u64 *begin)
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

/* The era's del_timer(), which does not wait; with points at which it can be held */
int tt_del_timer(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m)
{
	if (lane->cell->era->traits & TT_ERA_GLOBAL)
		return tt_del_timer_2_4(turn, lane, m);
	return tt_del_timer_2_6(turn, lane, m);
}

static const struct tt_era *tt_era_among(const struct tt_era *eras, const char *name)
{
	for (; eras->name; eras++)
		if (!strcmp(eras->name, name))
			return eras;
	return NULL;
}

const struct tt_era *tt_era_find(const char *name)
{
	return tt_era_among(tt_eras_2_4, name) ?: tt_era_among(tt_eras_2_6, name);
}
