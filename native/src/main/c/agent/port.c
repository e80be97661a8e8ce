// SPDX-License-Identifier: Apache-2.0
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "port.h"

#define NAME_SIZE 256
#define LOOK_MS	  10 /* pause between two attempts */

/* Reads the first line of @dir/@entry/name; @name is empty if there is none. */
static void read_name(int dir, const char *entry, char *name)
{
	char path[NAME_SIZE + sizeof("/name")];
	ssize_t n;
	int fd;

	name[0] = '\0';
	snprintf(path, sizeof(path), "%.*s/name", NAME_SIZE - 1, entry);
	fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	n = read(fd, name, NAME_SIZE - 1);
	close(fd);
	name[n > 0 ? n : 0] = '\0';
	name[strcspn(name, "\n")] = '\0';
}

int port_find(const char *sysfs, const char *name, char *node, size_t node_size)
{
	DIR *dir = opendir(sysfs);
	char found[NAME_SIZE];
	struct dirent *entry;
	int ret = -ENOENT;

	if (!dir)
		return -ENOENT; /* the driver is not loaded yet */
	while (ret && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		read_name(dirfd(dir), entry->d_name, found);
		if (found[0] && !strcmp(found, name)) {
			snprintf(node, node_size, "%s", entry->d_name);
			ret = 0;
		}
	}
	closedir(dir);
	return ret;
}

/* The virtio console reports POLLHUP as long as nothing is connected to the other end. */
static int wait_for_peer(int fd, int64_t end)
{
	struct pollfd port = {.fd = fd, .events = POLLIN};

	for (;;) {
		if (poll(&port, 1, 0) < 0 && errno != EINTR)
			return -errno;
		if (!(port.revents & POLLHUP))
			return 0;
		if (clock_ms() >= end)
			return -ENOTCONN;
		clock_sleep_ms(LOOK_MS);
	}
}

int port_open(const char *name, int timeout_ms, char *why, size_t why_size)
{
	int64_t end = clock_ms() + timeout_ms;
	char node[NAME_SIZE], path[NAME_SIZE + sizeof("/dev/")];
	int fd, ret;

	while (port_find(PORT_SYSFS, name, node, sizeof(node)) < 0) {
		if (clock_ms() >= end) {
			snprintf(why, why_size, "no virtio-serial port called %s", name);
			return -ENOENT;
		}
		clock_sleep_ms(LOOK_MS);
	}
	snprintf(path, sizeof(path), "/dev/%s", node);
	fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0) {
		ret = -errno;
		snprintf(why, why_size, "%s: %s", path, strerror(-ret));
		return ret;
	}
	ret = wait_for_peer(fd, end);
	if (ret < 0) {
		snprintf(why, why_size, "%s: %s", path, strerror(-ret));
		close(fd);
		return ret;
	}
	return fd;
}
