/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An open file of the device, and which one of them owns the one cell of this kernel.
 */
#ifndef TT_OWNER_H
#define TT_OWNER_H

#include <linux/mutex.h>
#include <linux/types.h>
#include <linux/wait.h>

#include <timertorture.h>

#include "control/stream.h"

struct tt_cell;

/**
 * struct tt_file - an open file of the device
 * @stream: its records
 * @reading: held while records are read, because a copy to user space may wait for ever for
 *	a page, and tt_mutex must not be held meanwhile
 * @pairs: pairs for the next TT_START
 * @pair_count: number of @pairs
 * @refusal: why the last TT_START was refused; its error is 0 if it was not
 * @cell: its cell, which races, or is at rest until its last record is read
 * @last: number of the next of the cell's last records
 * @room: memory to make such a record in
 */
struct tt_file {
	struct tt_stream stream;
	struct mutex reading;	/* Records are read under it. */
	struct tt_pair pairs[TT_MAX_PAIRS];
	u32 pair_count;
	struct tt_refusal refusal;
	struct tt_cell *cell;
	u32 last;
	void *room;
};

/*
 * Guards tt_owner, tt_spoiled, and all of struct tt_file but the stream. It is taken inside of
 * @reading, which also keeps the file's cell from being dropped by anybody else. The
 * monitor and the workers never take it. Its holder may wait for a cell that waits for a
 * CPU to go off line. So a context that keeps CPUs from going off line, by
 * cpus_read_lock() or in the hotplug callback, must not wait for it without a bound.
 */
extern struct mutex tt_mutex;
extern struct tt_file *tt_owner;	/* the file whose cell runs, or NULL */
extern bool tt_spoiled;			/* A cell had to leave its memory behind. */

/*
 * The readers of all files sleep here. A cell that was left behind may still wake its reader, so
 * the queue outlives every file.
 */
extern wait_queue_head_t tt_readers;

#endif /* TT_OWNER_H */
