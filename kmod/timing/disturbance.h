/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tells whether a tick, a softirq or a context switch fell into a timed call.
 */
#ifndef TT_DISTURBANCE_H
#define TT_DISTURBANCE_H

#include <linux/compiler.h>
#include <linux/types.h>

#define TT_INTERRUPT_NS		100	/* No interrupt comes and goes in less time. */

/**
 * struct tt_disturbance - what disturbs one kthread on its CPU
 * @seen: sum of the event counters at the last look
 * @shortest: duration of the shortest timed interval so far, in ticks
 * @interrupt_ticks: TT_INTERRUPT_NS in ticks
 * @cpu_time: CPU time of the kthread's CPU, by kind
 * @softirqs: softirq counters of that CPU, two counters in each word
 */
struct tt_disturbance {
	u64 seen;
	u64 shortest;
	u64 interrupt_ticks;
	const u64 *cpu_time;
	const u64 *softirqs;
};

void tt_disturbance_init(struct tt_disturbance *d, unsigned int cpu);

/* Sums the event counters. The kthread calls it on its own CPU. */
u64 tt_disturbance_events(const struct tt_disturbance *d);

/* Forgets the events so far. Call it before a series of timed intervals. */
static inline void tt_disturbance_begin(struct tt_disturbance *d)
{
	d->seen = tt_disturbance_events(d);
}

/*
 * Returns true if an event fell into the @duration that just ended. An interval
 * that is less than TT_INTERRUPT_NS longer than the shortest one cannot contain
 * an interrupt, so the counters are not read for it.
 */
static inline bool tt_disturbed(struct tt_disturbance *d, u64 duration)
{
	bool disturbed = false;
	u64 events;

	if (unlikely(duration >= d->shortest + d->interrupt_ticks)) {
		events = tt_disturbance_events(d);
		disturbed = events != d->seen;
		d->seen = events;
	}
	if (duration < d->shortest)
		d->shortest = duration;
	return disturbed;
}

#endif /* TT_DISTURBANCE_H */
