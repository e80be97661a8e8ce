// SPDX-License-Identifier: GPL-2.0-only
/*
 * Histograms, and the cost of the clock that fills them.
 */
#include <linux/bitops.h>
#include <linux/compiler.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/sort.h>

#include "timing/clock.h"
#include "timing/histogram.h"

static unsigned int tt_hist_index(u64 value)
{
	unsigned int octave, index;

	if (value < 2ULL << TT_HIST_SUB_BITS)
		return value;
	octave = fls64(value) - 1 - TT_HIST_SUB_BITS;
	index = (octave << TT_HIST_SUB_BITS) + (value >> octave);
	return min_t(unsigned int, index, TT_HIST_BUCKETS - 1);
}

void tt_hist_init(struct tt_hist *hist)
{
	memset(hist, 0, sizeof(*hist));
	hist->min = U64_MAX;
}

void tt_hist_add_large(struct tt_hist *hist, u64 value)
{
	unsigned int i = tt_hist_index(value);

	WRITE_ONCE(hist->bucket[i], hist->bucket[i] + 1);
	hist->min = min(hist->min, value);
	hist->max = max(hist->max, value);
	hist->sum += value;
}

void tt_hist_fold(const struct tt_hist *hist, u64 *bucket)
{
	unsigned int i;

	for (i = 0; i < TT_HIST_FINE; i++)
		bucket[tt_hist_index(i)] += READ_ONCE(hist->fine[i]);
	for (i = 0; i < TT_HIST_BUCKETS; i++)
		bucket[i] += READ_ONCE(hist->bucket[i]);
}

struct tt_extent tt_hist_extent(const struct tt_hist *hist)
{
	struct tt_extent extent = { .min = hist->min, .max = hist->max, .sum = hist->sum };
	unsigned int i;

	for (i = 0; i < TT_HIST_FINE; i++) {
		if (!hist->fine[i])
			continue;
		extent.min = min_t(u64, extent.min, i);
		extent.max = max_t(u64, extent.max, i);
		extent.sum += i * hist->fine[i];
	}
	if (extent.min == U64_MAX)
		extent.min = 0;
	return extent;
}

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
