/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The machine that a model of an old kernel's deletion works on: a logical timer
 * wheel above real timers. A slot stands for the timer base of one CPU, and a
 * model for its timer_list. The real timer only triggers the expiry. A deletion
 * uses slots and models alone.
 *
 * The kernel marks a timer as running, detaches it and unlocks before it calls
 * the handler. If the handler set the mark, there would be a window that the
 * originals did not have. So the model's runner takes all these steps itself, in
 * the order of its era.
 */
#ifndef TT_MACHINE_H
#define TT_MACHINE_H

#include <linux/cache.h>
#include <linux/compiler.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include "history/steps.h"

struct tt_lane;
struct tt_model;
struct tt_start;
struct tt_timer;

/**
 * struct tt_slot - what the base of a CPU was to a deletion: one cache line
 * @lock: lock of the CPU's wheel, or of the only wheel
 * @running: the timer whose handler runs
 * @written: how often the slot's owner wrote to the line to keep it dirty
 * @penalty: simulated cost of a line of another node, in ticks
 */
struct tt_slot {
	raw_spinlock_t lock;
	struct tt_model *running;
	u64 written;
	u64 penalty;
} ____cacheline_aligned;

/**
 * struct tt_model - what a timer_list of an old kernel was to a deletion
 * @base: the slot whose lock guards the timer; from 2.6.0 to 2.6.12 NULL if it is
 *	not pending
 * @last: last_running of Gustafson's patch
 * @queued: the timer is in the wheel
 * @running: in 2.3.99: the handler has not called timer_exit() yet
 * @stop: the owner of the timer forbids arming it again
 * @expires: expiry, in jiffies
 */
struct tt_model {
	struct tt_slot *base;
	struct tt_slot *last;
	u32 queued;
	u32 running;
	u32 stop;
	unsigned long expires;
} ____cacheline_aligned;

/**
 * struct tt_oddities - what should not happen to a model, counted
 * @bugs: BUG_ON()s of the algorithm
 * @warnings: warnings of the algorithm
 * @unlinked_twice: a timer was unlinked that was not queued
 * @gave_up: deletions that would have spun for ever
 * @spurious: the real timer expired, but the model was not due
 */
struct tt_oddities {
	u64 bugs;
	u64 warnings;
	u64 unlinked_twice;
	u64 gave_up;
	u64 spurious;
};

/**
 * struct tt_cold_lines - cold cache lines, see history/cold_lines.c
 * @seen: for each slot, the value of @written at the last call; NULL if nobody keeps
 *	the slots dirty
 * @looked: slots that were looked at after a call
 * @dirtied: of these, slots that were written since the call before
 * @warm_cost: cost of reading a cached line, in hundredths of a tick, 0 if unknown
 * @flushed_cost: the same for a flushed line
 * @dirty_cost: the same for a line that another CPU has written
 */
struct tt_cold_lines {
	u64 *seen;
	u64 looked;
	u64 dirtied;
	u64 warm_cost;
	u64 flushed_cost;
	u64 dirty_cost;
};

/**
 * struct tt_machine - an old machine, one for each lane
 * @slot: the bases of its CPUs
 * @memory: memory of the slots, one block for each node
 * @slots: number of @slot
 * @nodes: number of @memory
 * @home: number of the base CPU's slot. It is in the middle, so that a search
 *	finds it after half of the slots
 * @grave: slot to which a timer points that counts as freed
 * @remote: slots on other nodes than the deleter's
 * @simulated: some slots have a penalty
 * @odd: what should not happen
 * @cold: cold cache lines
 */
struct tt_machine {
	struct tt_slot **slot;
	struct tt_slot **memory;
	u32 slots;
	u32 nodes;
	u32 home;
	struct tt_slot grave;
	u32 remote;
	bool simulated;
	struct tt_oddities odd;
	struct tt_cold_lines cold;
};

/* Returns how many slots the machine of a model has. */
u32 tt_machine_slots(const struct tt_start *want);

int tt_machine_create(struct tt_lane *lane);
void tt_machine_free(struct tt_lane *lane);

/* Prepares the machine for a trial: no slot runs a timer, and the model is idle. */
void tt_machine_reset(struct tt_lane *lane, struct tt_model *m);

void tt_model_init(struct tt_lane *lane, struct tt_model *m);

/* Ways to arm the real timer of a model */
void tt_ring_here(struct tt_timer *t, unsigned long expires);
void tt_ring_on_base(struct tt_timer *t, unsigned long expires);

int tt_model_arm(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on,
		 unsigned long expires, void (*ring)(struct tt_timer *t, unsigned long expires));
bool tt_model_begin(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on);
void tt_model_end(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on);

/*
 * Dequeues the real timer of a model that is not queued. Called after a timed
 * deletion.
 */
void tt_model_silence(struct tt_timer *t);

/*
 * Takes the model out of the wheel and returns whether it was queued. Only the
 * owner of the timer calls it.
 */
bool tt_model_forget(struct tt_timer *t);

/*
 * Takes a slot's lock on behalf of an actor of a forced race, or of nobody.
 * Returns false if the actor gave up.
 */
static __always_inline bool tt_slot_lock(struct tt_turn *turn, struct tt_slot *slot,
					 unsigned long *flags)
{
	if (turn)
		return tt_turn_lock(turn, &slot->lock, flags);
	raw_spin_lock_irqsave(&slot->lock, *flags);
	__release(&slot->lock);	/* sparse cannot follow a conditional lock */
	return true;
}

static __always_inline void tt_slot_unlock(struct tt_slot *slot, unsigned long flags)
{
	__acquire(&slot->lock);
	raw_spin_unlock_irqrestore(&slot->lock, flags);
}

#endif /* TT_MACHINE_H */
