/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * CPUs that go off line and come back while timers are queued on them.
 */
#ifndef TT_HOTPLUG_H
#define TT_HOTPLUG_H

#include <linux/types.h>

struct task_struct;
struct tt_cell;
struct tt_lane;

/* Whether the module itself is taking this CPU off line */
bool tt_hotplug_is_ours(unsigned int cpu);

/*
 * Asks for the base CPU to go off line, and sleeps until it is back. Only the armer calls
 * it, on that CPU, and so is not left on another CPU.
 */
void tt_hotplug_ask(struct tt_lane *lane);

/* Creates the kthread. It does not run yet. Returns NULL if the cell does not want it. */
struct task_struct *tt_hotplug_create(struct tt_cell *cell);

#endif /* TT_HOTPLUG_H */
