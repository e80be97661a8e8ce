// SPDX-License-Identifier: Apache-2.0
/*
 * Tests in a guest with four CPUs on two nodes, whose module was loaded with unsafe=1, that the
 * device harms neither its user nor the machine. The last test leaves the device unusable.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guest.h"
#include "shim/tt_shim.h"
#include "test.h"

#define PAGE	  4096
#define PATIENCE  20000 /* ms; a busy host is slow */
#define BASE	  0
#define DELETER	  1
#define THIRD	  2
#define CPU1_FILE "/sys/devices/system/cpu/cpu1/online"

/* What the records of a cell said */
static struct {
	bool garbled;
	bool started;
	bool ended;
	uint32_t progresses;
	uint32_t violations;
	struct tt_rec_start start;
	struct tt_rec_counters counters;
	struct tt_rec_defeat defeat;
	struct tt_rec_end end;
} said;

static uint8_t buffer[1 << 20];

static void take_record(const struct tt_rec_hdr *record)
{
	switch (record->type) {
	case TT_REC_START:
		said.started = true;
		memcpy(&said.start, record, sizeof(said.start));
		break;
	case TT_REC_PROGRESS:
		said.progresses++;
		break;
	case TT_REC_VIOLATION:
		said.violations++;
		break;
	case TT_REC_COUNTERS:
		memcpy(&said.counters, record, sizeof(said.counters));
		break;
	case TT_REC_DEFEAT:
		memcpy(&said.defeat, record, sizeof(said.defeat));
		break;
	case TT_REC_END:
		said.ended = true;
		memcpy(&said.end, record, sizeof(said.end));
		break;
	}
}

/* Takes whole records. What is none ends it, because nothing after it can be one. */
static void take_records(const uint8_t *bytes, int count)
{
	while (count >= (int)sizeof(struct tt_rec_hdr)) {
		const struct tt_rec_hdr *record = (const struct tt_rec_hdr *)bytes;

		if (record->type < TT_REC_START || record->type > TT_REC_DEFEAT ||
		    record->len < sizeof(*record) || record->len % 8 ||
		    record->len > (uint32_t)count)
			break;
		take_record(record);
		bytes += record->len;
		count -= (int)record->len;
	}
	said.garbled |= count != 0;
}

static int read_some(int fd, int timeout_ms)
{
	int n = tt_read(fd, buffer, sizeof(buffer), timeout_ms);

	if (n > 0)
		take_records(buffer, n);
	return n;
}

/* Reads until the cell's last record. Returns false if it does not come in time. */
static bool read_to_end(int fd, int timeout_ms)
{
	int64_t end = guest_now_ms() + timeout_ms;

	while (!said.ended && !said.garbled && guest_now_ms() < end)
		if (read_some(fd, 500) < 0)
			return false;
	return said.ended && !said.garbled;
}

static int begin(int fd, const struct tt_start *start)
{
	struct tt_start copy = *start;

	memset(&said, 0, sizeof(said));
	return guest_request(fd, TT_START, &copy);
}

static int stop(int fd)
{
	struct tt_stop none = {};

	return guest_request(fd, TT_STOP, &none);
}

/* Returns the device with a cell that races on one pair, or -errno. */
static int race(uint32_t third, const struct tt_start *start)
{
	int fd = tt_open(DEVICE);
	int error = fd < 0 ? fd : guest_add_pair(fd, DELETER, BASE, third);

	if (!error)
		error = begin(fd, start);
	if (!error)
		return fd;
	tt_close(fd);
	return error;
}

/* Returns a page whose successor nobody can use. */
static uint8_t *last_page(void)
{
	uint8_t *pages =
		mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (pages == MAP_FAILED || mprotect(pages + PAGE, PAGE, PROT_NONE) < 0)
		return NULL;
	return pages;
}

static bool readable(int fd, int timeout_ms)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};

	return poll(&ready, 1, timeout_ms) == 1 && ready.revents & POLLIN;
}

static void a_read_that_faults_half_way_loses_nothing(void)
{
	struct tt_start start = guest_start("timer_delete_sync", "running", TT_ALIGN_CHASE, 3000);
	uint8_t *page = last_page();
	int fd = race(TT_NO_CPU, &start);

	REQUIRE(page && fd >= 0);
	CHECK(read_some(fd, PATIENCE) > 0);
	CHECK(said.started && readable(fd, PATIENCE));
	CHECK_INT(-1, read(fd, page + PAGE - 16, PAGE));
	CHECK_INT(EFAULT, errno);
	CHECK(read_to_end(fd, PATIENCE));
	CHECK_INT(0, said.end.lost);
	CHECK_INT(0, tt_close(fd));
}

static void records_before_a_bad_page_are_read_and_the_others_later(void)
{
	struct tt_start start = guest_start("timer_delete", "pending", TT_ALIGN_NONE, 300);
	uint8_t *page = last_page();
	int fd = race(TT_NO_CPU, &start), n;
	uint8_t *at;

	REQUIRE(page && fd >= 0);
	/* The START record fits, and what follows it does not. */
	at = page + PAGE - sizeof(struct tt_rec_start) - 8;
	guest_sleep_ms(1500);
	n = (int)read(fd, at, PAGE);
	CHECK_INT(sizeof(struct tt_rec_start), n);
	if (n > 0)
		take_records(at, n);
	CHECK(said.started);
	/* One after the other fails at the page's end, and is there the next time. */
	for (int i = 0; i < 200 && !said.ended; i++) {
		CHECK_INT(-1, read(fd, page + PAGE - 8, PAGE));
		CHECK(errno == EFAULT || errno == EMSGSIZE || errno == EAGAIN);
		n = (int)read(fd, page, PAGE);
		if (n > 0)
			take_records(page, n);
		else
			read_some(fd, 100); /* it is larger than a page, or not there yet */
	}
	CHECK(said.progresses > 0);
	CHECK(said.ended && !said.garbled);
	CHECK_INT(0, tt_close(fd));
}

struct reading {
	int fd;
	uint8_t *page;
};

static void *read_into(void *arg)
{
	struct reading *reading = arg;

	if (read(reading->fd, reading->page, PAGE) < 0)
		perror("reading into a page that comes late");
	return NULL;
}

/* A page that is not there until somebody provides it, as on a file system in user space */
static int unfinished_page(uint8_t **page)
{
	struct uffdio_api api = {.api = UFFD_API};
	struct uffdio_register range = {.mode = UFFDIO_REGISTER_MODE_MISSING};
	int faults = (int)syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);

	*page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	range.range.start = (uintptr_t)*page;
	range.range.len = PAGE;
	if (faults < 0 || *page == MAP_FAILED || ioctl(faults, UFFDIO_API, &api) < 0 ||
	    ioctl(faults, UFFDIO_REGISTER, &range) < 0)
		return -1;
	return faults;
}

static void a_reader_that_waits_for_its_page_holds_nobody_up(void)
{
	struct tt_start start = guest_start("timer_delete", "pending", TT_ALIGN_NONE, 60000);
	struct uffdio_zeropage zero = {.range.len = PAGE};
	struct tt_info info = {};
	struct reading reading;
	int faults = unfinished_page(&reading.page);
	int fd = race(TT_NO_CPU, &start);
	pthread_t reader;
	int64_t begun;

	REQUIRE(faults >= 0 && fd >= 0);
	CHECK(readable(fd, PATIENCE));
	reading.fd = fd;
	REQUIRE(pthread_create(&reader, NULL, read_into, &reading) == 0);
	guest_sleep_ms(500);
	begun = guest_now_ms();
	alarm(20); /* ends the whole program if the request waits for the reader */
	CHECK_INT(0, guest_request(fd, TT_GET_INFO, &info));
	CHECK_INT(0, stop(fd));
	alarm(0);
	CHECK(guest_now_ms() - begun < 5000);
	zero.range.start = (uintptr_t)reading.page;
	CHECK_INT(0, ioctl(faults, UFFDIO_ZEROPAGE, &zero));
	pthread_join(reader, NULL);
	CHECK(read_to_end(fd, PATIENCE));
	CHECK_INT(0, tt_close(fd));
	close(faults);
}

static void dirty_lines_are_written_on_CPUs_of_the_pairs_only(void)
{
	struct tt_start start = guest_start("hist_2_6_query_loop", "pending", TT_ALIGN_NONE, 60000);
	unsigned int cpus[16] = {};
	int fd;

	start.cold = TT_COLD_DIRTY;
	start.slots = 16;
	fd = race(TT_NO_CPU, &start);
	REQUIRE(fd >= 0);
	CHECK(read_some(fd, PATIENCE) > 0);
	CHECK_INT(1, guest_threads("tt_owner/", cpus, 16));
	CHECK_INT(BASE, cpus[0]);
	CHECK_INT(0, tt_close(fd));
	CHECK_INT(0, guest_threads("tt_owner/", cpus, 16));

	fd = tt_open(DEVICE);
	CHECK_INT(0, guest_add_pair(fd, DELETER, BASE, TT_NO_CPU));
	CHECK_INT(0, guest_add_pair(fd, 3, 2, TT_NO_CPU));
	CHECK_INT(0, begin(fd, &start));
	CHECK(read_some(fd, PATIENCE) > 0);
	CHECK_INT(2, guest_threads("tt_owner/", cpus, 16));
	CHECK_INT(0 + 2, cpus[0] + cpus[1]);
	CHECK_INT(0, stop(fd));
	CHECK(read_to_end(fd, PATIENCE));
	CHECK(said.defeat.counts.dirtied > 0);
	CHECK_INT(0, tt_close(fd));
}

static void lines_that_nobody_could_dirty_are_refused(void)
{
	struct tt_start start = guest_start("hist_2_6_query_loop", "pending", TT_ALIGN_NONE, 100);
	struct tt_refusal why = {};
	int fd = tt_open(DEVICE);

	start.cold = TT_COLD_DIRTY;
	CHECK_INT(0, guest_add_pair(fd, DELETER, DELETER, TT_NO_CPU));
	CHECK_INT(-EINVAL, begin(fd, &start));
	CHECK_INT(0, guest_request(fd, TT_GET_REFUSAL, &why));
	CHECK(!strcmp(why.name, "cold_writer"));
	CHECK_INT(0, tt_close(fd));
}

static void a_search_that_costs_too_much_is_refused(void)
{
	struct tt_start start = guest_start("hist_2_6_query_loop", "pending", TT_ALIGN_NONE, 10);
	int fd;

	start.slots = TT_MAX_SLOTS;
	start.remote_ns = TT_MAX_REMOTE_NS;
	fd = race(TT_NO_CPU, &start);
	CHECK_INT(-EINVAL, fd);
	if (fd >= 0)
		tt_close(fd);
}

static void a_long_search_is_over_soon_after_the_stop(void)
{
	struct tt_start start = guest_start("hist_2_6_query_loop", "pending", TT_ALIGN_NONE, 60000);
	struct tt_info info = {};
	int64_t begun;
	int fd;

	start.slots = TT_MAX_SLOTS;
	start.remote_ns = TT_MAX_SEARCH_NS / TT_MAX_SLOTS;
	fd = race(TT_NO_CPU, &start);
	REQUIRE(fd >= 0);
	CHECK_INT(0, guest_request(fd, TT_GET_INFO, &info));
	CHECK(info.nodes > 1);
	CHECK(read_some(fd, PATIENCE) > 0);
	guest_sleep_ms(300);
	begun = guest_now_ms();
	CHECK_INT(0, stop(fd));
	CHECK(read_to_end(fd, PATIENCE));
	CHECK(guest_now_ms() - begun < 4000);
	CHECK_INT(0, said.violations);
	CHECK_INT(TT_END_STOPPED, said.end.reason);
	CHECK_INT(0, tt_close(fd));
}

static void irqsafe_handlers_keep_interrupts_off_for_100_us_at_most(void)
{
	struct tt_start start = guest_start("timer_delete_sync", "running", TT_ALIGN_CHASE, 1500);
	struct tt_info info = {};
	int fd;

	start.timer_flags |= TT_TIMER_IRQSAFE;
	start.handler_ns = 100;
	fd = race(TT_NO_CPU, &start);
	REQUIRE(fd >= 0);
	CHECK_INT(0, guest_request(fd, TT_GET_INFO, &info));
	CHECK(read_to_end(fd, PATIENCE));
	CHECK(said.counters.counts.expiries > 0);
	/* The kernel's own work between the handlers comes on top. */
	CHECK(said.counters.batch * said.counters.handler_min * 1000 / info.clock_khz <=
	      TT_MAX_IRQSAFE_NS / 1000);
	CHECK_INT(0, tt_close(fd));

	/* The kernel's work around 400 handlers of 100 ns takes longer than they do. */
	start.batch = 400;
	fd = race(TT_NO_CPU, &start);
	CHECK_INT(-EINVAL, fd);
	if (fd >= 0)
		tt_close(fd);
}

static void a_cell_that_is_stopped_at_once_has_no_broken_barrier(void)
{
	struct tt_start start = guest_start("timer_delete", "running", TT_ALIGN_CHASE, 60000);
	unsigned int early = 0;

	start.flags = TT_START_SLEEP;
	for (int i = 0; i < 60; i++) {
		int fd = race(TT_NO_CPU, &start);

		REQUIRE(fd >= 0);
		CHECK_INT(0, stop(fd));
		REQUIRE(read_to_end(fd, PATIENCE));
		early += said.start.early;
		CHECK_INT(0, tt_close(fd));
	}
	CHECK_INT(0, early);
}

static void two_CPUs_that_delete_encounter_an_expiry_once(void)
{
	struct tt_start start = guest_start("timer_delete", "contend", TT_ALIGN_SPIN, 3000);
	struct tt_counts *counts = &said.counters.counts;
	int fd;

	/* Both meet such long handlers almost always, if they run at all. */
	start.handler_ns = 5000000;
	start.flags = TT_START_SLEEP;
	fd = race(THIRD, &start);
	REQUIRE(fd >= 0);
	CHECK(read_to_end(fd, PATIENCE));
	CHECK(counts->attempts[TT_ENCOUNTER] > 0);
	CHECK(counts->attempts[TT_ENCOUNTER] <= counts->expiries);
	CHECK_INT(0, said.violations);
	CHECK_INT(0, tt_close(fd));
}

static void an_armer_that_stalls_does_not_arm_into_the_next_trial(void)
{
	struct tt_start start =
		guest_start("timer_delete_sync", "defeat-a-use-after-free", TT_ALIGN_NONE, 30000);
	int fd;

	start.batch = 4; /* trials */
	start.inject = TT_INJECT_LATE_ARM;
	fd = race(TT_NO_CPU, &start);
	REQUIRE(fd >= 0);
	CHECK(read_to_end(fd, 40000));
	CHECK_INT(4, said.defeat.counts.trials);
	CHECK_INT(4, said.defeat.counts.lost);
	CHECK_INT(0, tt_close(fd));
}

static bool cpu1_online(void)
{
	char text[8];

	return guest_read(CPU1_FILE, text, sizeof(text))[0] == '1';
}

/* Whether the cell ends, or CPU 1 comes back, so that it may go on */
static bool ends_or_gets_its_cpu_back(int fd)
{
	for (int i = 0; i < 100 && !said.ended; i++) {
		if (cpu1_online())
			return true;
		read_some(fd, 50);
	}
	return said.ended;
}

/* The CPU that the cell itself takes off line again and again is taken by somebody else. */
static void a_CPU_that_somebody_else_takes_off_line_ends_the_cell(void)
{
	struct tt_start start = guest_start("timer_delete_sync", "running", TT_ALIGN_CHASE, 60000);

	start.flags = TT_START_HOTPLUG;
	for (int round = 0; round < 4 && test_ok; round++) {
		int fd = tt_open(DEVICE);

		CHECK_INT(0, guest_add_pair(fd, 0, 1, TT_NO_CPU));
		REQUIRE(begin(fd, &start) == 0);
		for (int i = 0; i < 100 && !said.ended && test_ok; i++) {
			read_some(fd, 20 + 7 * i % 60);
			guest_write(CPU1_FILE, "0");
			CHECK(ends_or_gets_its_cpu_back(fd));
		}
		if (test_ok) {
			CHECK(said.ended);
			CHECK_INT(TT_END_HOTPLUG, said.end.reason);
			CHECK_INT(0, said.violations);
		}
		CHECK_INT(0, tt_close(fd));
		guest_write(CPU1_FILE, "1");
		CHECK(cpu1_online());
	}
}

/* Takes CPU 1 off line in the middle of a cell. */
static void loses_its_cpu(uint32_t deleter, uint32_t base, uint32_t third)
{
	const char *scenario = third == TT_NO_CPU ? "running" : "contend";
	struct tt_start start = guest_start("timer_delete_sync", scenario, TT_ALIGN_CHASE, 60000);
	int fd = tt_open(DEVICE);

	CHECK_INT(0, guest_add_pair(fd, deleter, base, third));
	REQUIRE(begin(fd, &start) == 0);
	while (!said.progresses && read_some(fd, PATIENCE) > 0)
		;
	CHECK_INT(0, guest_write(CPU1_FILE, "0"));
	CHECK(read_to_end(fd, PATIENCE));
	CHECK_INT(TT_END_HOTPLUG, said.end.reason);
	CHECK_INT(0, said.violations);
	CHECK_INT(0, tt_close(fd));
	CHECK_INT(0, guest_write(CPU1_FILE, "1"));
	CHECK(cpu1_online());
}

/* From 5.11 on, the kernel pushes the worker off its CPU some time before it tells the module. */
static void a_CPU_that_goes_off_line_accuses_nobody(void)
{
	for (int round = 0; round < 3 && test_ok; round++) {
		loses_its_cpu(0, 1, TT_NO_CPU);
		loses_its_cpu(1, 0, TT_NO_CPU);
		loses_its_cpu(2, 0, 1);
	}
}

/* A busy host steals CPUs at other times, too, and makes a timer late now and then. */
static void a_timer_is_not_late_if_its_CPU_was_stolen_while_it_was_armed(void)
{
	struct tt_start start = guest_start("timer_delete_sync", "running", TT_ALIGN_CHASE, 3000);
	int fd;

	start.inject = TT_INJECT_STOLEN_ARM;
	fd = race(TT_NO_CPU, &start);
	REQUIRE(fd >= 0);
	CHECK(read_to_end(fd, PATIENCE));
	CHECK(said.counters.late_max > 2);
	CHECK(said.counters.counts.batches > 4);
	CHECK(said.counters.counts.late < said.counters.counts.batches / 2);
	CHECK_INT(0, said.violations);
	CHECK_INT(0, tt_close(fd));
}

/* A controller that was stopped does not read, and does not close the device either. */
static void a_cell_that_is_to_be_attended_ends_when_nobody_reads(void)
{
	struct tt_start start = guest_start("timer_delete_sync", "running", TT_ALIGN_CHASE, 5000);
	int fd;

	start.flags |= TT_START_ATTENDED;
	fd = race(TT_NO_CPU, &start);
	REQUIRE(fd >= 0);
	CHECK(read_to_end(fd, PATIENCE));
	CHECK_INT(TT_END_TIME, said.end.reason);
	CHECK_INT(0, tt_close(fd));

	start.duration_ms = 60000;
	fd = race(TT_NO_CPU, &start);
	REQUIRE(fd >= 0);
	sleep(2 * TT_UNATTENDED_SECONDS + 1);
	CHECK(read_to_end(fd, PATIENCE));
	CHECK_INT(TT_END_UNATTENDED, said.end.reason);
	CHECK(said.end.elapsed_ns < (2 * TT_UNATTENDED_SECONDS + 1) * 1000000000ULL);
	CHECK_INT(0, said.violations);
	CHECK_INT(0, tt_close(fd));
}

static void *poll_for_ever(void *arg)
{
	struct pollfd *ready = arg;

	poll(ready, 1, -1);
	return NULL;
}

static void a_wheel_in_doubt_stops_the_cell_at_once_and_every_reader_is_told(void)
{
	struct tt_start start = guest_start("timer_delete_sync", "running", TT_ALIGN_CHASE, 30000);
	struct pollfd ready = {.fd = tt_open(DEVICE), .events = POLLIN};
	struct timespec limit;
	struct tt_info info = {};
	pthread_t poller;
	int64_t begun;
	int fd;

	REQUIRE(ready.fd >= 0 && pthread_create(&poller, NULL, poll_for_ever, &ready) == 0);
	start.inject = TT_INJECT_DOUBT;
	fd = race(TT_NO_CPU, &start);
	REQUIRE(fd >= 0);
	begun = guest_now_ms();
	CHECK(read_to_end(fd, 40000));
	CHECK(guest_now_ms() - begun < 10000);
	CHECK_INT(TT_END_SUSPECT, said.end.reason);
	CHECK(said.violations > 0);

	clock_gettime(CLOCK_REALTIME, &limit);
	limit.tv_sec += 5;
	REQUIRE(pthread_timedjoin_np(poller, NULL, &limit) == 0);
	CHECK(ready.revents & POLLHUP);
	CHECK_INT(0, read(ready.fd, buffer, sizeof(buffer)));
	CHECK_INT(0, read(fd, buffer, sizeof(buffer)));
	CHECK_INT(-EIO, guest_request(fd, TT_GET_INFO, &info));
	CHECK_INT(-EIO, tt_open(DEVICE));
	CHECK_INT(0, tt_close(ready.fd));
	CHECK_INT(0, tt_close(fd));
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	RUN(a_read_that_faults_half_way_loses_nothing);
	RUN(records_before_a_bad_page_are_read_and_the_others_later);
	RUN(a_reader_that_waits_for_its_page_holds_nobody_up);
	RUN(dirty_lines_are_written_on_CPUs_of_the_pairs_only);
	RUN(lines_that_nobody_could_dirty_are_refused);
	RUN(a_search_that_costs_too_much_is_refused);
	RUN(a_long_search_is_over_soon_after_the_stop);
	RUN(irqsafe_handlers_keep_interrupts_off_for_100_us_at_most);
	RUN(a_cell_that_is_stopped_at_once_has_no_broken_barrier);
	RUN(two_CPUs_that_delete_encounter_an_expiry_once);
	RUN(an_armer_that_stalls_does_not_arm_into_the_next_trial);
	RUN(a_timer_is_not_late_if_its_CPU_was_stolen_while_it_was_armed);
	RUN(a_cell_that_is_to_be_attended_ends_when_nobody_reads);
	RUN(a_CPU_that_goes_off_line_accuses_nobody);
	RUN(a_CPU_that_somebody_else_takes_off_line_ends_the_cell);
	RUN(a_wheel_in_doubt_stops_the_cell_at_once_and_every_reader_is_told);
	return tests_end();
}
