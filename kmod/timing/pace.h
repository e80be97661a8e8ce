/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Waiting for a moment with few looks at the clock: a counted loop, whose
 * speed is learned.
 *
 * A look is not always cheap, nor one's own business: under QEMU's TCG each
 * takes a lock that all virtual CPUs share (cpu_get_ticks()), so a handler that
 * polls the clock holds up the deleter that is after it.
 */
#ifndef TT_PACE_H
#define TT_PACE_H

#include <linux/compiler.h>
#include <linux/minmax.h>

#include "timing/clock.h"

#define TT_PACE_SHIFT	10

/**
 * struct tt_pace - how fast the loop is, where it runs
 * @loops: turns in 1 << TT_PACE_SHIFT ticks
 * @look: ticks that a look at the clock takes
 * @stretch: ticks between two looks at most
 */
struct tt_pace {
	u32 loops;
	u32 look;
	u32 stretch;
};

/* Process context: measures the loop. */
void tt_pace_init(struct tt_pace *pace);

static __always_inline void tt_pace_turns(u64 turns)
{
	/* There is no cpu_relax() here, see tt_spin_until() in race/wait.h. */
	while (turns--)
		barrier();
}

/* An interrupt makes the loop look slow: what is learned from it is soon forgotten. */
static inline void tt_pace_learn(struct tt_pace *pace, u64 turns, u64 ticks)
{
	u32 seen = div64_u64(turns << TT_PACE_SHIFT, ticks);

	pace->loops += ((s32)clamp(seen, pace->loops / 2, 2 * pace->loops) - (s32)pace->loops) / 8;
	pace->loops = max(pace->loops, 8U);
}

/**
 * tt_pace_until - spins until a moment
 * @pace: of this CPU. Handlers of a lane share one: where two run at once, what
 *	they learn may be spoilt for a moment, never the wait
 * @now: the clock, just read
 * @deadline: ticks
 *
 * Return: the clock, just read; @deadline or later.
 */
static inline u64 tt_pace_until(struct tt_pace *pace, u64 now, u64 deadline)
{
	while ((s64)(deadline - now) > 0) {
		u64 left = min_t(u64, deadline - now, pace->stretch);
		u64 begin = now;

		if (left > 2 * pace->look) {
			u64 turns = (left - pace->look) * pace->loops >> TT_PACE_SHIFT;

			tt_pace_turns(turns);
			now = tt_clock();
			if (now - begin > pace->look)
				tt_pace_learn(pace, turns, now - begin - pace->look);
		} else {
			now = tt_clock();
		}
	}
	return now;
}

#endif /* TT_PACE_H */
