// SPDX-License-Identifier: Apache-2.0
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wire.h"

_Static_assert(WIRE_HEAD == 16, "the head has no padding");

static void put16(uint8_t *to, uint16_t v)
{
	to[0] = (uint8_t)v;
	to[1] = (uint8_t)(v >> 8);
}

static void put32(uint8_t *to, uint32_t v)
{
	put16(to, (uint16_t)v);
	put16(to + 2, (uint16_t)(v >> 16));
}

static uint16_t get16(const uint8_t *from)
{
	return (uint16_t)(from[0] | from[1] << 8);
}

static uint32_t get32(const uint8_t *from)
{
	return get16(from) | (uint32_t)get16(from + 2) << 16;
}

enum wire_state wire_in_next(struct wire_in *in, struct wire_frame *frame, char *why,
			     size_t why_size)
{
	uint32_t length, most;
	uint16_t kind, reserved;

	if (in->used < WIRE_HEAD)
		return WIRE_PARTIAL;
	length = get32(in->data + offsetof(struct ttw_head, length));
	kind = get16(in->data + offsetof(struct ttw_head, kind));
	reserved = get16(in->data + offsetof(struct ttw_head, reserved));

	switch (kind) {
	case TTW_IOCTL:
		most = TTW_MAX_STRUCT;
		break;
	case TTW_LOAD:
	case TTW_UNLOAD:
	case TTW_MARK:
		most = TTW_MAX_TEXT;
		break;
	case TTW_BYE:
	case TTW_OPEN:
	case TTW_CLOSE:
	case TTW_HOLD:
	case TTW_KILL:
	case TTW_MEMORY:
	case TTW_TASKS:
	case TTW_LOG:
	case TTW_ALIVE:
		most = 0;
		break;
	default:
		snprintf(why, why_size, "unknown frame kind %u", kind);
		return WIRE_GARBAGE;
	}
	if (reserved) {
		snprintf(why, why_size, "reserved field of a frame is %u, not 0", reserved);
		return WIRE_GARBAGE;
	}
	if (length > most) {
		snprintf(why, why_size, "frame of kind %u has %u bytes, at most %u are allowed",
			 kind, length, most);
		return WIRE_GARBAGE;
	}
	if (in->used < WIRE_HEAD + length)
		return WIRE_PARTIAL;

	frame->kind = kind;
	frame->id = get32(in->data + offsetof(struct ttw_head, id));
	frame->value = (int32_t)get32(in->data + offsetof(struct ttw_head, value));
	frame->length = length;
	frame->payload = in->data + WIRE_HEAD;
	return WIRE_FRAME;
}

void wire_in_drop(struct wire_in *in, const struct wire_frame *frame)
{
	size_t whole = WIRE_HEAD + frame->length;

	in->used -= whole;
	memmove(in->data, in->data + whole, in->used);
}

bool wire_out_init(struct wire_out *out, size_t capacity)
{
	out->data = malloc(capacity);
	out->capacity = capacity;
	out->begin = out->end = 0;
	return out->data != NULL;
}

void wire_out_free(struct wire_out *out)
{
	free(out->data);
}

size_t wire_out_room(const struct wire_out *out)
{
	size_t room = out->capacity - (out->end - out->begin);

	return room > WIRE_HEAD ? room - WIRE_HEAD : 0;
}

uint8_t *wire_out_payload(struct wire_out *out, size_t length)
{
	assert(length <= wire_out_room(out));
	if (out->capacity - out->end < WIRE_HEAD + length) {
		memmove(out->data, out->data + out->begin, out->end - out->begin);
		out->end -= out->begin;
		out->begin = 0;
	}
	return out->data + out->end + WIRE_HEAD;
}

void wire_out_commit(struct wire_out *out, enum ttw_kind kind, uint32_t id, int32_t value,
		     size_t length)
{
	uint8_t *head = out->data + out->end;

	put32(head + offsetof(struct ttw_head, length), (uint32_t)length);
	put16(head + offsetof(struct ttw_head, kind), (uint16_t)kind);
	put16(head + offsetof(struct ttw_head, reserved), 0);
	put32(head + offsetof(struct ttw_head, id), id);
	put32(head + offsetof(struct ttw_head, value), (uint32_t)value);
	out->end += WIRE_HEAD + length;
}

bool wire_out_put(struct wire_out *out, enum ttw_kind kind, uint32_t id, int32_t value,
		  const void *payload, size_t length)
{
	/* The head needs room as well. If there is none, wire_out_room() returns 0. */
	if (out->capacity - (out->end - out->begin) < WIRE_HEAD + length)
		return false;
	if (length)
		memcpy(wire_out_payload(out, length), payload, length);
	else
		wire_out_payload(out, 0);
	wire_out_commit(out, kind, id, value, length);
	return true;
}

int wire_out_flush(struct wire_out *out, int fd)
{
	ssize_t n;

	while (!wire_out_empty(out)) {
		n = write(fd, out->data + out->begin, out->end - out->begin);
		if (n >= 0)
			out->begin += (size_t)n;
		else if (errno == EAGAIN)
			return 0;
		else if (errno != EINTR)
			return -errno;
	}
	out->begin = out->end = 0;
	return 0;
}
