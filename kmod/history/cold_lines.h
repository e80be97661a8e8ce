/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Makes the cache lines of a model's slots cold before a timed call, and measures
 * what reading a cold line costs on this machine.
 */
#ifndef TT_COLD_LINES_H
#define TT_COLD_LINES_H

#include <linux/types.h>

struct tt_cell;
struct tt_lane;
struct tt_slot;
struct tt_worker;

/* Whether this architecture can flush a line out of all caches */
bool tt_can_flush(void);

/*
 * Starts the kthreads that keep the slots of all lanes dirty, if the cell asks for them. They
 * run on CPUs of the pairs only, because the user did not name any other.
 */
int tt_slot_owners_start(struct tt_cell *cell);
void tt_slot_owners_stop(struct tt_cell *cell);

/* Flushes the slots if the cell asks for it. Called right before a timed call. */
void tt_slots_flush(struct tt_lane *lane);

/* Counts the slots that their owners wrote since the call before. */
void tt_slots_count_dirty(struct tt_lane *lane);

/*
 * Sets the penalty of a slot on @node. A slot on another node costs remote_ns at
 * twice the local distance, and in proportion at other distances.
 */
void tt_slot_set_penalty(struct tt_lane *lane, struct tt_slot *slot, int node);

/* Measures what a line costs. The deleter calls it before the cell begins. */
void tt_line_costs_measure(struct tt_worker *worker);

#endif /* TT_COLD_LINES_H */
