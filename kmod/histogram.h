/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Log-linear histograms of ticks; buckets as the uapi header states them.
 * One writer each; a reader on another CPU sees values that are a little old.
 */
#ifndef TT_HISTOGRAM_H
#define TT_HISTOGRAM_H

#include <linux/bitops.h>
#include <linux/minmax.h>
#include <linux/types.h>

#include <timertorture.h>

struct tt_hist {
	u64 count;
	u64 min;
	u64 max;
	u64 sum;
	u64 bucket[TT_HIST_BUCKETS];
};

static inline unsigned int tt_hist_index(u64 value)
{
	unsigned int octave, index;

	if (value < 2ULL << TT_HIST_SUB_BITS)
		return value;
	octave = fls64(value) - 1 - TT_HIST_SUB_BITS;
	index = (octave << TT_HIST_SUB_BITS) + (value >> octave);
	return min_t(unsigned int, index, TT_HIST_BUCKETS - 1);
}

static inline void tt_hist_add(struct tt_hist *hist, u64 value)
{
	unsigned int i = tt_hist_index(value);

	WRITE_ONCE(hist->bucket[i], hist->bucket[i] + 1);
	if (!hist->count || value < hist->min)
		hist->min = value;
	if (value > hist->max)
		hist->max = value;
	hist->sum += value;
	WRITE_ONCE(hist->count, hist->count + 1);
}

/*
 * Writes the filled buckets of @hist, less those of @before if it is not NULL,
 * to @out and returns how many. @total gets the sum of their counts.
 */
unsigned int tt_hist_pack(const u64 *bucket, const u64 *before, struct tt_bucket *out, u64 *total);

#endif /* TT_HISTOGRAM_H */
