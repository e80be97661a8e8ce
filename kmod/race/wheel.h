/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The timer wheel's geometry, as kernel/time/timer.c has had it since 4.8:
 * levels of 64 buckets, each level eight times as coarse as the one below.
 */
#ifndef TT_WHEEL_H
#define TT_WHEEL_H

#include <linux/jiffies.h>
#include <linux/types.h>

#include <timertorture.h>

#define TT_WHEEL_SHIFT	3
#define TT_WHEEL_LEVELS	(HZ > 100 ? 9 : 8)

/* The smallest delta that is on @level, from 1; of TT_WHEEL_LEVELS: beyond the wheel */
static inline unsigned long tt_wheel_start(unsigned int level)
{
	return 63UL << ((level - 1) * TT_WHEEL_SHIFT);
}

/* The level that an expiry @delta jiffies ahead is put on; what is due goes to the first */
static inline unsigned int tt_wheel_level(unsigned long delta)
{
	unsigned int level = 0;

	if ((long)delta < 0)
		return 0;
	while (level + 1 < TT_WHEEL_LEVELS && delta >= tt_wheel_start(level + 1))
		level++;
	return level;
}

/* Jiffies between two buckets of that level */
static inline unsigned long tt_wheel_granule(unsigned long delta)
{
	return 1UL << (tt_wheel_level(delta) * TT_WHEEL_SHIFT);
}

#endif /* TT_WHEEL_H */
