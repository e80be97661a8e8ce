/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * CPUs that go off line and come back while timers are queued on them.
 */
#ifndef TT_HOTPLUG_H
#define TT_HOTPLUG_H

#include <linux/types.h>

struct tt_cell;
struct tt_lane;

/* Whether the module itself is taking this CPU off line */
bool tt_hotplug_is_ours(unsigned int cpu);

/*
 * Asks for the base CPU to go off line, and sleeps until it is back. Only the armer calls
 * it, on that CPU, and so is not left on another CPU. If the CPU does not come back in time,
 * the cell is stopped.
 */
void tt_hotplug_ask(struct tt_lane *lane);

/* Creates the kthread, if the cell wants it. It does not run yet. */
int tt_hotplug_create(struct tt_cell *cell);

/*
 * Ends the kthread. Nobody asks any more. Returns false if it waits for too long for somebody
 * else who takes CPUs off line.
 */
bool tt_hotplug_end(struct tt_cell *cell);

#endif /* TT_HOTPLUG_H */
