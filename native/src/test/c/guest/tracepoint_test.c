// SPDX-License-Identifier: Apache-2.0
/*
 * Tests in a guest that the module counts what the kernel does. They are compared with the
 * kernel's own tracepoints timer_start, timer_expire_entry and timer_cancel, counted in the kernel
 * by histogram triggers: of starts and expiries by function and timer, of cancels by timer. Every
 * timer whose function is a handler of the module belongs to the cell.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>

#include "guest.h"
#include "shim/tt_shim.h"
#include "test.h"

#define TRACEFS	    "/sys/kernel/tracing"
#define EVENTS	    TRACEFS "/events/timer/"
#define MOST_TIMERS 65536
#define CELL_MS	    1500
#define PATIENCE    60000 /* ms; a busy host is slow, and traced calls are slower */
#define BATCH	    64

/* Functions of the module that run timers of its own: they are no handlers of the cell. */
#define NO_HANDLER "tt_witness_run"

struct event {
	const char *name;
	const char *trigger;
};

static const struct event starts = {"timer_start", "hist:keys=function.sym,timer:size=65536"};
static const struct event expiries = {"timer_expire_entry",
				      "hist:keys=function.sym,timer:size=65536"};
static const struct event cancels = {"timer_cancel", "hist:keys=timer:size=65536"};

/* What the kernel counted of the timers of a cell */
struct traced {
	long long starts;
	long long expiries;
	long long cancels;
	bool complete; /* no histogram dropped anything */
};

/* What the module counted */
static struct {
	bool ended;
	bool garbled;
	struct tt_rec_counters counters;
} said;

static uint8_t buffer[1 << 20];
static uint64_t timers[MOST_TIMERS];
static size_t timer_count;

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static int set_trigger(const struct event *event, const char *prefix)
{
	char path[128], text[128];

	snprintf(path, sizeof(path), EVENTS "%s/trigger", event->name);
	snprintf(text, sizeof(text), "%s%s", prefix, event->trigger);
	return guest_write(path, text);
}

static int begin_tracing(void)
{
	int error = set_trigger(&starts, "");

	if (!error)
		error = set_trigger(&expiries, "");
	return error ? error : set_trigger(&cancels, "");
}

static void end_tracing(void)
{
	set_trigger(&starts, "!");
	set_trigger(&expiries, "!");
	set_trigger(&cancels, "!");
}

/* Returns a number behind a word in a line, or -1. */
static long long number_behind(const char *line, const char *word)
{
	const char *at = strstr(line, word);

	return at ? (long long)strtoull(at + strlen(word), NULL, 0) : -1;
}

static bool of_the_cell(const char *line)
{
	uint64_t timer = (uint64_t)number_behind(line, "timer:");

	if (strstr(line, "function:"))
		return strstr(line, "[" MODULE "]") && !strstr(line, NO_HANDLER);
	return bsearch(&timer, timers, timer_count, sizeof(timer), by_value);
}

/* Sums up a histogram over the timers of the cell. With @remember, those become known. */
static long long traced_of(const struct event *event, bool remember, bool *complete)
{
	char path[128], line[512];
	long long sum = 0, hits;
	FILE *hist;

	snprintf(path, sizeof(path), EVENTS "%s/hist", event->name);
	hist = fopen(path, "r");
	if (!hist) {
		*complete = false;
		return -1;
	}
	while (fgets(line, sizeof(line), hist)) {
		if (strstr(line, "Dropped:") && number_behind(line, "Dropped:") != 0)
			*complete = false;
		hits = number_behind(line, "hitcount:");
		if (hits < 0 || !of_the_cell(line))
			continue;
		sum += hits;
		if (remember && timer_count < MOST_TIMERS)
			timers[timer_count++] = (uint64_t)number_behind(line, "timer:");
	}
	fclose(hist);
	return sum;
}

static struct traced traced(void)
{
	struct traced w = {.complete = true};

	timer_count = 0;
	w.starts = traced_of(&starts, true, &w.complete);
	qsort(timers, timer_count, sizeof(timers[0]), by_value);
	w.expiries = traced_of(&expiries, false, &w.complete);
	w.cancels = traced_of(&cancels, false, &w.complete);
	return w;
}

static void take_records(const uint8_t *bytes, int count)
{
	while (count >= (int)sizeof(struct tt_rec_hdr)) {
		const struct tt_rec_hdr *record = (const struct tt_rec_hdr *)bytes;

		if (record->len < sizeof(*record) || record->len > (uint32_t)count)
			break;
		if (record->type == TT_REC_COUNTERS)
			memcpy(&said.counters, record, sizeof(said.counters));
		said.ended |= record->type == TT_REC_END;
		bytes += record->len;
		count -= (int)record->len;
	}
	said.garbled |= count != 0;
}

static bool read_to_end(int fd)
{
	int64_t end = guest_now_ms() + PATIENCE;

	while (!said.ended && !said.garbled && guest_now_ms() < end) {
		int n = tt_read(fd, buffer, sizeof(buffer), 500);

		if (n < 0)
			return false;
		take_records(buffer, n);
	}
	return said.ended && !said.garbled;
}

/*
 * Races a cell on one pair, and holds its counters to those of the kernel. An arming call that
 * finds the timer pending moves it, which the kernel traces as a cancel and a start, or only
 * changes its expiry within the same bucket, which it does not trace.
 */
static void compare(const char *primitive, const char *scenario, uint32_t align, uint32_t third)
{
	struct tt_start start = guest_start(primitive, scenario, align, CELL_MS);
	const struct tt_counts *counts = &said.counters.counts;
	struct traced w;
	long long moves;
	int fd = tt_open(DEVICE);

	memset(&said, 0, sizeof(said));
	start.batch = BATCH;
	REQUIRE(fd >= 0);
	CHECK_INT(0, guest_add_pair(fd, 1, 0, third));
	CHECK_INT(0, begin_tracing());
	CHECK_INT(0, guest_request(fd, TT_START, &start));
	CHECK(read_to_end(fd));
	w = traced();
	end_tracing();
	CHECK_INT(0, tt_close(fd));

	moves = w.starts - (long long)counts->arms;
	printf("%s, %s: %lld starts, %lld expiries, %lld cancels of %zu timers; arms %llu, rearms "
	       "%llu,"
	       " expiries %llu, dequeues %llu\n",
	       primitive, scenario, w.starts, w.expiries, w.cancels, timer_count,
	       (unsigned long long)counts->arms, (unsigned long long)counts->rearms,
	       (unsigned long long)counts->expiries, (unsigned long long)counts->dequeues);
	CHECK(w.complete);
	CHECK(counts->arms > 0);
	CHECK(counts->expiries + counts->dequeues > 0);
	CHECK_INT((long long)counts->expiries, w.expiries);
	CHECK_INT((long long)counts->dequeues, w.cancels - w.expiries - moves);
	CHECK(moves >= 0);
	CHECK(moves <= (long long)counts->rearms);
	if (!counts->rearms)
		CHECK_INT((long long)counts->arms, w.starts);
}

static void tracepoints_agree_where_timers_are_deleted_before_they_expire(void)
{
	compare("timer_delete", "pending", TT_ALIGN_NONE, TT_NO_CPU);
}

static void tracepoints_agree_where_deletions_meet_their_handlers(void)
{
	compare("timer_delete_sync", "running", TT_ALIGN_CHASE, TT_NO_CPU);
}

static void tracepoints_agree_where_handlers_arm_their_timers_again(void)
{
	compare("timer_delete_sync", "rearm", TT_ALIGN_CHASE, TT_NO_CPU);
}

static void tracepoints_agree_where_a_third_CPU_arms_pending_timers(void)
{
	compare("timer_delete_sync", "remod", TT_ALIGN_CHASE, 2);
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (mount("tracefs", TRACEFS, "tracefs", 0, NULL) < 0 && errno != EBUSY) {
		printf("no tracefs: %s\n", strerror(errno));
		return 1;
	}
	RUN(tracepoints_agree_where_timers_are_deleted_before_they_expire);
	RUN(tracepoints_agree_where_deletions_meet_their_handlers);
	RUN(tracepoints_agree_where_handlers_arm_their_timers_again);
	RUN(tracepoints_agree_where_a_third_CPU_arms_pending_timers);
	return tests_end();
}
