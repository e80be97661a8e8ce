// SPDX-License-Identifier: GPL-2.0-only
/*
 * The stream of records of one open file.
 */
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/kfifo.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "control/stream.h"

int tt_stream_init(struct tt_stream *stream)
{
	stream->lost = 0;
	stream->finished = false;
	stream->memory = kvmalloc(TT_STREAM_BYTES, GFP_KERNEL);
	if (!stream->memory)
		return -ENOMEM;
	return kfifo_init(&stream->fifo, stream->memory, TT_STREAM_BYTES);
}

void tt_stream_free(struct tt_stream *stream)
{
	kvfree(stream->memory);
}

bool tt_stream_finished(const struct tt_stream *stream)
{
	/* Pairs with the release in tt_monitor(). */
	return smp_load_acquire(&stream->finished);
}

bool tt_stream_unread(struct tt_stream *stream)
{
	return !kfifo_is_empty(&stream->fifo);
}

bool tt_stream_ready(struct tt_stream *stream)
{
	return tt_stream_finished(stream) || tt_stream_unread(stream);
}

void tt_stream_put(struct tt_stream *stream, const void *record)
{
	const struct tt_rec_hdr *hdr = record;

	if (WARN_ON_ONCE(hdr->len < sizeof(*hdr) || hdr->len > TT_REC_MAX) ||
	    kfifo_avail(&stream->fifo) < hdr->len)
		WRITE_ONCE(stream->lost, stream->lost + 1);
	else
		kfifo_in(&stream->fifo, (const unsigned char *)record, hdr->len);
}

const struct tt_rec_hdr *tt_stream_peek(struct tt_stream *stream, void *room)
{
	struct tt_rec_hdr *hdr = room;

	if (kfifo_out_peek(&stream->fifo, (unsigned char *)room, sizeof(*hdr)) < sizeof(*hdr))
		return NULL;
	if (kfifo_out_peek(&stream->fifo, (unsigned char *)room, hdr->len) < hdr->len)
		return NULL;
	return hdr;
}

void tt_stream_drop(struct tt_stream *stream, void *room)
{
	const struct tt_rec_hdr *hdr = room;
	u32 len = hdr->len;

	/* This copies the same bytes once more. To drop bytes without a copy is newer than 5.10. */
	WARN_ON_ONCE(kfifo_out(&stream->fifo, (unsigned char *)room, len) != len);
	WRITE_ONCE(stream->taken, stream->taken + 1);
}
