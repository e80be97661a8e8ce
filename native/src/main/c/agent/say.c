// SPDX-License-Identifier: Apache-2.0
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "say.h"

static int say_fd = STDERR_FILENO;

void say_to(int fd)
{
	say_fd = fd;
}

void say(const char *format, ...)
{
	static const char prefix[] = "timertorture-agent: ";
	char line[512];
	size_t used = sizeof(prefix) - 1;
	va_list args;
	int n;

	snprintf(line, sizeof(line), "%s", prefix);
	va_start(args, format);
	n = vsnprintf(line + used, sizeof(line) - used - 1, format, args);
	va_end(args);
	if (n > 0)
		used += (size_t)n < sizeof(line) - used - 1 ? (size_t)n : sizeof(line) - used - 2;
	line[used++] = '\n';
	/* A single write keeps the kernel from printing in the middle of the line. */
	if (write(say_fd, line, used) < 0)
		return; /* the message cannot be delivered */
}
