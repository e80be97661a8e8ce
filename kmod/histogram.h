/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Log-linear histograms of ticks; buckets as the uapi header states them.
 * One writer each; a reader on another CPU sees values that are a little old.
 */
#ifndef TT_HISTOGRAM_H
#define TT_HISTOGRAM_H

#include <linux/bitops.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/types.h>

#include <timertorture.h>

/* What the buckets cannot tell exactly. */
struct tt_extent {
	u64 min;	/* U64_MAX if empty */
	u64 max;
	u64 sum;
};

#define TT_EXTENT_EMPTY ((struct tt_extent){ .min = U64_MAX })

struct tt_hist {
	struct tt_extent extent;
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

static inline void tt_hist_count(struct tt_hist *hist, u64 value)
{
	unsigned int i = tt_hist_index(value);

	WRITE_ONCE(hist->bucket[i], hist->bucket[i] + 1);
}

static inline void tt_extent_add(struct tt_extent *extent, u64 value)
{
	if (value < extent->min)
		extent->min = value;
	if (value > extent->max)
		extent->max = value;
	extent->sum += value;
}

static inline void tt_extent_merge(struct tt_extent *extent, const struct tt_extent *more)
{
	extent->min = min(extent->min, more->min);
	extent->max = max(extent->max, more->max);
	extent->sum += more->sum;
}

static inline void tt_hist_add(struct tt_hist *hist, u64 value)
{
	tt_hist_count(hist, value);
	tt_extent_add(&hist->extent, value);
}

/*
 * Writes the filled buckets of @hist, less those of @before if it is not NULL,
 * to @out and returns how many. @total gets the sum of their counts.
 */
unsigned int tt_hist_pack(const u64 *bucket, const u64 *before, struct tt_bucket *out, u64 *total);

#endif /* TT_HISTOGRAM_H */
