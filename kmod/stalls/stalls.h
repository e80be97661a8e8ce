/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Stalls: while a cell races, the kernel's own timer code is held up for some microseconds at
 * chosen instructions, on the CPUs of the cell. So a window that is two instructions wide
 * stays open long enough for another CPU to come into it.
 *
 * Hardware breakpoints do that, because they patch nothing. Each CPU has four of them at most.
 */
#ifndef TT_STALLS_H
#define TT_STALLS_H

#include <linux/types.h>

struct tt_cell;
struct tt_counts;
struct tt_lane;
struct tt_rec_violation;

/*
 * Returns whether what tt_start.stalls says can be done as far as its place is concerned.
 * Process context.
 */
bool tt_stalls_known(const char *stalls);

/*
 * Makes the stalls of a cell, if it wants any. They do not begin yet. If the machine has no
 * breakpoint left, the cell races without stalls, which its counts tell.
 */
int tt_stalls_create(struct tt_cell *cell);
void tt_stalls_free(struct tt_cell *cell);

void tt_stalls_begin(struct tt_cell *cell);

/*
 * Ends the stalls, and gives the breakpoints back. Returns false if that is not done within
 * @bound jiffies, so that it has to be called again.
 */
bool tt_stalls_end(struct tt_cell *cell, unsigned long bound);

/* Adds the stalls on the CPUs of a lane. */
void tt_stalls_count(const struct tt_lane *lane, struct tt_counts *counts);

/* Notes which stall was the last one before a violation. Any context. */
void tt_stalls_note(const struct tt_cell *cell, struct tt_rec_violation *v);

#endif /* TT_STALLS_H */
