// SPDX-License-Identifier: Apache-2.0
/* Tests the reading of the kernel's log. A socket of datagrams stands in for /dev/kmsg. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "klog.h"
#include "test.h"

static struct klog klog;
static int kernel;

static void begin(void)
{
	int ends[2];

	REQUIRE(socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, ends) == 0);
	klog = (struct klog){.fd = ends[0]};
	kernel = ends[1];
}

static void end(void)
{
	klog_close(&klog);
	close(kernel);
}

static void print(const char *record)
{
	CHECK_INT(strlen(record), write(kernel, record, strlen(record)));
}

static void lines_come_once_and_in_order(void)
{
	char text[256];

	begin();
	CHECK_INT(0, klog_read(&klog, text, sizeof(text)));
	print("6,1,10,-;first\n");
	print("4,2,11,-;second\n SUBSYSTEM=cpu\n DEVICE=+cpu:1\n");
	CHECK_INT(31, klog_read(&klog, text, sizeof(text)));
	CHECK(!memcmp(text, "6,1,10,-;first\n4,2,11,-;second\n", 31));
	CHECK_INT(0, klog_read(&klog, text, sizeof(text)));
	end();
}

static void a_line_that_does_not_fit_comes_next(void)
{
	char text[20];

	begin();
	print("6,1,10,-;first\n");
	print("4,2,11,-;second\n");
	CHECK_INT(15, klog_read(&klog, text, sizeof(text)));
	CHECK_INT(16, klog_read(&klog, text, sizeof(text)));
	CHECK(!memcmp(text, "4,2,11,-;second\n", 16));
	end();
}

static void a_line_longer_than_any_answer_is_cut(void)
{
	char text[8];

	begin();
	print("6,1,10,-;first\n");
	CHECK_INT(8, klog_read(&klog, text, sizeof(text)));
	CHECK(!memcmp(text, "6,1,10,\n", 8));
	end();
}

static void a_log_that_cannot_be_read_says_why(void)
{
	char text[8];

	klog = (struct klog){.fd = -EPERM};
	CHECK_INT(-EPERM, klog_read(&klog, text, sizeof(text)));
	klog_close(&klog);
}

int main(void)
{
	RUN(lines_come_once_and_in_order);
	RUN(a_line_that_does_not_fit_comes_next);
	RUN(a_line_longer_than_any_answer_is_cut);
	RUN(a_log_that_cannot_be_read_says_why);
	return tests_end();
}
