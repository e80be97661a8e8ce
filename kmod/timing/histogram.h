/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Log-linear histograms of ticks; buckets as the uapi header states them.
 * One writer each; a reader on another CPU sees values that are a little old.
 */
#ifndef TT_HISTOGRAM_H
#define TT_HISTOGRAM_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <timertorture.h>

#define TT_HIST_FINE	4096

/**
 * struct tt_hist - a histogram as it is written: cheap for what is usual
 * @fine: how often each value below TT_HIST_FINE came
 * @bucket: larger values
 * @min: smallest of these, U64_MAX if there is none
 * @max: largest
 * @sum: of them
 */
struct tt_hist {
	u64 fine[TT_HIST_FINE];
	u64 bucket[TT_HIST_BUCKETS];
	u64 min;
	u64 max;
	u64 sum;
};

/* min, max and sum of a whole histogram; all 0 if it is empty */
struct tt_extent {
	u64 min;
	u64 max;
	u64 sum;
};

void tt_hist_init(struct tt_hist *hist);
void tt_hist_add_large(struct tt_hist *hist, u64 value);

static inline void tt_hist_add(struct tt_hist *hist, u64 value)
{
	if (likely(value < TT_HIST_FINE))
		WRITE_ONCE(hist->fine[value], hist->fine[value] + 1);
	else
		tt_hist_add_large(hist, value);
}

/* Adds the counts of @hist to @bucket, TT_HIST_BUCKETS of them. */
void tt_hist_fold(const struct tt_hist *hist, u64 *bucket);

struct tt_extent tt_hist_extent(const struct tt_hist *hist);

/*
 * Writes the filled ones of @bucket, less those of @before if it is not NULL,
 * to @out and returns how many. @total gets the sum of their counts.
 */
unsigned int tt_hist_pack(const u64 *bucket, const u64 *before, struct tt_bucket *out, u64 *total);

#endif /* TT_HISTOGRAM_H */
