// SPDX-License-Identifier: Apache-2.0
/* The functions of libtimertorture. The agent is linked with them, too. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "timertorture.h"
#include "tt_shim.h"

uint32_t tt_abi(void)
{
	return TT_ABI;
}

int tt_open(const char *path)
{
	int fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);

	return fd < 0 ? -errno : fd;
}

int tt_ioctl(int fd, uint32_t nr, void *buf, uint32_t size)
{
	int ret;

	if (nr > _IOC_NRMASK)
		return -ENOTTY;
	if (size > TT_SHIM_MAX_STRUCT)
		return -EINVAL;
	ret = ioctl(fd, _IOC(_IOC_READ | _IOC_WRITE, TT_IOC_MAGIC, nr, size), buf);
	return ret < 0 ? -errno : ret;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

int tt_read(int fd, void *buf, uint32_t size, int timeout_ms)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};
	int64_t end, left;
	ssize_t n;

	if (timeout_ms < 0 || size == 0 || size > INT_MAX)
		return -EINVAL;
	end = now_ms() + timeout_ms;
	for (;;) {
		left = end - now_ms();
		n = poll(&ready, 1, left > 0 ? (int)left : 0);
		if (n == 0)
			return 0;
		if (n > 0) {
			n = read(fd, buf, size);
			if (n > 0)
				return (int)n;
			if (n == 0)
				return -ENODATA;
		}
		/*
		 * Another reader may have taken the data. That is no error, but the time limit
		 * still applies.
		 */
		if (errno != EINTR && errno != EAGAIN)
			return -errno;
		if (errno == EAGAIN && !(ready.revents & POLLIN))
			return -EIO; /* poll() reports an error that read() does not: do not spin */
		if (now_ms() >= end)
			return 0;
	}
}

int tt_close(int fd)
{
	return close(fd) < 0 ? -errno : 0;
}
