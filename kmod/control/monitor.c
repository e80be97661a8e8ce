// SPDX-License-Identifier: GPL-2.0-only
/*
 * The monitor of a cell: keeps time, reports, watches for calls that do not return, and
 * takes the cell down in a safe order.
 */
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/timer.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "control/monitor.h"
#include "control/report.h"
#include "control/stream.h"
#include "race/hotplug.h"
#include "race/round.h"
#include "rules/evidence.h"
#include "rules/order.h"
#include "rules/sums.h"
#include "stalls/stalls.h"
#include "timing/clock.h"
#include "timing/patience.h"

#define TT_MONITOR_MS	20
#define TT_PROGRESS_MS	100
#define TT_PAUSE_NS	NSEC_PER_SEC	/* If the monitor sleeps for so long, the machine did. */

static void tt_hang(void *unused)
{
	unsigned long flags;

	local_irq_save(flags);
	for (;;)
		cpu_relax();
}

static bool tt_any_reported(const struct tt_cell *cell)
{
	u32 rule;

	for (rule = 0; rule < TT_RULES; rule++)
		if (cell->verdicts.reported[rule])
			return true;
	return false;
}

static void tt_monitor_inject(struct tt_cell *cell)
{
	if (!READ_ONCE(cell->fault.now))
		return;
	if (cell->want.inject == TT_INJECT_HANG) {
		preempt_disable();
		smp_call_function(tt_hang, NULL, 0);
		tt_hang(NULL);
	}
	if (cell->want.inject == TT_INJECT_OOPS)
		WRITE_ONCE(*(u32 *)8, 0);
}

/*
 * Rule 12: a call returns within 10 s + 100 * (longest handler + largest gap). Only another
 * CPU can see that it does not. The largest gap may be a pause of the whole machine, in which
 * nobody watched, so it counts for a second at most.
 */
static unsigned long tt_hung_bound(const struct tt_cell *cell, const struct tt_lane *lane)
{
	u64 gap = min(READ_ONCE(lane->deletions.gap_max), tt_ns_to_ticks(NSEC_PER_SEC));
	u64 ticks = max(cell->length.handler, READ_ONCE(lane->handlers.max)) + gap;

	return TT_HUNG_SECONDS * HZ + nsecs_to_jiffies(100 * tt_ticks_to_ns(ticks));
}

/* How long the end of a cell waits for a worker or a handler. Closing the device waits longer. */
static unsigned long tt_teardown_bound(const struct tt_cell *cell, const struct tt_lane *lane)
{
	return min_t(unsigned long, tt_hung_bound(cell, lane), (TT_TEARDOWN_SECONDS - 1) * HZ);
}

/* Returns true if a call has not returned for too long. */
static bool tt_watch_calls(struct tt_cell *cell)
{
	bool hung = false;
	u32 i;

	for (i = 0; i < TT_WORKERS * cell->lane_count; i++) {
		struct tt_lane *lane = &cell->lanes[i / TT_WORKERS];
		struct tt_worker *worker = tt_lane_worker(lane, i % TT_WORKERS);
		unsigned long since = READ_ONCE(worker->party.call_since);
		struct tt_watched *watched = &worker->watched;

		if (since != watched->since) {
			watched->since = since;
			tt_patience_begin(&watched->patience);
			continue;
		}
		if (!since || !tt_patience_over(&watched->patience, tt_hung_bound(cell, lane)))
			continue;
		if (!atomic64_read(&lane->findings.violated[TT_RULE_HUNG]))
			tt_violation_hung(lane);
		hung = true;
	}
	return hung;
}

static void tt_monitor_report(struct tt_cell *cell)
{
	tt_report_violations(cell);
	tt_report_traces(cell, false);
	tt_report_progress(cell);
	wake_up_interruptible(cell->output.readers);
}

/* Whether the wait for all workers to begin is over */
static bool tt_monitor_may_start(const struct tt_cell *cell)
{
	return atomic_read(&cell->barrier.begun) == cell->barrier.workers || tt_stopped(cell);
}

static bool tt_monitor_start(struct tt_cell *cell)
{
	unsigned long bound = (TT_HUNG_SECONDS + cell->barrier.workers) * HZ;
	struct tt_patience patience;

	tt_patience_begin(&patience);
	while (!wait_event_timeout(cell->wait, tt_monitor_may_start(cell), HZ / 10)) {
		if (tt_patience_over(&patience, bound))
			tt_cell_stop(cell, TT_END_HUNG);
	}
	cell->span.begin_ns = ktime_get_ns();
	cell->span.begin_clock = tt_clock();
	WRITE_ONCE(cell->fault.from, cell->span.begin_clock +
		   tt_ns_to_ticks((u64)cell->want.duration_ms * NSEC_PER_MSEC / 2));
	tt_report_start(cell);
	tt_report_progress(cell);
	wake_up_interruptible(cell->output.readers);
	return !tt_stopped(cell);
}

/*
 * Returns for how long the cell has raced. A pause of the machine does not count, so that the
 * cell races for its whole time.
 */
static u64 tt_monitor_elapsed(struct tt_cell *cell, u64 *looked_ns)
{
	u64 now = ktime_get_ns();

	if (now - *looked_ns > TT_PAUSE_NS) {
		cell->span.paused_ns += now - *looked_ns;
		cell->span.begin_ns += now - *looked_ns;
	}
	*looked_ns = now;
	return now - cell->span.begin_ns;
}

/*
 * Whether a controller that promised to read has not done so for too long. It may have been
 * stopped, or hang, and then nobody watches what the cell does to the machine.
 */
static bool tt_monitor_unattended(struct tt_cell *cell)
{
	struct tt_output *output = &cell->output;
	u32 taken = READ_ONCE(output->stream->taken);

	if (!(cell->want.flags & TT_START_ATTENDED))
		return false;
	if (taken == output->taken && tt_stream_unread(output->stream))
		return tt_patience_over(&output->patience, TT_UNATTENDED_SECONDS * HZ);
	output->taken = taken;
	tt_patience_begin(&output->patience);
	return false;
}

static void tt_monitor_race(struct tt_cell *cell)
{
	u64 length = (u64)cell->want.duration_ms * NSEC_PER_MSEC;
	u64 slice = (u64)cell->want.slice_ms * NSEC_PER_MSEC;
	u64 progress = (u64)TT_PROGRESS_MS * NSEC_PER_MSEC;
	u64 next_slice = slice, next_progress = progress;
	u64 looked = cell->span.begin_ns;

	tt_patience_begin(&cell->output.patience);
	while (!tt_stopped(cell)) {
		u64 elapsed = tt_monitor_elapsed(cell, &looked);
		u64 left = length > elapsed ? length - elapsed : 0;

		if (!left) {
			tt_cell_stop(cell, TT_END_TIME);
			break;
		}
		wait_event_timeout(cell->wait, tt_stopped(cell),
				   min(msecs_to_jiffies(TT_MONITOR_MS),
				       nsecs_to_jiffies(left) + 1));
		elapsed = tt_monitor_elapsed(cell, &looked);
		tt_report_violations(cell);
		tt_report_calibrations(cell);
		if (elapsed >= next_progress || tt_stopped(cell)) {
			tt_monitor_report(cell);
			next_progress = elapsed + progress;
		}
		if (unlikely(cell->want.inject)) {
			if (elapsed > length / 8 * 7 && tt_any_reported(cell))
				WRITE_ONCE(cell->fault.now, 1);
			tt_monitor_inject(cell);
		}
		if (elapsed >= next_slice) {
			tt_report_slice(cell);
			next_slice += slice;
		}
		if (tt_watch_calls(cell))
			tt_cell_stop(cell, TT_END_HUNG);
		if (tt_monitor_unattended(cell))
			tt_cell_stop(cell, TT_END_UNATTENDED);
	}
	cell->span.elapsed_ns = tt_monitor_elapsed(cell, &looked);
}

/* Waits for the breakpoints to be given back. Returns false if that is not done in time. */
static bool tt_monitor_stalls(struct tt_cell *cell)
{
	struct tt_patience patience;

	tt_patience_begin(&patience);
	while (!tt_stalls_end(cell, msecs_to_jiffies(TT_PROGRESS_MS))) {
		tt_monitor_report(cell);
		if (tt_patience_over(&patience, TT_TEARDOWN_SECONDS * HZ))
			return false;
	}
	return true;
}

/* Waits for all workers, and reports progress meanwhile. Returns false if one does not end. */
static bool tt_monitor_workers(struct tt_cell *cell)
{
	struct tt_patience patience;
	u32 i;

	tt_patience_begin(&patience);
	for (i = 0; i < TT_WORKERS * cell->lane_count; i++) {
		struct tt_worker *worker = tt_worker_number(cell, i);

		while (worker && !wait_for_completion_timeout(&worker->done,
							      msecs_to_jiffies(TT_PROGRESS_MS))) {
			tt_monitor_report(cell);
			tt_watch_calls(cell);
			if (tt_patience_over(&patience, tt_teardown_bound(cell, worker->lane)))
				return false;
		}
	}
	return true;
}

/*
 * Dequeues all timers, and waits, bounded, until no handler runs. The deletion is under test,
 * so the handlers' own count decides whether one runs.
 */
static bool tt_monitor_timers(struct tt_cell *cell)
{
	unsigned long begin = jiffies;
	struct tt_patience patience;
	u32 i, k;

	tt_patience_begin(&patience);
	/* All timers are dequeued first, so that none fires while another one is waited for. */
	for (i = 0; i < cell->lane_count; i++) {
		struct tt_lane *lane = &cell->lanes[i];

		for (k = 0; k < lane->timer_count; k++)
			if (tt_timer_take(&lane->timers[k]))
				lane->measured.pending_at_stop++;
	}
	for (i = 0; i < cell->lane_count; i++) {
		struct tt_lane *lane = &cell->lanes[i];
		unsigned long bound = tt_teardown_bound(cell, lane);

		for (k = 0; k < lane->timer_count; k++) {
			struct tt_timer *t = &lane->timers[k];
			int ret;

			/* -1 means that the kernel marks the timer as running. */
			while ((ret = timer_delete_sync_try(&t->timer)) < 0 ||
			       /* Pairs with the release in tt_handler_run(). */
			       atomic_read_acquire(&t->run.in_handler)) {
				if (ret == 1 && tt_timers_native(lane))
					lane->measured.pending_at_stop++;
				if (tt_patience_over(&patience, bound))
					return false;
				usleep_range(50, 100);
				if (time_after(jiffies, begin + HZ))
					tt_monitor_report(cell);
			}
			if (tt_timer_taken(t, ret == 1))
				lane->measured.pending_at_stop++;
		}
		while (!tt_order_rest(lane)) {
			if (tt_patience_over(&patience, bound))
				return false;
			usleep_range(50, 100);
		}
	}
	synchronize_rcu();
	return true;
}

/* Whether a timer of the cell may be on no list although it says that it is queued */
static bool tt_monitor_dangles(const struct tt_cell *cell)
{
	u32 i;

	for (i = 0; i < cell->lane_count; i++)
		if (READ_ONCE(cell->lanes[i].order.dangling))
			return true;
	return false;
}

/* Settles what the workers left. They are gone, and all timers are at rest. */
static void tt_monitor_settle(struct tt_cell *cell)
{
	u32 i, k;

	for (i = 0; i < cell->lane_count; i++) {
		for (k = 0; k < TT_WORKERS; k++) {
			struct tt_worker *worker = tt_lane_worker(&cell->lanes[i], k);

			tt_round_settle(worker);
			tt_trace_attempts(worker);
		}
		tt_ledger_close(&cell->lanes[i]);
	}
}

static int tt_monitor(void *data)
{
	struct tt_cell *cell = data;
	bool at_rest;

	/* A spinning worker must not keep the monitor from running. */
	sched_set_fifo_low(current);
	if (tt_monitor_start(cell))
		tt_monitor_race(cell);
	/* Timers that are in doubt are left alone, and so is the memory. */
	at_rest = tt_monitor_stalls(cell) && tt_monitor_workers(cell) && tt_hotplug_end(cell) &&
		  (tt_monitor_dangles(cell) || tt_monitor_timers(cell));
	if (at_rest) {
		tt_helpers_stop(cell);
		tt_workers_stop(cell);
		tt_monitor_settle(cell);
		tt_report_calibrations(cell);
		tt_report_defeats(cell);
		tt_report_slice(cell);
		if (atomic_read(&cell->verdicts.suspect))
			cell->end.reason = TT_END_SUSPECT;
	} else {
		cell->end.reason = TT_END_HUNG;
		/* A stuck handler breaks rule 12, too. */
		if (!atomic_read(&cell->verdicts.violations[TT_RULE_HUNG]))
			tt_violation_hung(&cell->lanes[0]);
	}
	tt_report_traces(cell, true);
	tt_monitor_report(cell);
	cell->end.state = at_rest && !atomic_read(&cell->verdicts.suspect) ? TT_CELL_ENDED :
			  TT_CELL_LEAKED;
	/* Pairs with the acquire in tt_stream_ready(). */
	smp_store_release(&cell->output.stream->finished, true);
	complete_all(&cell->end.ended);
	wake_up_interruptible(cell->output.readers);

	tt_sleep_until_stop();
	return 0;
}

struct task_struct *tt_monitor_create(struct tt_cell *cell)
{
	return kthread_create(tt_monitor, cell, "tt_monitor");
}
