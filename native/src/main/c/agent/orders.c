// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "holder.h"
#include "module.h"
#include "orders.h"
#include "shim/tt_shim.h"

int orders_open(struct orders *o)
{
	if (o->device >= 0 || o->holder)
		return -EBUSY;
	o->device = tt_open(o->device_path);
	return o->device < 0 ? o->device : 0;
}

static int close_device(struct orders *o)
{
	int ret = o->device < 0 ? -EBADF : tt_close(o->device);

	o->device = -1;
	return ret;
}

static int hold_device(struct orders *o)
{
	pid_t holder;

	if (o->device < 0)
		return -EBADF;
	holder = holder_start(o->device, o->stream.in, o->stream.out);
	if (holder < 0)
		return holder;
	o->holder = holder;
	return close_device(o);
}

static int kill_holder(struct orders *o)
{
	if (!o->holder)
		return -ESRCH;
	holder_kill(o->holder);
	o->holder = 0;
	return 0;
}

/* The payload is a name, optionally followed by a NUL and parameters. */
static int load(const struct orders *o, const struct wire_frame *frame)
{
	char text[TTW_MAX_TEXT + 1];
	size_t name;

	memcpy(text, frame->payload, frame->length);
	text[frame->length] = '\0';
	if (frame->kind == TTW_UNLOAD)
		return module_unload_named(o->conf, text);
	name = strlen(text);
	return module_load_named(o->conf, text, name < frame->length ? text + name + 1 : NULL);
}

/*
 * Makes the kernel print something on the console. An agent that is not process 1 serves a machine
 * that has other users, who did not ask for this.
 */
static int print(const char *path, const void *text, size_t length)
{
	int fd, ret = 0;

	if (getpid() != 1)
		return -EPERM;
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (write(fd, text, length) < 0)
		ret = -errno;
	close(fd);
	return ret;
}

int orders_obey(struct orders *o, const struct wire_frame *frame)
{
	switch (frame->kind) {
	case TTW_OPEN:
		return orders_open(o);
	case TTW_CLOSE:
		return close_device(o);
	case TTW_HOLD:
		return hold_device(o);
	case TTW_KILL:
		return kill_holder(o);
	case TTW_TASKS:
		return print("/proc/sysrq-trigger", "t", 1);
	case TTW_MARK:
		return print("/dev/kmsg", frame->payload, frame->length);
	default:
		return load(o, frame);
	}
}

void orders_end(struct orders *o)
{
	close_device(o);
	kill_holder(o);
	klog_close(&o->log);
}
