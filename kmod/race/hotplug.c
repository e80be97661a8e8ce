// SPDX-License-Identifier: GPL-2.0-only
/*
 * CPUs that go off line and come back while timers are queued on them. The kernel migrates
 * the timers to another CPU's base. A kthread that is bound to no CPU does it, while the
 * armer, which asked for it, sleeps.
 */
#include <linux/completion.h>
#include <linux/cpu.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/sched.h>

#include "cell/cell.h"
#include "cell/wait.h"
#include "race/hotplug.h"
#include "rules/order.h"
#include "timing/patience.h"

/* Somebody else who takes a CPU off line may delay ours for as long as he likes. */
#define TT_BACK_SECONDS	8

/* The CPU that this module takes off line, or TT_NO_CPU. Only one cell runs at a time. */
static u32 tt_hotplug_cpu = TT_NO_CPU;

bool tt_hotplug_is_ours(unsigned int cpu)
{
	return READ_ONCE(tt_hotplug_cpu) == cpu;
}

/* Returns false if it is not completed within @bound jiffies. */
static bool tt_hotplug_await(struct completion *done, unsigned long bound)
{
	struct tt_patience patience;

	tt_patience_begin(&patience);
	while (!wait_for_completion_timeout(done, HZ / 10)) {
		if (tt_patience_over(&patience, bound))
			return false;
	}
	return true;
}

void tt_hotplug_ask(struct tt_lane *lane)
{
	reinit_completion(&lane->hotplug.back);
	WRITE_ONCE(lane->hotplug.asked, 1);
	wake_up_all(&lane->cell->wait);
	/* If the armer woke while its CPU is away, the kernel would move it for good. */
	if (!wait_for_completion_timeout(&lane->hotplug.back, TT_BACK_SECONDS * HZ))
		tt_cell_stop(lane->cell, TT_END_HOTPLUG);
}

static void tt_hotplug_cycle(struct tt_lane *lane)
{
	u32 cpu = lane->pair.base_cpu;
	int err;

	WRITE_ONCE(tt_hotplug_cpu, cpu);
	err = remove_cpu(cpu);
	/* From here on somebody else takes it off line. */
	WRITE_ONCE(tt_hotplug_cpu, TT_NO_CPU);
	if (!err) {
		lane->hotplug.cycles++;
		tt_order_left_behind(lane);
		usleep_range(1000, 5000);
		err = add_cpu(cpu);
	} else {
		lane->hotplug.refused++;
	}
	/* It did not come back, or somebody else took it when it was taken for ours. */
	if (!cpu_online(cpu)) {
		pr_alert("timertorture: CPU %u is not back: %d\n", cpu, err);
		tt_cell_stop(lane->cell, TT_END_HOTPLUG);
	}
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
	while (!READ_ONCE(cell->cycler.over)) {
		wait_event_timeout(cell->wait,
				   tt_hotplug_asked(cell) || READ_ONCE(cell->cycler.over), HZ / 10);
		while ((lane = tt_hotplug_asked(cell)))
			tt_hotplug_cycle(lane);
	}
	complete(&cell->cycler.done);
	tt_sleep_until_stop();
	return 0;
}

bool tt_hotplug_end(struct tt_cell *cell)
{
	struct tt_cycler *cycler = &cell->cycler;

	if (!cycler->task)
		return true;
	WRITE_ONCE(cycler->over, 1);
	wake_up_all(&cell->wait);
	if (!tt_hotplug_await(&cycler->done, TT_TEARDOWN_SECONDS * HZ))
		return false;
	kthread_stop(cycler->task);
	cycler->task = NULL;
	return true;
}

int tt_hotplug_create(struct tt_cell *cell)
{
	struct task_struct *task;

	if (!(cell->want.flags & TT_START_HOTPLUG))
		return 0;
	init_completion(&cell->cycler.done);
	task = kthread_create(tt_hotplug, cell, "tt_hotplug");
	if (IS_ERR(task))
		return PTR_ERR(task);
	cell->cycler.task = task;
	return 0;
}
