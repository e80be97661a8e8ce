/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The agent's side of the framing in tt_wire.h: turns received bytes into frames, and frames into
 * bytes to send. Both buffers are bounded. Nothing here depends on the device.
 */
#ifndef TT_AGENT_WIRE_H
#define TT_AGENT_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tt_wire.h"

#define WIRE_HEAD sizeof(struct ttw_head)

/* Large enough for the largest frame that a controller may send. */
struct wire_in {
	uint8_t data[WIRE_HEAD + TTW_MAX_STRUCT];
	size_t used;
};

struct wire_frame {
	enum ttw_kind kind;
	uint32_t id;
	int32_t value;
	uint32_t length;
	uint8_t *payload; /* valid until wire_in_drop() */
};

enum wire_state {
	WIRE_PARTIAL, /* more bytes are needed */
	WIRE_FRAME,   /* a frame is at the front */
	WIRE_GARBAGE, /* the stream is invalid from here on */
};

/*
 * Looks at the front of @in. An invalid head is detected as soon as it is complete, before its
 * payload arrives; @why then receives a sentence.
 */
enum wire_state wire_in_next(struct wire_in *in, struct wire_frame *frame, char *why,
			     size_t why_size);

/* Removes the frame that wire_in_next() found. */
void wire_in_drop(struct wire_in *in, const struct wire_frame *frame);

struct wire_out {
	uint8_t *data;
	size_t capacity;
	size_t begin, end; /* the bytes that are not written yet */
};

/* Returns false if there is no memory. */
bool wire_out_init(struct wire_out *out, size_t capacity);
void wire_out_free(struct wire_out *out);

static inline bool wire_out_empty(const struct wire_out *out)
{
	return out->begin == out->end;
}

/* Returns how many bytes of payload the next frame could have. */
size_t wire_out_room(const struct wire_out *out);

/*
 * Returns the place for the payload of the next frame. It is at most @length bytes long, which must
 * be within wire_out_room(). Nothing is queued before wire_out_commit().
 */
uint8_t *wire_out_payload(struct wire_out *out, size_t length);

/* Queues a frame with the @length bytes that were stored at wire_out_payload(). */
void wire_out_commit(struct wire_out *out, enum ttw_kind kind, uint32_t id, int32_t value,
		     size_t length);

/* Queues a frame with a copy of @payload. Returns false and queues nothing if there is no room. */
bool wire_out_put(struct wire_out *out, enum ttw_kind kind, uint32_t id, int32_t value,
		  const void *payload, size_t length);

/* Writes as much as the non-blocking @fd accepts. Returns 0 even if bytes remain, or -errno. */
int wire_out_flush(struct wire_out *out, int fd);

#endif
