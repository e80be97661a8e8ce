// SPDX-License-Identifier: GPL-2.0-only
/*
 * Measures the speed of the counted loop.
 */
#include <linux/limits.h>

#include "timing/pace.h"

#define TT_PACE_LOOPS		1024
#define TT_PACE_TRIALS		32
#define TT_PACE_STRETCH_NS	2000

void tt_pace_init(struct tt_pace *pace)
{
	u64 shortest = U64_MAX, read = U64_MAX;
	int i;

	for (i = 0; i < TT_PACE_TRIALS; i++) {
		u64 begin = tt_clock(), after = tt_clock();

		tt_pace_loop(TT_PACE_LOOPS);
		shortest = min(shortest, tt_clock() - after);
		read = min(read, after - begin);
	}
	shortest = max(shortest - read, 1ULL);
	pace->read = read;
	pace->loops = clamp_t(u64, div64_u64((u64)TT_PACE_LOOPS << TT_PACE_SHIFT, shortest), 8,
			      U16_MAX);
	pace->stretch = tt_ns_to_ticks(TT_PACE_STRETCH_NS);
}
