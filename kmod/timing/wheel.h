/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The geometry of the timer wheel since Linux 4.8: levels of 64 buckets, each
 * level eight times as coarse as the level below it.
 */
#ifndef TT_WHEEL_H
#define TT_WHEEL_H

#include <linux/jiffies.h>
#include <linux/types.h>

#include <timertorture.h>

#define TT_WHEEL_SHIFT	3
#define TT_WHEEL_BUCKETS	64	/* of a level */
#define TT_WHEEL_LEVELS	(HZ > 100 ? 9 : 8)

/*
 * The smallest delta that belongs to @level, which is at least 1. For
 * TT_WHEEL_LEVELS it is the smallest delta beyond the wheel.
 */
static inline unsigned long tt_wheel_start(unsigned int level)
{
	return 63UL << ((level - 1) * TT_WHEEL_SHIFT);
}

/* The level of an expiry @delta jiffies ahead. A timer that is due goes to level 0. */
static inline unsigned int tt_wheel_level(unsigned long delta)
{
	unsigned int level = 0;

	if ((long)delta < 0)
		return 0;
	while (level + 1 < TT_WHEEL_LEVELS && delta >= tt_wheel_start(level + 1))
		level++;
	return level;
}

/*
 * The latest bucket for a timer that is due at @expires, if the base's clock was at @clk or
 * later when the timer was armed. An older clock means a longer distance, and so a coarser
 * level. A timer that the clock has already passed goes to the clock's own bucket instead.
 */
static inline unsigned long tt_wheel_latest(unsigned long expires, unsigned long clk)
{
	unsigned int shift = tt_wheel_level(expires - clk) * TT_WHEEL_SHIFT;

	return ((expires >> shift) + 1) << shift;
}

/* The number, among the buckets of all levels, of the bucket of an expiry on @level */
static inline unsigned int tt_wheel_index(unsigned long expires, unsigned int level)
{
	unsigned long turns = (expires >> (level * TT_WHEEL_SHIFT)) + 1;

	return level * TT_WHEEL_BUCKETS + turns % TT_WHEEL_BUCKETS;
}

/* Jiffies between two buckets of the level of @delta */
static inline unsigned long tt_wheel_granule(unsigned long delta)
{
	return 1UL << (tt_wheel_level(delta) * TT_WHEEL_SHIFT);
}

#endif /* TT_WHEEL_H */
