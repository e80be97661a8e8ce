// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "klog.h"

#define KLOG_PATH "/dev/kmsg"

void klog_open(struct klog *log)
{
	log->pending_length = 0;
	log->fd = open(KLOG_PATH, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (log->fd < 0)
		log->fd = -errno;
	else
		lseek(log->fd, 0, SEEK_END);
}

/*
 * Reads the next record into log->pending, without the lines that continue it. Returns 1, 0 if
 * there is none, or -errno.
 */
static int read_record(struct klog *log)
{
	const char *end;
	ssize_t n;

	do {
		n = read(log->fd, log->pending, sizeof(log->pending));
		/* EPIPE: records were overwritten before they were read. */
	} while (n < 0 && (errno == EPIPE || errno == EINTR));
	if (n < 0)
		return errno == EAGAIN ? 0 : -errno;
	end = memchr(log->pending, '\n', (size_t)n);
	log->pending_length = end ? (size_t)(end - log->pending) + 1 : (size_t)n;
	return n > 0;
}

int klog_read(struct klog *log, char *to, size_t size)
{
	size_t used = 0;
	int ret;

	if (log->fd < 0)
		return log->fd;
	for (;;) {
		if (!log->pending_length) {
			ret = read_record(log);
			if (ret < 0)
				return ret;
			if (ret == 0)
				return (int)used;
		}
		if (log->pending_length > size) {
			/* No line of the kernel is that long. */
			log->pending_length = size;
			log->pending[size - 1] = '\n';
		}
		if (log->pending_length > size - used)
			return (int)used;
		memcpy(to + used, log->pending, log->pending_length);
		used += log->pending_length;
		log->pending_length = 0;
	}
}

void klog_close(struct klog *log)
{
	if (log->fd >= 0)
		close(log->fd);
	log->fd = -EBADF;
}
