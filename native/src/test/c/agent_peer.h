/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The controller's end of the stream, for tests of the whole agent. It starts the agent over a
 * socket, sends frames to it, and reads the agent's frames one by one. These files stand in for the
 * device: /dev/null (refuses ioctls, has no records), /dev/zero (endless records), /proc/self/mem
 * (reading fails with EIO), and a FIFO (whatever the test writes).
 */
#ifndef TT_AGENT_PEER_H
#define TT_AGENT_PEER_H

#include <endian.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"
#include "tt_wire.h"

#define PATIENCE_MS 10000 /* limit for immediate answers, on a busy machine */

static const char *agent_path;

static struct {
	pid_t pid;
	int fd;
	long cpu_ms; /* CPU time that the agent used, valid once it is reaped */
} agent;

static struct {
	struct ttw_head head;
	uint8_t payload[TTW_MAX_PAYLOAD];
} frame;

static inline int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static inline void sleep_ms(int ms)
{
	poll(NULL, 0, ms);
}

/* @option and @value are further arguments; NULL for none. */
static inline void agent_start_with(const char *device, const char *option, const char *value)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		exit(70);
	agent.pid = fork();
	if (agent.pid == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(ends[1], STDIN_FILENO);
		dup2(ends[1], STDOUT_FILENO);
		dup2(null, STDERR_FILENO); /* the test expects its messages */
		execl(agent_path, agent_path, "--stdio", "--device", device, option, value, NULL);
		_exit(70);
	}
	close(ends[1]);
	agent.fd = ends[0];
}

static inline void agent_start(const char *device)
{
	agent_start_with(device, NULL, NULL);
}

/* Returns the agent's exit status, or -1 if it does not end in time or ends by a signal. */
static inline int agent_end_within(int ms)
{
	int64_t end = now_ms() + ms;
	struct rusage usage;
	int status;

	while (wait4(agent.pid, &status, WNOHANG, &usage) == 0) {
		if (now_ms() >= end) {
			fprintf(stderr, "the agent has not ended after %d ms\n", ms);
			kill(agent.pid, SIGKILL);
			wait4(agent.pid, &status, 0, &usage);
			break;
		}
		sleep_ms(2);
	}
	agent.cpu_ms = usage.ru_utime.tv_sec * 1000 + usage.ru_utime.tv_usec / 1000 +
		       usage.ru_stime.tv_sec * 1000 + usage.ru_stime.tv_usec / 1000;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static inline void hang_up(void)
{
	if (agent.fd >= 0)
		close(agent.fd);
	agent.fd = -1;
}

/* The usual end of a test: the controller closes its end, and the agent notices and exits. */
static inline void agent_is_left(void)
{
	hang_up();
	CHECK_INT(0, agent_end_within(1000));
}

static inline bool receive(void *to, size_t n)
{
	struct pollfd ready = {.fd = agent.fd, .events = POLLIN};
	uint8_t *at = to;
	ssize_t got;

	while (n) {
		if (poll(&ready, 1, PATIENCE_MS) <= 0)
			return false;
		got = read(agent.fd, at, n);
		if (got <= 0)
			return false;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

/* Reads the next frame into `frame`. Returns its kind, or 0 if the stream has ended. */
static inline int next_frame(void)
{
	memset(&frame.head, 0, sizeof(frame.head));
	if (!receive(&frame.head, sizeof(frame.head)))
		return 0;
	frame.head.length = le32toh(frame.head.length);
	frame.head.id = le32toh(frame.head.id);
	frame.head.value = (int32_t)le32toh((uint32_t)frame.head.value);
	CHECK_INT(0, frame.head.reserved);
	if (frame.head.length > TTW_MAX_PAYLOAD || !receive(frame.payload, frame.head.length))
		return 0;
	return le16toh(frame.head.kind);
}

static inline int next_but_records(void)
{
	int kind;

	do {
		kind = next_frame();
	} while (kind == TTW_RECORDS);
	return kind;
}

static inline bool payload_has(const char *text)
{
	frame.payload[frame.head.length < TTW_MAX_PAYLOAD ? frame.head.length : 0] = '\0';
	return strstr((char *)frame.payload, text) != NULL;
}

static inline struct ttw_head head_of(uint32_t length, enum ttw_kind kind, uint32_t id,
				      int32_t value)
{
	return (struct ttw_head){
		.length = htole32(length),
		.kind = htole16(kind),
		.id = htole32(id),
		.value = (int32_t)htole32((uint32_t)value),
	};
}

/* Blocks while the agent does not read. Has no effect once the agent is gone. */
static inline bool send_all(const void *bytes, size_t n)
{
	const uint8_t *at = bytes;
	ssize_t sent;

	while (n) {
		sent = send(agent.fd, at, n, MSG_NOSIGNAL);
		if (sent < 0)
			return false;
		at += sent;
		n -= (size_t)sent;
	}
	return true;
}

static inline bool send_frame(enum ttw_kind kind, uint32_t id, int32_t value, const void *payload,
			      uint32_t length)
{
	struct ttw_head head = head_of(length, kind, id, value);

	return send_all(&head, sizeof(head)) && send_all(payload, length);
}

#endif
