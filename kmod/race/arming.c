// SPDX-License-Identifier: GPL-2.0-only
/*
 * The calls that arm a timer.
 */
#include <linux/timer.h>

#include "cell/cell.h"
#include "race/arming.h"

static const struct tt_armings tt_armings_shared = {
	.count = 2,
	.call = { TT_ARMING_MOD_TIMER, TT_ARMING_TIMER_REDUCE },
};

static const struct tt_armings tt_armings_pinned = {
	.count = 4 + TT_HAVE_ADD_TIMER_LOCAL,
	.call = {
		TT_ARMING_MOD_TIMER, TT_ARMING_TIMER_REDUCE, TT_ARMING_ADD_TIMER,
		TT_ARMING_ADD_TIMER_ON, TT_ARMING_ADD_TIMER_LOCAL,
	},
};

static const struct tt_armings tt_armings_unpinned = {
	.count = 3 + TT_HAVE_ADD_TIMER_GLOBAL,
	.call = {
		TT_ARMING_MOD_TIMER, TT_ARMING_TIMER_REDUCE, TT_ARMING_ADD_TIMER,
		TT_ARMING_ADD_TIMER_GLOBAL,
	},
};

/* Only the first one, because models have no other */
static const struct tt_armings tt_armings_model = {
	.count = 1,
	.call = { TT_ARMING_MOD_TIMER },
};

const struct tt_armings *tt_armings_of(const struct tt_lane *lane)
{
	const struct tt_cell *cell = lane->cell;
	u32 traits = cell->scen->traits;
	bool pinned = lane->timers[0].timer.flags & TIMER_PINNED;

	if (!tt_timers_native(lane))
		return &tt_armings_model;
	/*
	 * The handler of a timer that is not pinned may run on another CPU than the armer, and
	 * so may any handler once the base CPU has gone off line.
	 */
	if (traits & (TT_TRAIT_SHARED | TT_TRAIT_ESCAPE) ||
	    (traits & TT_TRAIT_REARM && !pinned) || cell->want.flags & TT_START_HOTPLUG)
		return &tt_armings_shared;
	return pinned ? &tt_armings_pinned : &tt_armings_unpinned;
}
