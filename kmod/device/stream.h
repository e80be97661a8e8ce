/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The stream of records of one open file. It has one producer, the monitor of the cell, and
 * one consumer, read(), which a lock serialises. It is bounded: a record that does not fit is
 * counted and dropped. The last records of a cell (counters, histograms, end) never pass
 * through it, because read() makes them from the cell at rest.
 */
#ifndef TT_STREAM_H
#define TT_STREAM_H

#include <linux/kfifo.h>
#include <linux/types.h>

#include <timertorture.h>

#define TT_STREAM_BYTES	(256 * 1024)

/**
 * struct tt_stream - records that wait for a reader
 * @fifo: whole records
 * @lost: number of records that were dropped
 * @finished: the cell is at rest, and its last records can be made
 */
struct tt_stream {
	struct kfifo fifo;
	u64 lost;
	bool finished;
};

/* Whether there is something to read */
bool tt_stream_ready(struct tt_stream *stream);

int tt_stream_init(struct tt_stream *stream);
void tt_stream_free(struct tt_stream *stream);
void tt_stream_put(struct tt_stream *stream, const void *record);

/*
 * Copies whole records to user space. Returns the number of bytes, 0 if there is no record,
 * -EMSGSIZE if the first record does not fit, or -EFAULT.
 */
ssize_t tt_stream_read(struct tt_stream *stream, char __user *to, size_t room);

#endif /* TT_STREAM_H */
