// SPDX-License-Identifier: GPL-2.0-only
/*
 * The machine of an old kernel: its slots, and what arming and expiry did to a
 * timer in each era, store by store. None of it is timed.
 */
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/nodemask.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/topology.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "history/cold_lines.h"
#include "history/eras.h"
#include "history/machine.h"

static void tt_slot_init(struct tt_slot *slot)
{
	raw_spin_lock_init(&slot->lock);
}

/* The slots are spread over the nodes in turn, with the home slot on the base CPU's node. */
static int tt_machine_place(struct tt_lane *lane)
{
	struct tt_machine *machine = &lane->machine;
	u32 nodes = machine->nodes;
	/* The allocator aligns a power of two to a cache line. */
	u32 each = roundup_pow_of_two(DIV_ROUND_UP(machine->slots, nodes));
	int here = cpu_to_node(lane->pair.deleter_cpu);
	int node = cpu_to_node(lane->pair.base_cpu);
	u32 i, k;

	if (node == NUMA_NO_NODE)
		node = first_online_node;
	for (i = 0; i < nodes; i++, node = next_online_node(node)) {
		if (node >= MAX_NUMNODES)
			node = first_online_node;
		machine->memory[i] = kvzalloc_node(array_size(each, sizeof(struct tt_slot)),
						   TT_GFP, node);
		if (!machine->memory[i])
			return -ENOMEM;
		for (k = 0; k < each; k++) {
			tt_slot_init(&machine->memory[i][k]);
			tt_slot_set_penalty(lane, &machine->memory[i][k], node);
		}
		if (node != here)
			machine->remote += (machine->slots + nodes - 1 - i) / nodes;
	}
	machine->simulated = lane->cell->want.remote_ns;
	for (i = 0; i < machine->slots; i++) {
		k = (machine->home + i) % machine->slots;
		machine->slot[k] = &machine->memory[i % nodes][i / nodes];
	}
	return 0;
}

u32 tt_machine_slots(const struct tt_start *want)
{
	return want->slots ?: clamp_t(u32, nr_cpu_ids, TT_MIN_SLOTS, TT_MAX_SLOTS);
}

int tt_machine_create(struct tt_lane *lane)
{
	struct tt_machine *machine = &lane->machine;

	machine->slots = tt_machine_slots(&lane->cell->want);
	machine->home = machine->slots / 2;
	tt_slot_init(&machine->grave);
	/* Read once, because a node may come or go at any time. */
	machine->nodes = num_online_nodes();
	machine->slot = kvcalloc(machine->slots, sizeof(*machine->slot), TT_GFP);
	machine->memory = kvcalloc(machine->nodes, sizeof(*machine->memory), TT_GFP);
	if (!machine->slot || !machine->memory)
		return -ENOMEM;
	return tt_machine_place(lane);
}

void tt_machine_free(struct tt_lane *lane)
{
	struct tt_machine *machine = &lane->machine;
	u32 i;

	for (i = 0; machine->memory && i < machine->nodes; i++)
		kvfree(machine->memory[i]);
	kvfree(machine->memory);
	kvfree(machine->slot);
	kvfree(machine->cold.seen);
}

/* The timer has never been armed. From 2.6.13 on a timer has a base all its life. */
void tt_model_init(struct tt_lane *lane, struct tt_model *m)
{
	*m = (struct tt_model) {};
	if (!(lane->cell->prim->era->traits & TT_ERA_NO_BASE))
		m->base = tt_machine_home(lane);
}

void tt_machine_reset(struct tt_lane *lane, struct tt_model *m)
{
	u32 i;

	for (i = 0; i < lane->machine.slots; i++)
		WRITE_ONCE(lane->machine.slot[i]->running, NULL);
	tt_model_init(lane, m);
}

/*
 * Returns the slot that the timer is put on by a CPU whose slot is @on. Arming
 * takes the lock of this slot. In a trial only one CPU moves a timer, so two
 * moves never cross.
 */
static struct tt_slot *tt_arm_on(struct tt_lane *lane, struct tt_model *m, struct tt_slot *on)
{
	struct tt_slot *base = READ_ONCE(m->base);
	u32 traits = lane->cell->prim->era->traits;

	if (traits & TT_ERA_GLOBAL)
		return tt_machine_home(lane);
	/* In 2.6.13 mod_timer() leaves a running timer on its base. */
	if (traits & TT_ERA_STAYS && READ_ONCE(base->running) == m)
		return base;
	return on;
}

/* Arms the real timer on the calling CPU. */
void tt_ring_here(struct tt_timer *t, unsigned long expires)
{
	mod_timer(&t->timer, expires);
}

/* Arms the real timer on the base CPU. Only the owner of the timer calls it. */
void tt_ring_on_base(struct tt_timer *t, unsigned long expires)
{
	timer_delete(&t->timer);
	t->timer.expires = expires;
	add_timer_on(&t->timer, t->lane->pair.base_cpu);
}

/**
 * tt_model_arm - arms a model and its real timer
 * @turn: turn of the actor that arms; NULL if it cannot be held
 * @t: the timer
 * @on: slot of the CPU that arms
 * @expires: expiry in jiffies
 * @ring: arms the real timer. It is called under the lock, so that it cannot
 *	cross tt_model_silence(). NULL if there is no real timer to arm
 *
 * Return: whether the model was queued, as mod_timer() returns it.
 */
int tt_model_arm(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on,
		 unsigned long expires, void (*ring)(struct tt_timer *t, unsigned long expires))
{
	struct tt_lane *lane = t->lane;
	u32 traits = lane->cell->prim->era->traits;
	struct tt_model *m = &t->model;
	unsigned long flags;
	int ret;

	on = tt_arm_on(lane, m, on);
	if (!tt_slot_lock(turn, on, &flags))
		return 0;
	TT_STEP_OVER(turn, arm_lock);
	ret = m->queued;
	m->expires = expires;
	if (traits & TT_ERA_STAYS) {
		WRITE_ONCE(m->base, on);
		TT_STEP_OVER(turn, arm_set_base);
	}
	WRITE_ONCE(m->queued, 1);
	TT_STEP_OVER(turn, arm_queue);
	if (traits & TT_ERA_NO_BASE) {
		WRITE_ONCE(m->base, on);
		TT_STEP_OVER(turn, arm_set_base);
	}
	if (ring)
		ring(t, expires);
	tt_slot_unlock(on, flags);
	TT_STEP_OVER(turn, arm_unlock);
	return ret;
}

static void tt_model_mark(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m,
			  struct tt_slot *on)
{
	u32 traits = lane->cell->prim->era->traits;

	if (traits & TT_ERA_MARK_TIMER)
		WRITE_ONCE(m->running, 1);
	else if (traits & TT_ERA_MARK_SLOT)
		WRITE_ONCE(on->running, m);
	else
		return;
	TT_STEP_OVER(turn, run_set_running);
}

/**
 * tt_model_begin - takes the runner's steps before it calls the handler
 * @turn: turn of the runner; NULL if it cannot be held
 * @t: the timer whose real timer expired
 * @on: slot of the CPU on which it expired
 *
 * Return: true if the handler is to be called. False if the model is not due,
 * because the arm that set the real timer was deleted or replaced.
 */
bool tt_model_begin(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on)
{
	struct tt_lane *lane = t->lane;
	u32 traits = lane->cell->prim->era->traits;
	struct tt_model *m = &t->model;
	unsigned long flags;

	if (!tt_slot_lock(turn, on, &flags))
		return false;
	TT_STEP_OVER(turn, run_lock);
	if (!m->queued || m->base != on || time_before(jiffies, m->expires)) {
		lane->machine.odd.spurious++;
		tt_slot_unlock(on, flags);
		return false;
	}
	if (traits & TT_ERA_MARK_FIRST)
		tt_model_mark(turn, lane, m, on);
	WRITE_ONCE(m->queued, 0);
	TT_STEP_OVER(turn, run_detach);
	if (!(traits & TT_ERA_MARK_FIRST))
		tt_model_mark(turn, lane, m, on);
	if (traits & TT_ERA_NO_BASE) {
		/*
		 * In 2.6 a deletion that sees no base must see the mark.
		 * Pairs with the smp_rmb() after del_scan.
		 */
		smp_wmb();
		WRITE_ONCE(m->base, NULL);
		TT_STEP_OVER(turn, run_clear_base);
	}
	if (traits & TT_ERA_LAST) {
		WRITE_ONCE(m->last, on);
		TT_STEP_OVER(turn, run_set_last);
	}
	tt_slot_unlock(on, flags);
	TT_STEP_OVER(turn, run_unlock);
	TT_STEP_OVER(turn, run_fn);
	return true;
}

/**
 * tt_model_end - takes the runner's steps after the handler has returned
 * @turn: turn of the runner; NULL if it cannot be held
 * @t: the timer; it may count as freed, so its model is not used
 * @on: slot of the CPU on which it expired
 */
void tt_model_end(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on)
{
	u32 traits = t->lane->cell->prim->era->traits;
	unsigned long flags;

	if (!tt_slot_lock(turn, on, &flags))
		return;
	TT_STEP_OVER(turn, run_relock);
	if (traits & TT_ERA_MARK_SLOT) {
		WRITE_ONCE(on->running, NULL);
		TT_STEP_OVER(turn, run_clear_running);
	}
	tt_slot_unlock(on, flags);
	TT_STEP_OVER(turn, run_end);
}

void tt_model_silence(struct tt_timer *t)
{
	struct tt_slot *home = tt_machine_home(t->lane);
	unsigned long flags;

	raw_spin_lock_irqsave(&home->lock, flags);
	if (!t->model.queued)
		timer_delete(&t->timer);
	raw_spin_unlock_irqrestore(&home->lock, flags);
}

bool tt_model_forget(struct tt_timer *t)
{
	struct tt_slot *home = tt_machine_home(t->lane);
	unsigned long flags;
	bool queued;

	raw_spin_lock_irqsave(&home->lock, flags);
	queued = t->model.queued;
	t->model.queued = 0;
	if (t->lane->cell->prim->era->traits & TT_ERA_NO_BASE)
		WRITE_ONCE(t->model.base, NULL);
	raw_spin_unlock_irqrestore(&home->lock, flags);
	return queued;
}
