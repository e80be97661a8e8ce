// SPDX-License-Identifier: GPL-2.0-only
/*
 * How fast a counted loop is here: see pace.h.
 */
#include <linux/limits.h>

#include "timing/pace.h"

#define TT_PACE_TURNS		1024
#define TT_PACE_TRIALS		32
#define TT_PACE_STRETCH_NS	2000

void tt_pace_init(struct tt_pace *pace)
{
	u64 shortest = U64_MAX, look = U64_MAX;
	int i;

	for (i = 0; i < TT_PACE_TRIALS; i++) {
		u64 begin = tt_clock(), after = tt_clock();

		tt_pace_turns(TT_PACE_TURNS);
		shortest = min(shortest, tt_clock() - after);
		look = min(look, after - begin);
	}
	shortest = max(shortest - look, 1ULL);
	pace->look = look;
	pace->loops = clamp_t(u64, div64_u64((u64)TT_PACE_TURNS << TT_PACE_SHIFT, shortest), 8,
			      U16_MAX);
	pace->stretch = tt_ns_to_ticks(TT_PACE_STRETCH_NS);
}
