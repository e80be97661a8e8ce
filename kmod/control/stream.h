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
 * @memory: of the fifo
 * @fifo: whole records
 * @lost: number of records that were dropped
 * @taken: number of records that were read
 * @finished: the cell is at rest, and its last records can be made
 */
struct tt_stream {
	void *memory;
	struct kfifo fifo;
	u64 lost;
	u32 taken;
	bool finished;
};

/* Whether the cell is at rest. Records that are in the stream by then are to be read first. */
bool tt_stream_finished(const struct tt_stream *stream);

/* Whether there is something to read */
bool tt_stream_ready(struct tt_stream *stream);

/* Whether a record waits for somebody to read it */
bool tt_stream_unread(struct tt_stream *stream);

int tt_stream_init(struct tt_stream *stream);
void tt_stream_free(struct tt_stream *stream);
void tt_stream_put(struct tt_stream *stream, const void *record);

/*
 * Copies the oldest record to @room, which has TT_REC_MAX bytes, and returns it, or NULL if there
 * is none. The record stays in the stream until tt_stream_drop(), so that a reader who cannot
 * take it loses nothing.
 */
const struct tt_rec_hdr *tt_stream_peek(struct tt_stream *stream, void *room);

/* Removes the record that tt_stream_peek() has just copied to @room. */
void tt_stream_drop(struct tt_stream *stream, void *room);

#endif /* TT_STREAM_H */
