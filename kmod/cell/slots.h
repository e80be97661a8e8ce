/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a lane and its timers keep for a model of an old kernel's deletion. history/
 * explains the models, and works on this.
 */
#ifndef TT_SLOTS_H
#define TT_SLOTS_H

#include <linux/cache.h>
#include <linux/spinlock.h>
#include <linux/types.h>

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

#endif /* TT_SLOTS_H */
