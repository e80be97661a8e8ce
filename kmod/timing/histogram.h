/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Log-linear histograms of ticks. The uapi header defines the buckets. Each
 * histogram has one writer. A reader on another CPU may see old values.
 */
#ifndef TT_HISTOGRAM_H
#define TT_HISTOGRAM_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <timertorture.h>

#define TT_HISTOGRAM_FINE	4096

/**
 * struct tt_histogram - a histogram whose usual values are cheap to add
 * @fine: count of each value below TT_HISTOGRAM_FINE
 * @bucket: counts of the larger values
 * @min: smallest of the larger values, U64_MAX if there are none
 * @max: largest of the larger values
 * @sum: sum of the larger values
 */
struct tt_histogram {
	u64 fine[TT_HISTOGRAM_FINE];
	u64 bucket[TT_HIST_BUCKETS];
	u64 min;
	u64 max;
	u64 sum;
};

/* Minimum, maximum and sum of a whole histogram. All are 0 if it is empty. */
struct tt_extent {
	u64 min;
	u64 max;
	u64 sum;
};

void tt_histogram_init(struct tt_histogram *histogram);
void tt_histogram_add_large(struct tt_histogram *histogram, u64 value);

static inline void tt_histogram_add(struct tt_histogram *histogram, u64 value)
{
	if (likely(value < TT_HISTOGRAM_FINE))
		WRITE_ONCE(histogram->fine[value], histogram->fine[value] + 1);
	else
		tt_histogram_add_large(histogram, value);
}

/* Adds the counts of @histogram to the TT_HIST_BUCKETS counts of @bucket. */
void tt_histogram_fold(const struct tt_histogram *histogram, u64 *bucket);

struct tt_extent tt_histogram_extent(const struct tt_histogram *histogram);

/*
 * Writes the non-empty buckets of @bucket to @out and returns their number. The
 * counts of @before are subtracted first, unless it is NULL. @total receives
 * the sum of the counts.
 */
unsigned int tt_histogram_pack(const u64 *bucket, const u64 *before, struct tt_bucket *out,
			       u64 *total);

#endif /* TT_HISTOGRAM_H */
