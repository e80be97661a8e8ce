/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How long somebody has waited for another CPU. Only time in which the waiter could look counts:
 * if the whole machine stood still, nobody else could get on with his work either.
 */
#ifndef TT_PATIENCE_H
#define TT_PATIENCE_H

#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/types.h>

/* The time between two looks counts for so much at most. A waiter looks more often than this. */
#define TT_LOOK_JIFFIES	(HZ / 4)

/**
 * struct tt_patience - a wait
 * @looked: jiffies at the last look
 * @waited: jiffies that count
 */
struct tt_patience {
	unsigned long looked;
	unsigned long waited;
};

static inline void tt_patience_begin(struct tt_patience *patience)
{
	patience->looked = jiffies;
	patience->waited = 0;
}

/* Returns whether more than @bound jiffies have been waited. */
static inline bool tt_patience_over(struct tt_patience *patience, unsigned long bound)
{
	unsigned long now = jiffies;

	patience->waited += min_t(unsigned long, now - patience->looked, TT_LOOK_JIFFIES);
	patience->looked = now;
	return patience->waited > bound;
}

#endif /* TT_PATIENCE_H */
