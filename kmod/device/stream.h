/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The stream of records of one open file. One producer (the cell's monitor),
 * one consumer (read(), serialised by the file's lock). Bounded: what does not
 * fit is counted and dropped. A cell's last records (counters, histograms,
 * end) never pass through it: read() makes them from the cell at rest.
 */
#ifndef TT_STREAM_H
#define TT_STREAM_H

#include <linux/kfifo.h>
#include <linux/types.h>

#include <timertorture.h>

#define TT_STREAM_BYTES	(256 * 1024)

/**
 * struct tt_stream - records on their way
 * @fifo: whole records
 * @lost: dropped because there was no room
 * @finished: the cell is at rest; its last records can be made
 */
struct tt_stream {
	struct kfifo fifo;
	u64 lost;
	bool finished;
};

/* Something to read */
bool tt_stream_ready(struct tt_stream *stream);

int tt_stream_init(struct tt_stream *stream);
void tt_stream_free(struct tt_stream *stream);
void tt_stream_put(struct tt_stream *stream, const void *record);

/*
 * Copies whole records to user space. Returns bytes, 0 if there is none, or
 * -EMSGSIZE if not even the first fits, -EFAULT.
 */
ssize_t tt_stream_read(struct tt_stream *stream, char __user *to, size_t room);

#endif /* TT_STREAM_H */
