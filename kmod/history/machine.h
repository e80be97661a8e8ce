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

#include <linux/compiler.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include "cell/slots.h"
#include "turns/steps.h"

struct tt_lane;
struct tt_start;
struct tt_timer;

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
