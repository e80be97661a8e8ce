// SPDX-License-Identifier: GPL-2.0-only
/*
 * How a worker waits for another CPU.
 */
#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include "cell/cell.h"
#include "cell/wait.h"

void tt_pause(const struct tt_cell *cell)
{
	/*
	 * With PREEMPT_RT, timers expire in a thread. A worker that spins on
	 * the CPU of that thread would keep it from running.
	 */
	if (tt_cell_sleeps(cell) || IS_ENABLED(CONFIG_PREEMPT_RT)) {
		usleep_range(50, 100);
	} else {
		cpu_relax();
		cond_resched();
	}
}

void tt_sleep_until_stop(void)
{
	set_current_state(TASK_INTERRUPTIBLE);
	while (!kthread_should_stop()) {
		schedule();
		set_current_state(TASK_INTERRUPTIBLE);
	}
	__set_current_state(TASK_RUNNING);
}

bool tt_worker_displaced(const struct tt_worker *worker)
{
	if (likely(raw_smp_processor_id() == worker->cpu))
		return false;
	tt_cell_stop(worker->lane->cell, TT_END_HOTPLUG);
	return true;
}

u64 tt_gap_note(struct tt_lane *lane, u64 last)
{
	u64 now = tt_clock();
	u64 gap = now - last;

	if (gap > lane->deletions.gap_max)
		lane->deletions.gap_max = gap;
	if (gap > lane->cell->length.gap)
		lane->deletions.gap_total += gap;
	return now;
}
