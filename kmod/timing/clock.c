// SPDX-License-Identifier: GPL-2.0-only
/*
 * Measures what one read of the clock costs.
 */
#include <linux/slab.h>
#include <linux/sort.h>

#include "timing/clock.h"

#define TT_COST_SAMPLES 1001

static int tt_compare_u32(const void *a, const void *b)
{
	u32 x = *(const u32 *)a, y = *(const u32 *)b;

	return x < y ? -1 : x > y;
}

u32 tt_clock_cost(void)
{
	u32 *cost = kcalloc(TT_COST_SAMPLES, sizeof(*cost), GFP_KERNEL);
	u32 median;
	int i;

	if (!cost)
		return 0;
	for (i = 0; i < TT_COST_SAMPLES; i++) {
		u64 begin = tt_clock();

		cost[i] = tt_clock() - begin;
	}
	sort(cost, TT_COST_SAMPLES, sizeof(*cost), tt_compare_u32, NULL);
	median = cost[TT_COST_SAMPLES / 2];
	kfree(cost);
	return median;
}
