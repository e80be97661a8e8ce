// SPDX-License-Identifier: GPL-2.0-only
/*
 * A lane's machine of old: its slots, and what arming and expiry did to a timer
 * in each era, store by store. None of it is timed.
 */
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/nodemask.h>
#include <linux/slab.h>
#include <linux/timer.h>

#include "race/race.h"

static void tt_slot_init(struct tt_slot *slot)
{
	raw_spin_lock_init(&slot->lock);
}

/* The slots go round the nodes, so that the home one is on the base CPU's. */
static int tt_machine_slots(struct tt_lane *lane)
{
	struct tt_machine *machine = &lane->machine;
	u32 nodes = num_online_nodes();
	/* A power of two, so that the allocator aligns it to a line. */
	u32 each = roundup_pow_of_two(DIV_ROUND_UP(machine->slots, nodes));
	int here = cpu_to_node(lane->deleter_cpu);
	int node = cpu_to_node(lane->base_cpu);
	u32 i, k;

	if (node == NUMA_NO_NODE)
		node = first_online_node;
	for (i = 0; i < nodes; i++, node = next_online_node(node)) {
		if (node >= MAX_NUMNODES)
			node = first_online_node;
		machine->memory[i] = kvzalloc_node(array_size(each, sizeof(struct tt_slot)),
						   GFP_KERNEL, node);
		if (!machine->memory[i])
			return -ENOMEM;
		for (k = 0; k < each; k++) {
			tt_slot_init(&machine->memory[i][k]);
			tt_machine_distances(lane, &machine->memory[i][k], node);
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

int tt_machine_create(struct tt_lane *lane)
{
	struct tt_machine *machine = &lane->machine;

	if (!lane->cell->era)
		return 0;
	machine->slots = lane->cell->want.slots ?:
			 clamp_t(u32, nr_cpu_ids, TT_MIN_SLOTS, TT_MAX_SLOTS);
	machine->home = machine->slots / 2;
	tt_slot_init(&machine->grave);
	machine->slot = kvcalloc(machine->slots, sizeof(*machine->slot), GFP_KERNEL);
	machine->memory = kvcalloc(num_online_nodes(), sizeof(*machine->memory), GFP_KERNEL);
	if (!machine->slot || !machine->memory)
		return -ENOMEM;
	machine->nodes = num_online_nodes();
	return tt_machine_slots(lane);
}

void tt_machine_free(struct tt_lane *lane)
{
	struct tt_machine *machine = &lane->machine;
	u32 i;

	for (i = 0; machine->memory && i < machine->nodes; i++)
		kvfree(machine->memory[i]);
	kvfree(machine->memory);
	kvfree(machine->slot);
	kvfree(machine->owner);
	kvfree(machine->seen);
}

/* Never armed yet. From 2.6.13 on a timer has a base all its life. */
void tt_model_init(struct tt_lane *lane, struct tt_model *m)
{
	u32 traits = lane->cell->era->traits;

	*m = (struct tt_model) {};
	if (!(traits & TT_ERA_NO_BASE))
		m->base = lane->machine.slot[lane->machine.home];
}

/* Before a trial: nobody runs anything. */
void tt_machine_reset(struct tt_lane *lane, struct tt_model *m)
{
	u32 i;

	for (i = 0; i < lane->machine.slots; i++)
		WRITE_ONCE(lane->machine.slot[i]->running, NULL);
	tt_model_init(lane, m);
}

/*
 * The locks that arming takes: of the slot that it arms on, and of the one that
 * the timer is on. One writer a trial moves a timer, so two never cross.
 */
static struct tt_slot *tt_arm_on(struct tt_lane *lane, struct tt_model *m, struct tt_slot *on)
{
	struct tt_slot *base = READ_ONCE(m->base);
	u32 traits = lane->cell->era->traits;

	if (traits & TT_ERA_GLOBAL)
		return lane->machine.slot[lane->machine.home];
	/* 2.6.13: mod_timer() leaves a running timer where it is. */
	if (traits & TT_ERA_STAYS && READ_ONCE(base->running) == m)
		return base;
	return on;
}

/* The real timer, armed on the CPU that calls. */
void tt_ring_here(struct tt_timer *t, unsigned long expires)
{
	mod_timer(&t->timer, expires);
}

/* The real timer, armed on the base CPU by whoever owns it alone. */
void tt_ring_on_base(struct tt_timer *t, unsigned long expires)
{
	timer_delete(&t->timer);
	t->timer.expires = expires;
	add_timer_on(&t->timer, t->lane->base_cpu);
}

/**
 * tt_model_arm - arms a model and its real timer
 * @turn: of who arms; NULL if he is not to be held
 * @t: the timer
 * @on: the slot of the CPU that arms
 * @expires: jiffies
 * @ring: arms the real timer; under the lock, so that tt_model_silence() cannot cross it
 *
 * Return: whether it was queued, as mod_timer() did.
 */
int tt_model_arm(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on,
		 unsigned long expires, void (*ring)(struct tt_timer *t, unsigned long expires))
{
	struct tt_lane *lane = t->lane;
	u32 traits = lane->cell->era->traits;
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
	u32 traits = lane->cell->era->traits;

	if (traits & TT_ERA_MARK_TIMER)
		WRITE_ONCE(m->running, 1);
	else if (traits & TT_ERA_MARK_SLOT)
		WRITE_ONCE(on->running, m);
	else
		return;
	TT_STEP_OVER(turn, run_set_running);
}

/**
 * tt_model_begin - the runner up to its call of the handler
 * @turn: of the runner; NULL if it is not to be held
 * @t: the timer whose real one rang
 * @on: the slot of the CPU that it rang on
 *
 * Return: @on, or NULL if the model is not due: the alarm is one of an arm that
 * was deleted or replaced, and consumes nothing.
 */
struct tt_slot *tt_model_begin(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on)
{
	struct tt_lane *lane = t->lane;
	u32 traits = lane->cell->era->traits;
	struct tt_model *m = &t->model;
	unsigned long flags;

	if (!tt_slot_lock(turn, on, &flags))
		return NULL;
	TT_STEP_OVER(turn, run_lock);
	if (!m->queued || m->base != on || time_before(jiffies, m->expires)) {
		lane->machine.spurious++;
		tt_slot_unlock(on, flags);
		return NULL;
	}
	if (traits & TT_ERA_MARK_FIRST)
		tt_model_mark(turn, lane, m, on);
	WRITE_ONCE(m->queued, 0);
	TT_STEP_OVER(turn, run_detach);
	if (!(traits & TT_ERA_MARK_FIRST))
		tt_model_mark(turn, lane, m, on);
	if (traits & TT_ERA_NO_BASE) {
		/* 2.6: a deletion that sees no base must see the mark; pairs with del_scan's */
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
	return on;
}

/* The handler has ended; the timer may be freed and is touched no more. */
void tt_model_end(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on)
{
	u32 traits = t->lane->cell->era->traits;
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

/* After a deletion, outside of what is timed: the real timer follows the model. */
void tt_model_silence(struct tt_timer *t)
{
	struct tt_slot *home = tt_model_home(t->lane);
	unsigned long flags;

	raw_spin_lock_irqsave(&home->lock, flags);
	if (!t->model.queued)
		timer_delete(&t->timer);
	raw_spin_unlock_irqrestore(&home->lock, flags);
}

/* Whoever owns the timer alone takes it out of the wheel. True if it was queued. */
bool tt_model_forget(struct tt_timer *t)
{
	struct tt_slot *home = tt_model_home(t->lane);
	unsigned long flags;
	bool queued;

	raw_spin_lock_irqsave(&home->lock, flags);
	queued = t->model.queued;
	t->model.queued = 0;
	if (t->lane->cell->era->traits & TT_ERA_NO_BASE)
		WRITE_ONCE(t->model.base, NULL);
	raw_spin_unlock_irqrestore(&home->lock, flags);
	return queued;
}
