// SPDX-License-Identifier: GPL-2.0-only
/*
 * Cold lines, and how cold they are here: what is done to a model's slots before
 * a timed call, and what reading a line costs this machine.
 */
#include <linux/cpu.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/nodemask.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/sort.h>
#include <linux/topology.h>
#ifdef CONFIG_X86
#include <asm/cacheflush.h>
#endif

#include "race/engine.h"

#define TT_PROBE_LINES	64
#define TT_PROBES	31

/* A line of a chain that is read in an order that no prefetcher guesses. */
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

/*
 * Owners: on every CPU but the deleter's a kthread that keeps writing to the
 * slots that are its CPU's.
 */

struct tt_owner {
	struct task_struct *task;
	struct tt_lane *lane;
	u32 number;
	u32 owners;
};

static int tt_own(void *data)
{
	struct tt_owner *owner = data;
	const struct tt_machine *machine = &owner->lane->machine;
	u32 i;

	while (!kthread_should_stop()) {
		for (i = owner->number; i < machine->slots; i += owner->owners) {
			struct tt_slot *slot = machine->slot[i];

			WRITE_ONCE(slot->written, slot->written + 1);
		}
		cond_resched();
	}
	return 0;
}

/* The cell is being launched, so its CPUs stay. */
int tt_owners_start(struct tt_lane *lane)
{
	struct tt_machine *machine = &lane->machine;
	u32 count = num_online_cpus() - 1;
	unsigned int cpu;
	u32 i = 0;

	if (!lane->cell->era || lane->cell->want.cold != TT_COLD_DIRTY || !count)
		return 0;
	machine->seen = kvcalloc(machine->slots, sizeof(*machine->seen), GFP_KERNEL);
	machine->owner = kvcalloc(count, sizeof(*machine->owner), GFP_KERNEL);
	if (!machine->owner || !machine->seen)
		return -ENOMEM;
	for_each_online_cpu(cpu) {
		struct tt_owner *owner = &machine->owner[i];
		struct task_struct *task;

		if (cpu == lane->deleter_cpu || i == count)
			continue;
		owner->lane = lane;
		owner->number = i;
		owner->owners = count;
		task = kthread_create_on_node(tt_own, owner, cpu_to_node(cpu), "tt_owner/%u", cpu);
		if (IS_ERR(task))
			return PTR_ERR(task);
		kthread_bind(task, cpu);
		owner->task = task;
		machine->owners = ++i;
		wake_up_process(task);
	}
	return 0;
}

void tt_owners_stop(struct tt_lane *lane)
{
	struct tt_machine *machine = &lane->machine;
	u32 i;

	for (i = 0; i < machine->owners; i++)
		kthread_stop(machine->owner[i].task);
	machine->owners = 0;
}

/* Right before a timed call */
void tt_machine_chill(struct tt_lane *lane)
{
	const struct tt_machine *machine = &lane->machine;
	u32 i;

	if (lane->cell->want.cold != TT_COLD_FLUSH)
		return;
	for (i = 0; i < machine->slots; i++)
		tt_flush(machine->slot[i], sizeof(struct tt_slot));
	mb();	/* all of them are out */
}

/* After it: which of the lines had their owners written since the call before? */
void tt_machine_look(struct tt_lane *lane)
{
	struct tt_machine *machine = &lane->machine;
	u32 i;

	if (!machine->owners)
		return;
	for (i = 0; i < machine->slots; i++) {
		u64 written = READ_ONCE(machine->slot[i]->written);

		machine->dirtied += written != machine->seen[i];
		machine->seen[i] = written;
	}
	machine->looked += machine->slots;
}

/*
 * Simulated distance: a slot on another node costs remote_ns at twice the local
 * distance, and in proportion.
 */
void tt_machine_distances(struct tt_lane *lane, struct tt_slot *slot, int node)
{
	u32 local = LOCAL_DISTANCE;
	int distance = node_distance(cpu_to_node(lane->deleter_cpu), node);

	if (distance <= (int)local)
		return;
	slot->penalty = tt_ns_to_ticks(lane->cell->want.remote_ns) * (distance - local) / local;
}

/*
 * The probe
 */

static void tt_probe_write(void *data)
{
	struct tt_probe_line *line = data;
	u32 i;

	for (i = 0; i < TT_PROBE_LINES; i++)
		WRITE_ONCE(line[i].written, line[i].written + 1);
}

static void tt_probe_rest(void *unused)
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

/* Ticks a line, times 100, median */
static u64 tt_probe(struct tt_probe_line *line, u32 how, int other)
{
	u64 sample[TT_PROBES];
	u32 i;

	if ((how == TT_COLD_FLUSH && !tt_can_flush()) || other < 0)
		return 0;
	for (i = 0; i < TT_PROBES; i++) {
		tt_probe_read(line);
		if (how == TT_COLD_FLUSH)
			tt_flush(line, TT_PROBE_LINES * sizeof(*line));
		/* The other CPU is asked in any case: asking costs something of its own. */
		if (smp_call_function_single(other, how == TT_COLD_DIRTY ? tt_probe_write :
					     tt_probe_rest, line, 1))
			return 0;
		sample[i] = tt_probe_read(line);
	}
	sort(sample, TT_PROBES, sizeof(*sample), tt_by_value, NULL);
	return sample[TT_PROBES / 2] * 100 / TT_PROBE_LINES;
}

/* The deleter's, before it begins: what a line costs in each state. */
void tt_machine_probe(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_probe_line *line;
	int other = lane->base_cpu;
	u32 i;

	if (!lane->cell->era)
		return;
	line = kcalloc(TT_PROBE_LINES, sizeof(*line), GFP_KERNEL);
	if (!line)
		return;
	/* 64 lines in steps of 29, which is odd: one cycle through all */
	for (i = 0; i < TT_PROBE_LINES; i++)
		line[i].next = &line[(i + 29) % TT_PROBE_LINES];
	if (other == (int)lane->deleter_cpu)
		other = cpumask_any_but(cpu_online_mask, lane->deleter_cpu);
	if (other >= (int)nr_cpu_ids)
		other = -1;
	lane->machine.warm_cost = tt_probe(line, TT_COLD_NONE, other);
	lane->machine.flushed_cost = tt_probe(line, TT_COLD_FLUSH, other);
	lane->machine.dirty_cost = tt_probe(line, TT_COLD_DIRTY, other);
	kfree(line);
}
