// SPDX-License-Identifier: GPL-2.0-only
/*
 * The stream of records of one open file.
 */
#include <linux/kernel.h>
#include <linux/kfifo.h>

#include "device/stream.h"

int tt_stream_init(struct tt_stream *stream)
{
	stream->lost = 0;
	stream->finished = false;
	return kfifo_alloc(&stream->fifo, TT_STREAM_BYTES, GFP_KERNEL);
}

void tt_stream_free(struct tt_stream *stream)
{
	kfifo_free(&stream->fifo);
}

bool tt_stream_ready(struct tt_stream *stream)
{
	/* Pairs with the release in tt_monitor(). */
	return smp_load_acquire(&stream->finished) || !kfifo_is_empty(&stream->fifo);
}

void tt_stream_put(struct tt_stream *stream, const void *record)
{
	const struct tt_rec_hdr *hdr = record;

	if (kfifo_avail(&stream->fifo) < hdr->len)
		WRITE_ONCE(stream->lost, stream->lost + 1);
	else
		kfifo_in(&stream->fifo, (const unsigned char *)record, hdr->len);
}

ssize_t tt_stream_read(struct tt_stream *stream, char __user *to, size_t room)
{
	struct tt_rec_hdr hdr;
	unsigned int copied;
	size_t done = 0;

	while (kfifo_out_peek(&stream->fifo, (unsigned char *)&hdr, sizeof(hdr)) == sizeof(hdr)) {
		if (hdr.len > room - done)
			return done ? done : -EMSGSIZE;
		if (kfifo_to_user(&stream->fifo, to + done, hdr.len, &copied))
			return -EFAULT;
		done += copied;
	}
	return done;
}
