// SPDX-License-Identifier: GPL-2.0-only
/*
 * CPUs that go off line and come back while timers are queued on them. The kernel migrates
 * the timers to another CPU's base. A kthread that is bound to no CPU does it, while the
 * armer, which asked for it, sleeps.
 */
#include <linux/cpu.h>
#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/kthread.h>

#include "cell/cell.h"
#include "cell/hotplug.h"

/* The CPU that this module takes off line, or TT_NO_CPU. Only one cell runs at a time. */
static u32 tt_hotplug_cpu = TT_NO_CPU;

bool tt_hotplug_is_ours(unsigned int cpu)
{
	return READ_ONCE(tt_hotplug_cpu) == cpu;
}

void tt_hotplug_ask(struct tt_lane *lane)
{
	reinit_completion(&lane->hotplug.back);
	WRITE_ONCE(lane->hotplug.asked, 1);
	wake_up_all(&lane->cell->wait);
	wait_for_completion(&lane->hotplug.back);
}

static void tt_hotplug_cycle(struct tt_lane *lane)
{
	int err;

	WRITE_ONCE(tt_hotplug_cpu, lane->pair.base_cpu);
	err = remove_cpu(lane->pair.base_cpu);
	if (!err) {
		lane->hotplug.cycles++;
		usleep_range(1000, 5000);
		err = add_cpu(lane->pair.base_cpu);
		if (err) {
			pr_alert("timertorture: CPU %u does not come back: %d\n",
				 lane->pair.base_cpu, err);
			tt_cell_stop(lane->cell, TT_END_HOTPLUG);
		}
	} else {
		lane->hotplug.refused++;
	}
	WRITE_ONCE(tt_hotplug_cpu, TT_NO_CPU);
	WRITE_ONCE(lane->hotplug.asked, 0);
	complete(&lane->hotplug.back);
}

static struct tt_lane *tt_hotplug_asked(struct tt_cell *cell)
{
	u32 i;

	for (i = 0; i < cell->lane_count; i++)
		if (READ_ONCE(cell->lanes[i].hotplug.asked))
			return &cell->lanes[i];
	return NULL;
}

static int tt_hotplug(void *data)
{
	struct tt_cell *cell = data;
	struct tt_lane *lane;

	/* An armer that asked is answered even if the cell has been stopped. */
	while (!kthread_should_stop()) {
		wait_event_timeout(cell->wait, tt_hotplug_asked(cell) || kthread_should_stop(),
				   HZ / 10);
		while ((lane = tt_hotplug_asked(cell)))
			tt_hotplug_cycle(lane);
	}
	return 0;
}

struct task_struct *tt_hotplug_create(struct tt_cell *cell)
{
	if (!(cell->want.flags & TT_START_HOTPLUG))
		return NULL;
	return kthread_create(tt_hotplug, cell, "tt_hotplug");
}
