// SPDX-License-Identifier: Apache-2.0
/*
 * Loads a module in a guest, lets it be for some seconds, unloads it, and powers off.
 *
 * Usage: load FILE NAME SECONDS
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guest.h"

int main(int argc, char **argv)
{
	int fd;

	if (argc != 4) {
		printf("usage: load FILE NAME SECONDS\n");
		return 2;
	}
	fd = open(argv[1], O_RDONLY | O_CLOEXEC);
	if (fd < 0 || syscall(SYS_finit_module, fd, "", 0) < 0) {
		printf("load: cannot load %s: %s\n", argv[1], strerror(errno));
		return 1;
	}
	close(fd);
	guest_sleep_ms(1000LL * atoi(argv[3]));
	if (syscall(SYS_delete_module, argv[2], O_NONBLOCK) < 0) {
		printf("load: cannot unload %s: %s\n", argv[2], strerror(errno));
		return 1;
	}
	printf("load: done\n");
	return 0;
}
