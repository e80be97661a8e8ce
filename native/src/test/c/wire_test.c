// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test.h"
#include "wire.h"

static char why[256];

static void feed(struct wire_in *in, const void *bytes, size_t n)
{
	memcpy(in->data + in->used, bytes, n);
	in->used += n;
}

/*
 * The bytes of an IOCTL with nr 6, id 0x01020304 and a payload of four bytes, as tt_wire.h defines
 * them.
 */
static const uint8_t ioctl_frame[] = {4, 0, 0, 0, 1, 0, 0,   0,	  4,   3,
				      2, 1, 6, 0, 0, 0, 'a', 'b', 'c', 'd'};

static void a_frame_that_comes_byte_by_byte_is_whole_only_at_its_end(void)
{
	struct wire_in in = {.used = 0};
	struct wire_frame frame;

	for (size_t i = 0; i + 1 < sizeof(ioctl_frame); i++) {
		feed(&in, &ioctl_frame[i], 1);
		CHECK_INT(WIRE_PARTIAL, wire_in_next(&in, &frame, why, sizeof(why)));
	}
	feed(&in, &ioctl_frame[sizeof(ioctl_frame) - 1], 1);
	REQUIRE(wire_in_next(&in, &frame, why, sizeof(why)) == WIRE_FRAME);
	CHECK_INT(TTW_IOCTL, frame.kind);
	CHECK_INT(0x01020304, frame.id);
	CHECK_INT(6, frame.value);
	CHECK_INT(4, frame.length);
	CHECK(!memcmp(frame.payload, "abcd", 4));
}

static void frames_that_come_together_are_taken_one_by_one(void)
{
	struct wire_in in = {.used = 0};
	struct wire_frame frame;

	feed(&in, ioctl_frame, sizeof(ioctl_frame));
	feed(&in, ioctl_frame, sizeof(ioctl_frame));
	feed(&in, ioctl_frame, 3);
	for (int i = 0; i < 2; i++) {
		REQUIRE(wire_in_next(&in, &frame, why, sizeof(why)) == WIRE_FRAME);
		CHECK_INT(4, frame.length);
		wire_in_drop(&in, &frame);
	}
	CHECK_INT(WIRE_PARTIAL, wire_in_next(&in, &frame, why, sizeof(why)));
	CHECK_INT(3, in.used);
}

static void the_largest_struct_fits(void)
{
	uint8_t head[WIRE_HEAD] = {0x00, 0x10, 0, 0, 1};
	static uint8_t payload[TTW_MAX_STRUCT];
	struct wire_in in = {.used = 0};
	struct wire_frame frame;

	payload[TTW_MAX_STRUCT - 1] = 42;
	feed(&in, head, sizeof(head));
	CHECK_INT(WIRE_PARTIAL, wire_in_next(&in, &frame, why, sizeof(why)));
	feed(&in, payload, sizeof(payload));
	CHECK_INT(sizeof(in.data), in.used);
	REQUIRE(wire_in_next(&in, &frame, why, sizeof(why)) == WIRE_FRAME);
	CHECK_INT(42, frame.payload[TTW_MAX_STRUCT - 1]);
}

static void is_garbage(const uint8_t head[WIRE_HEAD], const char *because)
{
	struct wire_in in = {.used = 0};
	struct wire_frame frame;

	feed(&in, head, WIRE_HEAD - 1);
	CHECK_INT(WIRE_PARTIAL, wire_in_next(&in, &frame, why, sizeof(why)));
	feed(&in, head + WIRE_HEAD - 1, 1);
	CHECK_INT(WIRE_GARBAGE, wire_in_next(&in, &frame, why, sizeof(why)));
	CHECK(strstr(why, because) != NULL);
}

static void a_frame_that_is_too_long_is_garbage_before_its_payload_came(void)
{
	is_garbage((uint8_t[WIRE_HEAD]){0x01, 0x10, 0, 0, TTW_IOCTL}, "4097 bytes");
	is_garbage((uint8_t[WIRE_HEAD]){1, 0, 0x10, 0, TTW_IOCTL}, "bytes");
	is_garbage((uint8_t[WIRE_HEAD]){0xff, 0xff, 0xff, 0xff, TTW_IOCTL}, "4294967295 bytes");
	is_garbage((uint8_t[WIRE_HEAD]){1, 0, 0, 0, TTW_BYE}, "1 bytes");
	is_garbage((uint8_t[WIRE_HEAD]){0x01, 0x02, 0, 0, TTW_LOAD}, "513 bytes");
	is_garbage((uint8_t[WIRE_HEAD]){0x01, 0x02, 0, 0, TTW_UNLOAD}, "513 bytes");
	is_garbage((uint8_t[WIRE_HEAD]){0x01, 0x02, 0, 0, TTW_MARK}, "513 bytes");
	for (uint8_t kind = TTW_OPEN; kind <= TTW_KILL; kind++)
		is_garbage((uint8_t[WIRE_HEAD]){1, 0, 0, 0, kind}, "1 bytes");
	is_garbage((uint8_t[WIRE_HEAD]){1, 0, 0, 0, TTW_MEMORY}, "1 bytes");
	is_garbage((uint8_t[WIRE_HEAD]){1, 0, 0, 0, TTW_TASKS}, "1 bytes");
}

static void an_unknown_kind_is_garbage(void)
{
	is_garbage((uint8_t[WIRE_HEAD]){0}, "kind 0");
	is_garbage((uint8_t[WIRE_HEAD]){0, 0, 0, 0, 14}, "kind 14");
	is_garbage((uint8_t[WIRE_HEAD]){0, 0, 0, 0, TTW_HELLO}, "kind 16");
	is_garbage((uint8_t[WIRE_HEAD]){0, 0, 0, 0, 0, 1}, "kind 256");
}

static void a_reserved_field_that_is_not_zero_is_garbage(void)
{
	is_garbage((uint8_t[WIRE_HEAD]){0, 0, 0, 0, TTW_BYE, 0, 1, 0}, "reserved");
	is_garbage((uint8_t[WIRE_HEAD]){0, 0, 0, 0, TTW_BYE, 0, 0, 1}, "reserved");
}

static void a_frame_goes_out_as_the_header_says(void)
{
	static const uint8_t expected[] = {2, 0, 0, 0,	  17,	0,    0,    0,	 4,
					   3, 2, 1, 0xe7, 0xff, 0xff, 0xff, 'h', 'i'};
	struct wire_out out;
	uint8_t got[64];
	int ends[2];

	REQUIRE(wire_out_init(&out, 1024) && pipe2(ends, O_NONBLOCK) == 0);
	CHECK(wire_out_put(&out, TTW_REPLY, 0x01020304, -ENOTTY, "hi", 2));
	CHECK_INT(0, wire_out_flush(&out, ends[1]));
	CHECK(wire_out_empty(&out));
	REQUIRE(read(ends[0], got, sizeof(got)) == sizeof(expected));
	CHECK(!memcmp(got, expected, sizeof(expected)));
	close(ends[0]);
	close(ends[1]);
	wire_out_free(&out);
}

static void what_has_no_room_is_refused_as_a_whole(void)
{
	char payload[100] = {0};
	struct wire_out out;

	REQUIRE(wire_out_init(&out, 2 * WIRE_HEAD + 100));
	CHECK_INT(WIRE_HEAD + 100, wire_out_room(&out));
	CHECK(wire_out_put(&out, TTW_REPLY, 1, 0, payload, 100));
	CHECK_INT(0, wire_out_room(&out));
	CHECK(!wire_out_put(&out, TTW_REPLY, 2, 0, payload, 1));
	CHECK(wire_out_put(&out, TTW_GOODBYE, 0, 0, NULL, 0));
	CHECK(!wire_out_put(&out, TTW_GOODBYE, 0, 0, NULL, 0));
	wire_out_free(&out);
}

static void a_reader_that_waits_is_no_error_and_one_that_is_gone_is(void)
{
	static uint8_t payload[TTW_MAX_STRUCT];
	struct wire_out out;
	int ends[2];

	REQUIRE(wire_out_init(&out, 1 << 20) && pipe2(ends, O_NONBLOCK) == 0);
	for (int i = 0; i < 200; i++)
		CHECK(wire_out_put(&out, TTW_RECORDS, 0, 0, payload, sizeof(payload)));
	CHECK_INT(0, wire_out_flush(&out, ends[1]));
	CHECK(out.begin > 0 && !wire_out_empty(&out));
	close(ends[0]);
	CHECK_INT(-EPIPE, wire_out_flush(&out, ends[1]));
	close(ends[1]);
	wire_out_free(&out);
}

/* A buffer that never becomes empty must move its contents. The bytes must survive the move. */
static void bytes_keep_their_order_through_a_slow_reader(void)
{
	uint8_t chunk[1000], got[777], next_in = 0, next_out = 0;
	size_t frame_at = 0, frames = 0;
	struct wire_out out;
	int ends[2];

	REQUIRE(wire_out_init(&out, 20000) && pipe2(ends, O_NONBLOCK) == 0);
	REQUIRE(fcntl(ends[1], F_SETPIPE_SZ, 4096) > 0);
	for (int round = 0; round < 2000; round++) {
		if (wire_out_room(&out) >= sizeof(chunk)) {
			for (size_t i = 0; i < sizeof(chunk); i++)
				chunk[i] = next_in++;
			CHECK(wire_out_put(&out, TTW_RECORDS, 0, 0, chunk, sizeof(chunk)));
		}
		CHECK_INT(0, wire_out_flush(&out, ends[1]));
		for (ssize_t i = 0, n = read(ends[0], got, sizeof(got)); i < n; i++) {
			if (frame_at == 4)
				CHECK_INT(TTW_RECORDS, got[i]);
			if (frame_at >= WIRE_HEAD)
				REQUIRE(got[i] == next_out++);
			if (++frame_at == WIRE_HEAD + sizeof(chunk)) {
				frame_at = 0;
				frames++;
			}
		}
	}
	CHECK(frames > 1000);
	close(ends[0]);
	close(ends[1]);
	wire_out_free(&out);
}

int main(void)
{
	signal(SIGPIPE, SIG_IGN);
	RUN(a_frame_that_comes_byte_by_byte_is_whole_only_at_its_end);
	RUN(frames_that_come_together_are_taken_one_by_one);
	RUN(the_largest_struct_fits);
	RUN(a_frame_that_is_too_long_is_garbage_before_its_payload_came);
	RUN(an_unknown_kind_is_garbage);
	RUN(a_reserved_field_that_is_not_zero_is_garbage);
	RUN(a_frame_goes_out_as_the_header_says);
	RUN(what_has_no_room_is_refused_as_a_whole);
	RUN(a_reader_that_waits_is_no_error_and_one_that_is_gone_is);
	RUN(bytes_keep_their_order_through_a_slow_reader);
	return tests_end();
}
