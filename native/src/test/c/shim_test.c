// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "test.h"
#include "timertorture.h"
#include "tt_shim.h"

/* Replaces libc's ioctl(), also for the shim, to show which request numbers the shim forms. */
static unsigned long last_request;

__attribute__((visibility("default"))) int ioctl(int fd, unsigned long request, ...)
{
	va_list args;
	void *arg;

	va_start(args, request);
	arg = va_arg(args, void *);
	va_end(args);
	last_request = request;
	return (int)syscall(SYS_ioctl, fd, request, arg);
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void opening_what_is_not_there_is_enoent(void)
{
	CHECK_INT(-ENOENT, tt_open("/nonexistent/timertorture"));
}

static void a_descriptor_is_non_blocking_and_not_inherited(void)
{
	int fd = tt_open("/dev/null");

	REQUIRE(fd >= 0);
	CHECK_INT(O_RDWR | O_NONBLOCK, fcntl(fd, F_GETFL) & (O_ACCMODE | O_NONBLOCK));
	CHECK_INT(FD_CLOEXEC, fcntl(fd, F_GETFD));
	CHECK_INT(0, tt_close(fd));
}

static void closing_twice_is_ebadf(void)
{
	int fd = tt_open("/dev/null");

	CHECK_INT(0, tt_close(fd));
	CHECK_INT(-EBADF, tt_close(fd));
}

static void an_ioctl_that_the_device_does_not_know_is_enotty(void)
{
	struct tt_info info = {0};
	int fd = tt_open("/dev/null");

	CHECK_INT(-ENOTTY, tt_ioctl(fd, _IOC_NR(TT_GET_INFO), &info, sizeof(info)));
	CHECK_INT(0, tt_close(fd));
}

static void the_numbers_are_those_of_the_uapi(void)
{
	static const struct {
		unsigned long request;
		uint32_t nr, size;
	} requests[] = {
		{TT_GET_INFO, 0, sizeof(struct tt_info)},
		{TT_GET_CPU, 1, sizeof(struct tt_cpu)},
		{TT_GET_NODE, 2, sizeof(struct tt_node)},
		{TT_GET_PRIMITIVE, 3, sizeof(struct tt_primitive)},
		{TT_GET_SCENARIO, 4, sizeof(struct tt_scenario)},
		{TT_ADD_PAIR, 5, sizeof(struct tt_pair)},
		{TT_START, 6, sizeof(struct tt_start)},
		{TT_STOP, 7, sizeof(struct tt_stop)},
		{TT_GET_VICTIM, 8, sizeof(struct tt_victim)},
		{TT_GET_REFUSAL, 9, sizeof(struct tt_refusal)},
		{TT_GET_CHECK, 10, sizeof(struct tt_check_text)},
		{TT_GET_CODE, 11, sizeof(struct tt_code)},
		{TT_PUT_MARKS, 12, sizeof(struct tt_marks)},
	};
	char buf[TT_SHIM_MAX_STRUCT] = {0};

	for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
		last_request = 0;
		tt_ioctl(-1, requests[i].nr, buf, requests[i].size);
		CHECK_INT(requests[i].request, last_request);
	}
}

static void a_number_or_size_that_does_not_fit_never_reaches_the_kernel(void)
{
	char buf[TT_SHIM_MAX_STRUCT] = {0};

	last_request = 0;
	CHECK_INT(-ENOTTY, tt_ioctl(-1, 256, buf, 16));
	CHECK_INT(-ENOTTY, tt_ioctl(-1, UINT32_MAX, buf, 16));
	CHECK_INT(-EINVAL, tt_ioctl(-1, 0, buf, TT_SHIM_MAX_STRUCT + 1));
	CHECK_INT(-EINVAL, tt_ioctl(-1, 0, buf, UINT32_MAX));
	CHECK_INT(0, last_request);
	CHECK_INT(-EBADF, tt_ioctl(-1, 255, buf, TT_SHIM_MAX_STRUCT));
	CHECK(last_request != 0);
}

static void reading_returns_what_is_there_at_once(void)
{
	int64_t begin = now_ms();
	char buf[16];
	int ends[2];

	REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
	CHECK_INT(5, write(ends[1], "three", 5));
	CHECK_INT(5, tt_read(ends[0], buf, sizeof(buf), 10000));
	CHECK(!memcmp(buf, "three", 5));
	CHECK(now_ms() - begin < 5000);
	close(ends[0]);
	close(ends[1]);
}

static void reading_nothing_returns_0_when_the_time_is_over(void)
{
	int64_t begin = now_ms(), took;
	char buf[16];
	int ends[2];

	REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
	CHECK_INT(0, tt_read(ends[0], buf, sizeof(buf), 200));
	took = now_ms() - begin;
	CHECK(took >= 199 && took < 2000);
	CHECK_INT(0, tt_read(ends[0], buf, sizeof(buf), 0));
	close(ends[0]);
	close(ends[1]);
}

static void reading_past_the_end_is_enodata(void)
{
	char buf[16];
	int ends[2];

	REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
	close(ends[1]);
	CHECK_INT(-ENODATA, tt_read(ends[0], buf, sizeof(buf), 10000));
	close(ends[0]);
	CHECK_INT(-EBADF, tt_read(ends[0], buf, sizeof(buf), 10000));
}

static void reading_with_a_senseless_size_or_time_is_einval(void)
{
	char buf[16];

	CHECK_INT(-EINVAL, tt_read(0, buf, 0, 0));
	CHECK_INT(-EINVAL, tt_read(0, buf, UINT32_MAX, 0));
	CHECK_INT(-EINVAL, tt_read(0, buf, sizeof(buf), -1));
}

static volatile sig_atomic_t signals;

static void count_signal(int number)
{
	(void)number;
	signals++;
}

static void signals_neither_end_a_wait_nor_lengthen_it(void)
{
	struct itimerval often = {.it_interval = {0, 7000}, .it_value = {0, 7000}};
	struct sigaction action = {.sa_handler = count_signal}; /* without SA_RESTART */
	int64_t begin, took;
	char buf[16];
	int ends[2];

	REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	begin = now_ms();
	CHECK_INT(0, tt_read(ends[0], buf, sizeof(buf), 300));
	took = now_ms() - begin;
	memset(&often, 0, sizeof(often));
	setitimer(ITIMER_REAL, &often, NULL);

	CHECK(signals > 3);
	CHECK(took >= 299 && took < 2000);
	close(ends[0]);
	close(ends[1]);
}

int main(void)
{
	RUN(opening_what_is_not_there_is_enoent);
	RUN(a_descriptor_is_non_blocking_and_not_inherited);
	RUN(closing_twice_is_ebadf);
	RUN(an_ioctl_that_the_device_does_not_know_is_enotty);
	RUN(the_numbers_are_those_of_the_uapi);
	RUN(a_number_or_size_that_does_not_fit_never_reaches_the_kernel);
	RUN(reading_returns_what_is_there_at_once);
	RUN(reading_nothing_returns_0_when_the_time_is_over);
	RUN(reading_past_the_end_is_enodata);
	RUN(reading_with_a_senseless_size_or_time_is_einval);
	RUN(signals_neither_end_a_wait_nor_lengthen_it);
	return tests_end();
}
