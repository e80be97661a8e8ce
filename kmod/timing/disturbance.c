// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counts the events that can disturb a timed call.
 */
#include <linux/kernel.h>
#include <linux/kernel_stat.h>
#include <linux/sched.h>

#include "timing/clock.h"
#include "timing/disturbance.h"

/*
 * The sum changes whenever a tick, a softirq or a context switch falls on the
 * CPU. The tick of a kthread counts as system time or as stolen time.
 */
u64 tt_disturbance_events(const struct tt_disturbance *d)
{
	u64 sum = current->nvcsw + current->nivcsw;
	int i;

	/* Only a change matters, so two counters are added at once. */
	for (i = 0; i < NR_SOFTIRQS / 2; i++)
		sum += READ_ONCE(d->softirqs[i]);
	return sum + READ_ONCE(d->cpu_time[CPUTIME_SYSTEM]) +
	       READ_ONCE(d->cpu_time[CPUTIME_STEAL]);
}

void tt_disturbance_init(struct tt_disturbance *d, unsigned int cpu)
{
	BUILD_BUG_ON(NR_SOFTIRQS % 2);
	BUILD_BUG_ON(offsetof(struct kernel_stat, softirqs) % sizeof(u64));
	d->interrupt_ticks = tt_ns_to_ticks(TT_INTERRUPT_NS);
	d->shortest = U64_MAX - d->interrupt_ticks;
	d->cpu_time = kcpustat_cpu(cpu).cpustat;
	d->softirqs = (const u64 *)per_cpu_ptr(&kstat, cpu)->softirqs;
}
