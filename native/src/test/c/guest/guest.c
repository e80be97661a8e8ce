// SPDX-License-Identifier: Apache-2.0
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "guest.h"
#include "shim/tt_shim.h"

int64_t guest_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

void guest_sleep_ms(int64_t ms)
{
	struct timespec left = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

	while (nanosleep(&left, &left) < 0 && errno == EINTR)
		;
}

int guest_write(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int error = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, text, strlen(text)) < 0)
		error = -errno;
	close(fd);
	return error;
}

const char *guest_read(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, text, size - 1);

	if (fd >= 0)
		close(fd);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

unsigned int guest_threads(const char *prefix, unsigned int *cpus, unsigned int most)
{
	char path[300], name[64];
	unsigned int count = 0;
	struct dirent *entry;
	DIR *proc = opendir("/proc");

	while (proc && (entry = readdir(proc))) {
		const char *slash;

		if (!isdigit((unsigned char)entry->d_name[0]))
			continue;
		snprintf(path, sizeof(path), "/proc/%s/comm", entry->d_name);
		if (strncmp(guest_read(path, name, sizeof(name)), prefix, strlen(prefix)))
			continue;
		slash = strchr(name, '/');
		if (count < most)
			cpus[count] = slash ? (unsigned int)atoi(slash + 1) : TT_NO_CPU;
		count++;
	}
	if (proc)
		closedir(proc);
	return count;
}

static long kib_of(const char *text, const char *field)
{
	const char *line = strstr(text, field);

	return line ? atol(line + strlen(field)) : 0;
}

long guest_kernel_kib(void)
{
	char text[4096];

	guest_read("/proc/meminfo", text, sizeof(text));
	return kib_of(text, "SUnreclaim:") + kib_of(text, "VmallocUsed:");
}

int guest_unload(void)
{
	return syscall(SYS_delete_module, MODULE, O_NONBLOCK) < 0 ? -errno : 0;
}

int guest_load(const char *parameters)
{
	int fd = open(MODULE_FILE, O_RDONLY | O_CLOEXEC);
	int error = 0;

	if (fd < 0)
		return -errno;
	if (syscall(SYS_finit_module, fd, parameters, 0) < 0)
		error = -errno;
	close(fd);
	return error;
}

int guest_request(int fd, unsigned long request, void *arg)
{
	return tt_ioctl(fd, _IOC_NR(request), arg, _IOC_SIZE(request));
}

int guest_add_pair(int fd, uint32_t deleter, uint32_t base, uint32_t third)
{
	struct tt_pair pair = {.deleter_cpu = deleter, .base_cpu = base, .third_cpu = third};

	return guest_request(fd, TT_ADD_PAIR, &pair);
}

struct tt_start guest_start(const char *primitive, const char *scenario, uint32_t align,
			    uint32_t duration_ms)
{
	struct tt_start start = {
		.align = align,
		.handler_ns = 300,
		.duration_ms = duration_ms,
		.cell = 7,
		.timer_flags = TT_TIMER_PINNED,
		.seed = 42,
	};

	snprintf(start.primitive, sizeof(start.primitive), "%s", primitive);
	snprintf(start.scenario, sizeof(start.scenario), "%s", scenario);
	return start;
}
