// SPDX-License-Identifier: GPL-2.0-only
/*
 * Packing of histograms, and the cost of the clock that fills them.
 */
#include <linux/compiler.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/sort.h>

#include "clock.h"
#include "histogram.h"

unsigned int tt_hist_pack(const u64 *bucket, const u64 *before, struct tt_bucket *out, u64 *total)
{
	unsigned int i, filled = 0;

	*total = 0;
	for (i = 0; i < TT_HIST_BUCKETS; i++) {
		u64 count = READ_ONCE(bucket[i]) - (before ? before[i] : 0);

		if (!count)
			continue;
		out[filled].index = i;
		out[filled].reserved = 0;
		out[filled].count = count;
		*total += count;
		filled++;
	}
	return filled;
}

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
