// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "holder.h"

#define REST_MS 1

static _Noreturn void hold(int device)
{
	static char dropped[64u << 10];
	struct pollfd ready = {.fd = device, .events = POLLIN};

	for (;;) {
		/*
		 * A device that cannot be read is still held. The pause keeps this loop from using
		 * a whole CPU.
		 */
		if (poll(&ready, 1, -1) < 0 || read(device, dropped, sizeof(dropped)) <= 0)
			poll(NULL, 0, REST_MS);
	}
}

pid_t holder_start(int device, int stream_in, int stream_out)
{
	pid_t agent = getpid();
	pid_t holder = fork();

	if (holder < 0)
		return -errno;
	if (holder > 0)
		return holder;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != agent)
		_exit(1); /* the agent ended before the signal was set */
	close(stream_in);
	if (stream_out != stream_in)
		close(stream_out);
	hold(device);
}

void holder_kill(pid_t holder)
{
	kill(holder, SIGKILL);
	/* If SIGCHLD is ignored, waitpid() fails, but only after the holder has ended. */
	while (waitpid(holder, NULL, 0) < 0 && errno == EINTR)
		;
}
