/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a cell is made, started, waited for and freed.
 */
#ifndef TT_LAUNCH_H
#define TT_LAUNCH_H

#include <linux/types.h>
#include <linux/wait.h>

#include <timertorture.h>

struct tt_cell;
struct tt_prim;
struct tt_scen;
struct tt_stream;

/* Returns how many timers a batch may have at most. */
u32 tt_batch_limit(const struct tt_scen *scen, u32 handler_ns, u32 timer_flags);

struct tt_cell *tt_cell_create(const struct tt_start *want, const struct tt_prim *prim,
			       const struct tt_scen *scen, const struct tt_pair *pairs, u32 count);

/*
 * Starts the workers and the monitor. After an error nothing runs, and the caller frees
 * the cell.
 */
int tt_cell_launch(struct tt_cell *cell, struct tt_stream *stream, wait_queue_head_t *readers);

/* Waits, bounded, until the monitor is done. Returns true if the memory may be freed. */
bool tt_cell_wait(struct tt_cell *cell);

/* Frees a cell that nothing uses any more. */
void tt_cell_free(struct tt_cell *cell);

#endif /* TT_LAUNCH_H */
