// SPDX-License-Identifier: Apache-2.0
/*
 * One thread serves the stream and the device with a single poll(). No call here waits for the
 * controller to read. A blocking write would not notice that the controller is gone, and the
 * virtual machine would outlive it.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include "clock.h"
#include "orders.h"
#include "say.h"
#include "serve.h"
#include "shim/tt_shim.h"
#include "timertorture.h"
#include "wire.h"

#define REASON_SIZE   512
#define RECORDS_CHUNK (64u << 10) /* largest payload of a RECORDS frame */
#define REPLIES_ROOM  (64u << 10) /* room that records leave for replies */
/* Room that replies leave for ERROR or GOODBYE. */
#define LAST_WORD_ROOM (WIRE_HEAD + REASON_SIZE)
#define OUT_CAPACITY   (256u << 10)

#define DRAIN_MS 2000
/*
 * Under QEMU 7.2's TCG, interrupts for new input on the virtio port are lost, about one in some
 * thousand frames on a busy guest, and many more on an idle one. The frame is in the ring, and the
 * next poll() finds it.
 */
#define LOOK_AGAIN_MS 20
/* A controller that has just sent a frame often sends the next one at once. */
#define LOOK_SOON_MS   2
#define SOON_MS	       20  /* after input, LOOK_SOON_MS holds for so long */
#define DEVICE_REST_MS 100 /* pause while a readable device has no data */

_Static_assert(RECORDS_CHUNK >= TT_REC_MAX, "read() would fail if a record did not fit");
_Static_assert(RECORDS_CHUNK <= TTW_MAX_PAYLOAD, "the controller would refuse a longer frame");
_Static_assert(TT_SHIM_MAX_STRUCT == TTW_MAX_STRUCT, "both are the largest struct of the uapi");

struct session {
	struct stream stream;
	struct orders orders;
	struct wire_in in;
	struct wire_out out;
	int64_t device_rests_until;
	int64_t soon_until;
	int64_t heard; /* when the controller last sent something */
	int silence_ms;
};

enum session_end {
	END_NOT_YET,
	END_GONE,  /* the controller is gone and cannot be told anything */
	END_BYE,   /* the controller sent BYE */
	END_ERROR, /* an error, with its reason */
};

struct ending {
	enum session_end end;
	enum ttw_stage stage;
	int error; /* an errno; 0 if there is none */
	char reason[REASON_SIZE];
};

/* Every request of the uapi. The controller refuses an agent that leaves one out. */
static const uint32_t requests[] = {
	TT_GET_INFO,  TT_GET_CPU,  TT_GET_NODE,	 TT_GET_PRIMITIVE, TT_GET_SCENARIO,
	TT_ADD_PAIR,  TT_START,	   TT_STOP,	 TT_GET_VICTIM,	   TT_GET_REFUSAL,
	TT_GET_CHECK, TT_GET_CODE, TT_PUT_MARKS,
};

#define REQUESTS (sizeof(requests) / sizeof(requests[0]))

static void say_hello(struct session *s)
{
	struct {
		struct ttw_hello hello;
		struct ttw_size sizes[REQUESTS];
	} payload = {
		.hello =
			{
				.magic = "TTWIRE\0",
				.byte_order = 0x01020304,
				.version = TTW_VERSION,
				.abi = tt_abi(),
				.requests = REQUESTS,
			},
	};

	for (size_t i = 0; i < REQUESTS; i++)
		payload.sizes[i] = (struct ttw_size){
			.nr = _IOC_NR(requests[i]),
			.size = _IOC_SIZE(requests[i]),
		};
	wire_out_put(&s->out, TTW_HELLO, 0, 0, &payload, sizeof(payload));
}

static bool room_for_reply(const struct session *s)
{
	return wire_out_room(&s->out) >= TTW_MAX_STRUCT + LAST_WORD_ROOM;
}

static bool room_for_records(const struct session *s)
{
	return wire_out_room(&s->out) >= RECORDS_CHUNK + REPLIES_ROOM + LAST_WORD_ROOM;
}

static void carry_ioctl(struct session *s, const struct wire_frame *frame)
{
	uint8_t *payload = wire_out_payload(&s->out, frame->length);
	int ret;

	/* The kernel copies the struct, so its alignment does not matter. */
	memcpy(payload, frame->payload, frame->length);
	ret = tt_ioctl(s->orders.device, (uint32_t)frame->value, payload, frame->length);
	wire_out_commit(&s->out, TTW_REPLY, frame->id, ret, frame->length);
}

static void tell_memory(struct session *s, uint32_t id)
{
	struct sysinfo machine;
	uint64_t bytes = 0;

	if (!sysinfo(&machine))
		bytes = (uint64_t)machine.freeram * machine.mem_unit;
	wire_out_put(&s->out, TTW_REPLY, id, 0, &bytes, sizeof(bytes));
}

static void tell_log(struct session *s, uint32_t id)
{
	uint8_t *payload = wire_out_payload(&s->out, TTW_MAX_STRUCT);
	int n = klog_read(&s->orders.log, (char *)payload, TTW_MAX_STRUCT);

	wire_out_commit(&s->out, TTW_REPLY, id, n < 0 ? n : 0, n < 0 ? 0 : (size_t)n);
}

/* Answers the frames that have arrived, as long as there is room for the answers. */
static void answer(struct session *s, struct ending *ending)
{
	struct wire_frame frame;

	while (room_for_reply(s)) {
		switch (wire_in_next(&s->in, &frame, ending->reason, sizeof(ending->reason))) {
		case WIRE_PARTIAL:
			return;
		case WIRE_GARBAGE:
			ending->end = END_ERROR;
			ending->stage = TTW_STAGE_WIRE;
			return;
		case WIRE_FRAME:
			break;
		}
		if (frame.kind == TTW_BYE) {
			ending->end = END_BYE;
			return;
		}
		if (frame.kind == TTW_IOCTL)
			carry_ioctl(s, &frame);
		else if (frame.kind == TTW_MEMORY)
			tell_memory(s, frame.id);
		else if (frame.kind == TTW_LOG)
			tell_log(s, frame.id);
		else if (frame.kind != TTW_ALIVE)
			wire_out_put(&s->out, TTW_REPLY, frame.id, orders_obey(&s->orders, &frame),
				     NULL, 0);
		wire_in_drop(&s->in, &frame);
	}
}

static void take_input(struct session *s, struct ending *ending)
{
	ssize_t n = read(s->stream.in, s->in.data + s->in.used, sizeof(s->in.data) - s->in.used);

	if (n > 0) {
		s->in.used += (size_t)n;
		s->heard = clock_ms();
		s->soon_until = s->heard + SOON_MS;
	} else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		ending->end = END_GONE;
	}
}

static void take_records(struct session *s, struct ending *ending)
{
	uint8_t *payload = wire_out_payload(&s->out, RECORDS_CHUNK);
	int n = tt_read(s->orders.device, payload, RECORDS_CHUNK, 0);

	if (n > 0) {
		wire_out_commit(&s->out, TTW_RECORDS, 0, 0, (size_t)n);
	} else if (n == 0 || n == -ENODATA) {
		/* The device reports itself readable but has no data. Wait before asking again. */
		s->device_rests_until = clock_ms() + DEVICE_REST_MS;
	} else {
		ending->end = END_ERROR;
		ending->stage = TTW_STAGE_DEVICE;
		ending->error = -n;
		snprintf(ending->reason, sizeof(ending->reason), "reading records: %s",
			 strerror(-n));
	}
}

static void flush_output(struct session *s, struct ending *ending)
{
	if (wire_out_flush(&s->out, s->stream.out) < 0)
		ending->end = END_GONE;
}

/* Waits until something can be done, then reads input and records. */
static void wait_and_take(struct session *s, struct ending *ending)
{
	int64_t rest = s->device_rests_until - clock_ms();
	int64_t wait = clock_ms() < s->soon_until ? LOOK_SOON_MS : LOOK_AGAIN_MS;
	bool input = room_for_reply(s) && s->in.used < sizeof(s->in.data);
	bool records = room_for_records(s) && rest <= 0;
	/*
	 * poll() ignores negative descriptors. Otherwise POLLHUP would wake us while the device
	 * rests.
	 */
	struct pollfd fds[] = {
		{.fd = s->stream.in, .events = input ? POLLIN : 0},
		{.fd = s->stream.out, .events = wire_out_empty(&s->out) ? 0 : POLLOUT},
		{.fd = records ? s->orders.device : -1, .events = POLLIN},
	};

	if (rest > 0 && rest < wait)
		wait = rest;
	if (poll(fds, 3, (int)wait) < 0) {
		if (errno != EINTR)
			ending->end = END_GONE;
		return;
	}
	/* Input that arrived before a hangup is still read, if there is room for the answers. */
	if (fds[0].revents & POLLIN)
		take_input(s, ending);
	else if (fds[0].revents)
		ending->end = END_GONE;
	if (fds[1].revents & (POLLERR | POLLHUP | POLLNVAL) && !(fds[0].revents & POLLIN))
		ending->end = END_GONE;
	if (ending->end == END_NOT_YET && fds[2].revents)
		take_records(s, ending);
}

static bool silent_for_too_long(const struct session *s)
{
	return s->silence_ms && clock_ms() - s->heard > s->silence_ms;
}

static void carry(struct session *s, struct ending *ending)
{
	while (ending->end == END_NOT_YET) {
		answer(s, ending);
		if (ending->end != END_NOT_YET)
			break;
		flush_output(s, ending);
		if (ending->end == END_NOT_YET)
			wait_and_take(s, ending);
		if (ending->end == END_NOT_YET && silent_for_too_long(s))
			ending->end = END_GONE;
	}
}

/* Gives the controller a limited time to read the rest. */
static void drain(struct session *s)
{
	int64_t end = clock_ms() + DRAIN_MS;
	struct pollfd out = {.fd = s->stream.out, .events = POLLOUT};
	int64_t left;

	while (wire_out_flush(&s->out, s->stream.out) == 0 && !wire_out_empty(&s->out)) {
		left = end - clock_ms();
		if (left <= 0 || (poll(&out, 1, (int)left) < 0 && errno != EINTR) ||
		    out.revents & (POLLERR | POLLHUP | POLLNVAL))
			return;
	}
}

static bool session_begin(struct session *s, struct stream stream)
{
	*s = (struct session){
		.stream = stream,
		.orders = {.device = -1, .stream = stream, .log = {.fd = -EBADF}},
		.heard = clock_ms(),
	};
	if (!wire_out_init(&s->out, OUT_CAPACITY)) {
		say("no memory for %u bytes", OUT_CAPACITY);
		return false;
	}
	fcntl(stream.in, F_SETFL, fcntl(stream.in, F_GETFL) | O_NONBLOCK);
	fcntl(stream.out, F_SETFL, fcntl(stream.out, F_GETFL) | O_NONBLOCK);
	return true;
}

static int session_end(struct session *s, const struct ending *ending)
{
	/*
	 * The device is closed first: this stops the torture, whether or not the controller reads.
	 */
	orders_end(&s->orders);
	if (ending->end == END_ERROR) {
		wire_out_put(&s->out, TTW_ERROR, (uint32_t)ending->error, ending->stage,
			     ending->reason, strlen(ending->reason));
	} else if (ending->end == END_BYE) {
		wire_out_put(&s->out, TTW_GOODBYE, 0, 0, NULL, 0);
	}
	if (ending->end != END_GONE)
		drain(s);
	wire_out_free(&s->out);
	return ending->end == END_ERROR ? 1 : 0;
}

int serve(struct stream stream, const struct service *service)
{
	struct ending ending = {.end = END_NOT_YET};
	struct session s;

	if (!session_begin(&s, stream))
		return 1;
	s.orders.device_path = service->device;
	s.orders.conf = service->conf;
	s.silence_ms = service->silence_ms;
	klog_open(&s.orders.log);
	if (orders_open(&s.orders) < 0) {
		ending.end = END_ERROR;
		ending.stage = TTW_STAGE_DEVICE;
		ending.error = -s.orders.device;
		snprintf(ending.reason, sizeof(ending.reason), "%s: %s", service->device,
			 strerror(ending.error));
	} else {
		say_hello(&s);
		carry(&s, &ending);
	}
	if (ending.end == END_ERROR)
		say("%s", ending.reason);
	return session_end(&s, &ending);
}

int serve_refusal(struct stream stream, enum ttw_stage stage, const char *text)
{
	struct ending ending = {.end = END_ERROR, .stage = stage};
	struct session s;

	snprintf(ending.reason, sizeof(ending.reason), "%s", text);
	if (!session_begin(&s, stream))
		return 1;
	return session_end(&s, &ending);
}
