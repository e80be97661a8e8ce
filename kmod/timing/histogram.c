// SPDX-License-Identifier: GPL-2.0-only
/*
 * Log-linear histograms.
 */
#include <linux/bitops.h>
#include <linux/compiler.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/string.h>

#include "timing/histogram.h"

static unsigned int tt_histogram_index(u64 value)
{
	unsigned int octave, index;

	if (value < 2ULL << TT_HIST_SUB_BITS)
		return value;
	octave = fls64(value) - 1 - TT_HIST_SUB_BITS;
	index = (octave << TT_HIST_SUB_BITS) + (value >> octave);
	return min_t(unsigned int, index, TT_HIST_BUCKETS - 1);
}

void tt_histogram_init(struct tt_histogram *histogram)
{
	memset(histogram, 0, sizeof(*histogram));
	histogram->min = U64_MAX;
}

void tt_histogram_add_large(struct tt_histogram *histogram, u64 value)
{
	unsigned int i = tt_histogram_index(value);

	WRITE_ONCE(histogram->bucket[i], histogram->bucket[i] + 1);
	histogram->min = min(histogram->min, value);
	histogram->max = max(histogram->max, value);
	histogram->sum += value;
}

void tt_histogram_fold(const struct tt_histogram *histogram, u64 *bucket)
{
	unsigned int i;

	for (i = 0; i < TT_HISTOGRAM_FINE; i++)
		bucket[tt_histogram_index(i)] += READ_ONCE(histogram->fine[i]);
	for (i = 0; i < TT_HIST_BUCKETS; i++)
		bucket[i] += READ_ONCE(histogram->bucket[i]);
}

struct tt_extent tt_histogram_extent(const struct tt_histogram *histogram)
{
	struct tt_extent extent = {
		.min = histogram->min,
		.max = histogram->max,
		.sum = histogram->sum,
	};
	unsigned int i;

	for (i = 0; i < TT_HISTOGRAM_FINE; i++) {
		if (!histogram->fine[i])
			continue;
		extent.min = min_t(u64, extent.min, i);
		extent.max = max_t(u64, extent.max, i);
		extent.sum += i * histogram->fine[i];
	}
	if (extent.min == U64_MAX)
		extent.min = 0;
	return extent;
}

unsigned int tt_histogram_pack(const u64 *bucket, const u64 *before, struct tt_bucket *out,
			       u64 *total)
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
