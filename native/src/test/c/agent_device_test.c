// SPDX-License-Identifier: Apache-2.0
/*
 * Tests how the agent handles its device and its modules on request, and what it reports when a
 * device fails. The program's only argument is the agent's path.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agent_peer.h"
#include "test.h"
#include "tt_wire.h"

static void an_error_replaces_hello_if_the_device_does_not_open(void)
{
	agent_start("/nonexistent");
	CHECK_INT(TTW_ERROR, next_frame());
	CHECK_INT(TTW_STAGE_DEVICE, frame.head.value);
	CHECK_INT(ENOENT, frame.head.id);
	CHECK(payload_has("/nonexistent: No such file or directory"));
	CHECK_INT(1, agent_end_within(1000));
	hang_up();
}

static void a_failing_device_is_reported_and_ends_the_stream(void)
{
	agent_start("/proc/self/mem");
	CHECK_INT(TTW_HELLO, next_frame());
	CHECK_INT(TTW_ERROR, next_frame());
	CHECK_INT(TTW_STAGE_DEVICE, frame.head.value);
	CHECK_INT(EIO, frame.head.id);
	CHECK(payload_has("Input/output error"));
	CHECK_INT(1, agent_end_within(1000));
	hang_up();
}

/* Returns the value of the answer, or INT32_MIN if the next frame is not an answer. */
static int32_t answer_to(enum ttw_kind kind, const char *text, uint32_t length)
{
	static uint32_t id = 1000;

	if (!send_frame(kind, ++id, 0, text, length) || next_but_records() != TTW_REPLY ||
	    frame.head.id != id)
		return INT32_MIN;
	return frame.head.value;
}

static void the_device_is_closed_and_opened_on_request(void)
{
	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	CHECK_INT(-EBUSY, answer_to(TTW_OPEN, "", 0));
	CHECK_INT(-ESRCH, answer_to(TTW_KILL, "", 0));
	CHECK_INT(0, answer_to(TTW_CLOSE, "", 0));
	CHECK_INT(-EBADF, answer_to(TTW_CLOSE, "", 0));
	CHECK_INT(-EBADF, answer_to(TTW_HOLD, "", 0));
	CHECK_INT(-EBADF, answer_to(TTW_IOCTL, "", 0));
	CHECK_INT(0, answer_to(TTW_OPEN, "", 0));
	CHECK_INT(-ENOTTY, answer_to(TTW_IOCTL, "", 0));
	agent_is_left();
}

static void the_holder_has_the_device_alone_and_is_killed_on_request(void)
{
	char path[] = "/tmp/agent_device_test.XXXXXX";
	char fifo[64];
	int end;

	REQUIRE(mkdtemp(path));
	snprintf(fifo, sizeof(fifo), "%s/fifo", path);
	REQUIRE(mkfifo(fifo, 0600) == 0);
	agent_start(fifo);
	CHECK_INT(TTW_HELLO, next_frame());
	CHECK_INT(0, answer_to(TTW_HOLD, "", 0));
	CHECK_INT(-EBUSY, answer_to(TTW_OPEN, "", 0));
	CHECK_INT(-EBADF, answer_to(TTW_CLOSE, "", 0));
	/* The FIFO's other end is open exactly as long as the holder lives. */
	end = open(fifo, O_WRONLY | O_NONBLOCK);
	CHECK(end >= 0);
	close(end);
	CHECK_INT(0, answer_to(TTW_KILL, "", 0));
	CHECK(open(fifo, O_WRONLY | O_NONBLOCK) < 0 && errno == ENXIO);
	CHECK_INT(0, answer_to(TTW_OPEN, "", 0));
	CHECK_INT(0, answer_to(TTW_HOLD, "", 0));
	agent_is_left();
	CHECK(open(fifo, O_WRONLY | O_NONBLOCK) < 0 && errno == ENXIO);
	unlink(fifo);
	rmdir(path);
}

static void without_a_configuration_no_module_is_loaded_or_unloaded(void)
{
	static char longest[TTW_MAX_TEXT];

	memset(longest, 'x', sizeof(longest));
	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	CHECK_INT(-ENOENT, answer_to(TTW_LOAD, "timertorture", 12));
	CHECK_INT(-ENOENT, answer_to(TTW_LOAD, "timertorture\0unsafe=1", 21));
	CHECK_INT(-ENOENT, answer_to(TTW_UNLOAD, "timertorture", 12));
	CHECK_INT(-ENOENT, answer_to(TTW_LOAD, "", 0));
	CHECK_INT(-ENOENT, answer_to(TTW_UNLOAD, longest, sizeof(longest)));
	agent_is_left();
}

static void it_reports_the_free_memory(void)
{
	uint64_t bytes;

	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	CHECK_INT(0, answer_to(TTW_MEMORY, "", 0));
	CHECK_INT(sizeof(bytes), frame.head.length);
	memcpy(&bytes, frame.payload, sizeof(bytes));
	CHECK(bytes > 1u << 20);
	agent_is_left();
}

static void it_prints_on_no_console_but_its_own(void)
{
	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	CHECK_INT(-EPERM, answer_to(TTW_TASKS, "", 0));
	CHECK_INT(-EPERM, answer_to(TTW_MARK, "a line", 6));
	agent_is_left();
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	agent_path = argv[1];
	alarm(300); /* ends a hanging test */
	RUN(an_error_replaces_hello_if_the_device_does_not_open);
	RUN(a_failing_device_is_reported_and_ends_the_stream);
	RUN(the_device_is_closed_and_opened_on_request);
	RUN(the_holder_has_the_device_alone_and_is_killed_on_request);
	RUN(without_a_configuration_no_module_is_loaded_or_unloaded);
	RUN(it_reports_the_free_memory);
	RUN(it_prints_on_no_console_but_its_own);
	return tests_end();
}
