// SPDX-License-Identifier: GPL-2.0-only
/*
 * Cold cache lines: what is done to the slots of a model before a timed call, and
 * what reading a line costs on this machine.
 */
#include <linux/cpu.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/nodemask.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/sort.h>
#include <linux/topology.h>
#ifdef CONFIG_X86
#include <asm/cacheflush.h>
#endif

#include "cell/cell.h"
#include "cell/wait.h"
#include "history/cold_lines.h"
#include "history/machine.h"
#include "timing/clock.h"

#define TT_PROBE_LINES	64
#define TT_PROBES	31

/* Lines in a chain that is read in an order that no prefetcher guesses */
struct tt_probe_line {
	struct tt_probe_line *next;
	u64 written;
} ____cacheline_aligned;

bool tt_can_flush(void)
{
	return IS_ENABLED(CONFIG_X86);
}

static void tt_flush(void *line, size_t size)
{
#ifdef CONFIG_X86
	clflush_cache_range(line, size);
#endif
}

/**
 * struct tt_slot_owner - a kthread that keeps writing to its slots
 * @task: the kthread
 * @cell: its cell. It owns slots of all lanes
 * @number: its number, which is also its first slot
 */
struct tt_slot_owner {
	struct task_struct *task;
	struct tt_cell *cell;
	u32 number;
};

static void tt_slots_write(const struct tt_slot_owner *owner, const struct tt_machine *machine)
{
	u32 i;

	for (i = owner->number; i < machine->slots; i += owner->cell->owners.count) {
		struct tt_slot *slot = machine->slot[i];

		WRITE_ONCE(slot->written, slot->written + 1);
	}
}

static int tt_slot_owner(void *data)
{
	struct tt_slot_owner *owner = data;
	u32 i;

	while (!kthread_should_stop() && !tt_stopped(owner->cell)) {
		for (i = 0; i < owner->cell->lane_count; i++) {
			tt_slots_write(owner, &owner->cell->lanes[i].machine);
			cond_resched();
		}
	}
	/* If the cell has to be left behind, the owner sleeps here for ever. */
	tt_sleep_until_stop();
	return 0;
}

static int tt_slot_owner_create(struct tt_cell *cell, unsigned int cpu)
{
	struct tt_slot_owners *owners = &cell->owners;
	struct tt_slot_owner *owner = &owners->owner[owners->count];
	struct task_struct *task;

	owner->cell = cell;
	owner->number = owners->count;
	task = kthread_create_on_node(tt_slot_owner, owner, cpu_to_node(cpu), "tt_owner/%u", cpu);
	if (IS_ERR(task))
		return PTR_ERR(task);
	kthread_bind(task, cpu);
	owner->task = task;
	owners->count++;
	return 0;
}

/* Creates an owner on each CPU of a pair that is no deleter's, and so on no other CPU. */
static int tt_slot_owners_create(struct tt_cell *cell)
{
	int err = 0;
	u32 i;

	for (i = 0; i < cell->lane_count && !err; i++) {
		const struct tt_pair *pair = &cell->lanes[i].pair;

		if (pair->base_cpu != pair->deleter_cpu)
			err = tt_slot_owner_create(cell, pair->base_cpu);
		if (!err && pair->third_cpu != TT_NO_CPU)
			err = tt_slot_owner_create(cell, pair->third_cpu);
	}
	return err;
}

static int tt_slots_seen_create(struct tt_cell *cell)
{
	u32 i;

	for (i = 0; i < cell->lane_count; i++) {
		struct tt_machine *machine = &cell->lanes[i].machine;

		machine->cold.seen = kvcalloc(machine->slots, sizeof(*machine->cold.seen),
					      TT_GFP);
		if (!machine->cold.seen)
			return -ENOMEM;
	}
	return 0;
}

/* The caller keeps all CPUs online. */
int tt_slot_owners_start(struct tt_cell *cell)
{
	struct tt_slot_owners *owners = &cell->owners;
	int err;
	u32 i;

	if (cell->want.cold != TT_COLD_DIRTY)
		return 0;
	owners->owner = kvcalloc(2 * cell->lane_count, sizeof(*owners->owner), TT_GFP);
	if (!owners->owner)
		return -ENOMEM;
	err = tt_slots_seen_create(cell) ?: tt_slot_owners_create(cell);
	/* They divide the slots by their number, which is known now. */
	for (i = 0; i < owners->count && !err; i++)
		wake_up_process(owners->owner[i].task);
	return err;
}

void tt_slot_owners_stop(struct tt_cell *cell)
{
	struct tt_slot_owners *owners = &cell->owners;
	u32 i;

	for (i = 0; i < owners->count; i++)
		kthread_stop(owners->owner[i].task);
	owners->count = 0;
	kvfree(owners->owner);
	owners->owner = NULL;
}

void tt_slots_flush(struct tt_lane *lane)
{
	const struct tt_machine *machine = &lane->machine;
	u32 i;

	if (lane->cell->want.cold != TT_COLD_FLUSH)
		return;
	for (i = 0; i < machine->slots; i++)
		tt_flush(machine->slot[i], sizeof(struct tt_slot));
	mb();	/* Waits until all lines are flushed. */
}

void tt_slots_count_dirty(struct tt_lane *lane)
{
	struct tt_machine *machine = &lane->machine;
	struct tt_cold_lines *cold = &machine->cold;
	u32 i;

	if (!cold->seen)
		return;
	for (i = 0; i < machine->slots; i++) {
		u64 written = READ_ONCE(machine->slot[i]->written);

		cold->dirtied += written != cold->seen[i];
		cold->seen[i] = written;
	}
	cold->looked += machine->slots;
}

void tt_slot_set_penalty(struct tt_lane *lane, struct tt_slot *slot, int node)
{
	u32 local = LOCAL_DISTANCE;
	int distance = node_distance(cpu_to_node(lane->pair.deleter_cpu), node);

	if (distance <= (int)local)
		return;
	slot->penalty = tt_ns_to_ticks(lane->cell->want.remote_ns) * (distance - local) / local;
}

static void tt_probe_write(void *data)
{
	struct tt_probe_line *line = data;
	u32 i;

	for (i = 0; i < TT_PROBE_LINES; i++)
		WRITE_ONCE(line[i].written, line[i].written + 1);
}

static void tt_probe_nothing(void *unused)
{
}

static u64 tt_probe_read(struct tt_probe_line *line)
{
	u64 begin = tt_clock();
	u32 i;

	for (i = 0; i < TT_PROBE_LINES; i++)
		line = READ_ONCE(line->next);
	barrier_data(line);
	return tt_clock() - begin;
}

static int tt_by_value(const void *a, const void *b)
{
	const u64 *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Returns the median cost of a line in hundredths of a tick, or 0 if it is unknown. */
static u64 tt_probe(struct tt_probe_line *line, u32 cold, u32 other)
{
	u64 sample[TT_PROBES];
	u32 i;

	if (cold == TT_COLD_FLUSH && !tt_can_flush())
		return 0;
	for (i = 0; i < TT_PROBES; i++) {
		tt_probe_read(line);
		if (cold == TT_COLD_FLUSH)
			tt_flush(line, TT_PROBE_LINES * sizeof(*line));
		/* The other CPU is called in any case, because the call itself has a cost. */
		if (smp_call_function_single(other, cold == TT_COLD_DIRTY ? tt_probe_write :
					     tt_probe_nothing, line, 1))
			return 0;
		sample[i] = tt_probe_read(line);
	}
	sort(sample, TT_PROBES, sizeof(*sample), tt_by_value, NULL);
	return sample[TT_PROBES / 2] * 100 / TT_PROBE_LINES;
}

void tt_line_costs_measure(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_cold_lines *cold = &lane->machine.cold;
	struct tt_probe_line *line;
	/* No CPU that the user did not name is interrupted. */
	u32 other = lane->pair.base_cpu;
	u32 i;

	line = kcalloc(TT_PROBE_LINES, sizeof(*line), TT_GFP);
	if (!line)
		return;
	/* Steps of 29 are odd, so they make one cycle through all 64 lines. */
	for (i = 0; i < TT_PROBE_LINES; i++)
		line[i].next = &line[(i + 29) % TT_PROBE_LINES];
	if (other == lane->pair.deleter_cpu && lane->pair.third_cpu != TT_NO_CPU)
		other = lane->pair.third_cpu;
	cold->warm_cost = tt_probe(line, TT_COLD_NONE, other);
	cold->flushed_cost = tt_probe(line, TT_COLD_FLUSH, other);
	if (other != lane->pair.deleter_cpu)
		cold->dirty_cost = tt_probe(line, TT_COLD_DIRTY, other);
	kfree(line);
}
