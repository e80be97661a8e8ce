/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Waits for a moment with few reads of the clock, by a counted loop whose speed is
 * learned.
 *
 * A read is not always cheap, and it may affect other CPUs: under QEMU's TCG each read
 * takes a lock that all virtual CPUs share (cpu_get_ticks()). So a handler that polls the
 * clock would delay the deleter that is chasing it.
 */
#ifndef TT_PACE_H
#define TT_PACE_H

#include <linux/compiler.h>
#include <linux/minmax.h>

#include "timing/clock.h"

#define TT_PACE_SHIFT	10

/**
 * struct tt_pace - how fast the counted loop is on one CPU
 * @loops: iterations in 1 << TT_PACE_SHIFT ticks
 * @read: ticks that a read of the clock takes
 * @stretch: ticks between two reads at most
 */
struct tt_pace {
	u32 loops;
	u32 read;
	u32 stretch;
};

/* Measures the loop. Process context. */
void tt_pace_init(struct tt_pace *pace);

static __always_inline void tt_pace_loop(u64 count)
{
	/* There is no cpu_relax() here, see tt_spin_until() in cell/wait.h. */
	while (count--)
		barrier();
}

/* Updates the speed. An interrupt makes the loop look slow, but that is soon forgotten. */
static inline void tt_pace_learn(struct tt_pace *pace, u64 count, u64 ticks)
{
	u32 seen = div64_u64(count << TT_PACE_SHIFT, ticks);

	pace->loops += ((s32)clamp(seen, pace->loops / 2, 2 * pace->loops) - (s32)pace->loops) / 8;
	pace->loops = max(pace->loops, 8U);
}

/**
 * tt_pace_until - spins until a moment
 * @pace: speed of this CPU. The handlers of a lane share one. If two of them run at once,
 *	the speed may be wrong for a moment, but the wait is still right
 * @now: the clock, which was just read
 * @deadline: clock at which to return
 *
 * Return: the clock, which was just read, and is not before @deadline.
 */
static inline u64 tt_pace_until(struct tt_pace *pace, u64 now, u64 deadline)
{
	while ((s64)(deadline - now) > 0) {
		u64 left = min_t(u64, deadline - now, pace->stretch);
		u64 begin = now;

		if (left > 2 * pace->read) {
			u64 count = (left - pace->read) * pace->loops >> TT_PACE_SHIFT;

			tt_pace_loop(count);
			now = tt_clock();
			if (now - begin > pace->read)
				tt_pace_learn(pace, count, now - begin - pace->read);
		} else {
			now = tt_clock();
		}
	}
	return now;
}

#endif /* TT_PACE_H */
