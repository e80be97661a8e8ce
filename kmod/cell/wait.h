/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a worker waits.
 */
#ifndef TT_WAIT_H
#define TT_WAIT_H

#include <linux/jiffies.h>
#include <linux/types.h>

#include "timing/clock.h"

#define TT_ROUND_GRACE		msecs_to_jiffies(100)

struct tt_cell;
struct tt_lane;
struct tt_worker;

/* Makes one step of a wait for another CPU. */
void tt_pause(const struct tt_cell *cell);

/*
 * Sleeps until kthread_stop() is called for the current kthread, which has done its work. Nobody
 * could call it for a kthread that has returned.
 */
void tt_sleep_until_stop(void);

/*
 * Whether the worker is on another CPU than its own; then the cell ends. From 5.11 on, the kernel
 * pushes a worker off a CPU that goes off line before this module hears of it. With softirqs off
 * the worker stays where it is.
 */
bool tt_worker_displaced(const struct tt_worker *worker);

/*
 * Records how long the deleter of @lane did not run. A spinning deleter calls
 * it again and again: a long time since @last, the clock at the previous call,
 * means that it was preempted or that its CPU was stolen. Returns the clock.
 */
u64 tt_gap_note(struct tt_lane *lane, u64 last);

/*
 * Spins until @deadline. There is no cpu_relax() where a deleter waits for its
 * moment: PAUSE takes up to 140 cycles on real CPUs, and under TCG it leaves
 * the translated code for microseconds.
 */
static inline void tt_spin_until(u64 deadline)
{
	while ((s64)(tt_clock() - deadline) < 0)
		;
}

#endif /* TT_WAIT_H */
