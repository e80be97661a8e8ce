// SPDX-License-Identifier: GPL-2.0-only
/*
 * The life of a cell: memory, workers, the start barrier, the monitor that
 * keeps time and watches, and the teardown in its safe order.
 */
#include <linux/cpu.h>
#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/nodemask.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/timer.h>

#include "defeat.h"
#include "engine.h"
#include "race.h"
#include "report.h"
#include "stream.h"

#define TT_MONITOR_MS	20
#define TT_PROGRESS_MS	100
#define TT_OVERHEAD_NS	100	/* at least, of the kernel around a handler */
#define TT_WARP_NS	(NSEC_PER_MSEC / 2)
#define TT_GAP_NS	50000

/*
 * Memory
 */

/*
 * __run_timers() has no time limit: a batch's handlers and what the kernel
 * does around each stay under 0.8 of a tick, under 0.5 where they re-arm
 * themselves. A handler of a tick or more runs alone.
 */
u32 tt_batch_limit(const struct tt_scen *scen, u32 handler_ns, u32 timer_flags)
{
	u32 share = scen->traits & (TT_TRAIT_REARM | TT_TRAIT_SHARED) ? 5 : 8;
	u32 budget = NSEC_PER_SEC / HZ / 10 * share;

	/* Interrupts are off for a whole bucket. */
	if (timer_flags & TT_TIMER_IRQSAFE)
		budget = min_t(u32, budget, TT_IRQSAFE_NS);
	return clamp_t(u32, budget / (handler_ns + TT_OVERHEAD_NS), 1, TT_MAX_BATCH);
}

static u32 tt_timers_wanted(const struct tt_cell *cell)
{
	if (cell->scen->traits & (TT_TRAIT_FAR | TT_TRAIT_IDLE))
		return 1;
	if (cell->want.align != TT_ALIGN_CHASE || cell->scen->script)
		return 1;
	return cell->want.batch ?: tt_batch_limit(cell->scen, cell->want.handler_ns,
						 cell->want.timer_flags);
}

static int tt_lane_create(struct tt_cell *cell, struct tt_lane *lane, const struct tt_pair *pair,
			  u32 index)
{
	int err;
	u32 i, k;

	lane->cell = cell;
	lane->index = index;
	lane->deleter_cpu = pair->deleter_cpu;
	lane->base_cpu = pair->base_cpu;
	lane->third_cpu = pair->third_cpu;
	lane->node = pair->node;
	lane->handler_min = U64_MAX;
	init_completion(&lane->back);
	lane->timer_count = tt_timers_wanted(cell);
	err = tt_machine_create(lane) ?: tt_defeat_create(lane);
	if (err)
		return err;
	for (i = 0; i < TT_RULES; i++)
		atomic64_set(&lane->violated[i], 0);

	lane->deleter.cpu = pair->deleter_cpu;
	lane->armer.cpu = pair->base_cpu;
	lane->third.cpu = pair->third_cpu;
	tt_engine_set(lane);
	for (k = 0; k < TT_WORKERS; k++) {
		struct tt_worker *worker = tt_lane_worker(lane, k);

		worker->lane = lane;
		worker->call = cell->prim->call;
		worker->claims = cell->claims;
		worker->model = cell->era;
		worker->shutdown = cell->prim->flags & TT_PRIM_SHUTDOWN;
		worker->follow_up = cell->scen->traits & (TT_TRAIT_FREES | TT_TRAIT_REVIVE);
		worker->shared = cell->scen->traits & TT_TRAIT_SHARED;
		worker->context = k;
		worker->random = tt_random_seed(cell->want.seed, worker->cpu);
		init_completion(&worker->done);
		if (!worker->run)
			continue;
		tt_disturbances_init(worker);
		cell->worker_count++;
		worker->tried = kvzalloc_node(array_size(lane->timer_count, sizeof(*worker->tried)),
					      GFP_KERNEL, cpu_to_node(worker->cpu));
		worker->touched = kvzalloc_node(array_size(lane->timer_count,
							   sizeof(*worker->touched)),
						GFP_KERNEL, cpu_to_node(worker->cpu));
		if (!worker->tried || !worker->touched)
			return -ENOMEM;
	}

	lane->timers = kvzalloc_node(array_size(lane->timer_count, sizeof(*lane->timers)),
				     GFP_KERNEL, pair->node);
	lane->trace = kvzalloc_node(array_size(TT_CONTEXTS, sizeof(*lane->trace)),
				    GFP_KERNEL, pair->node);
	lane->hist = kvzalloc_node(array_size(TT_HISTOGRAMS, sizeof(*lane->hist)),
				   GFP_KERNEL, cpu_to_node(pair->deleter_cpu));
	lane->calibration = kvcalloc(index ? 1 : TT_CALIBRATIONS, sizeof(*lane->calibration),
				     GFP_KERNEL);
	if (!lane->timers || !lane->trace || !lane->hist || !lane->calibration)
		return -ENOMEM;
	for (k = 0; k < TT_HISTOGRAMS; k++)
		tt_hist_init(&lane->hist[k]);
	for (i = 0; i < lane->timer_count; i++)
		tt_timer_init(lane, &lane->timers[i], i);
	return 0;
}

/* Nothing of it may be in use any more. */
void tt_cell_free(struct tt_cell *cell)
{
	u32 i, k;

	if (!cell)
		return;
	for (i = 0; cell->lanes && i < cell->lane_count; i++) {
		struct tt_lane *lane = &cell->lanes[i];

		tt_machine_free(lane);
		kvfree(lane->defeat);
		kvfree(lane->timers);
		kvfree(lane->trace);
		for (k = 0; k < TT_WORKERS; k++) {
			kvfree(tt_lane_worker(lane, k)->tried);
			kvfree(tt_lane_worker(lane, k)->touched);
		}
		kvfree(lane->hist);
		kvfree(lane->calibration);
	}
	kvfree(cell->lanes);
	kvfree(cell->evidence);
	kvfree(cell->slice_before);
	kvfree(cell->slice_now);
	kvfree(cell->record);
	kfree(cell);
}

struct tt_cell *tt_cell_create(const struct tt_start *want, struct tt_prim *prim,
			       struct tt_scen *scen, const struct tt_pair *pairs, u32 count)
{
	struct tt_cell *cell = kzalloc(sizeof(*cell), GFP_KERNEL);
	int err = -ENOMEM;
	u32 i;

	if (!cell)
		return ERR_PTR(-ENOMEM);
	cell->want = *want;
	if (!cell->want.slice_ms)
		cell->want.slice_ms = 1000;
	cell->prim = prim;
	cell->era = prim->era;
	cell->scen = scen;
	cell->claims = tt_claims(prim, scen, want);
	cell->sleep = want->flags & TT_START_SLEEP;
	cell->handler_ticks = tt_ns_to_ticks(want->handler_ns);
	cell->tick_ticks = tt_ns_to_ticks(NSEC_PER_SEC / HZ);
	cell->gap_ticks = tt_ns_to_ticks(TT_GAP_NS);
	raw_spin_lock_init(&cell->warp_lock);
	init_waitqueue_head(&cell->wait);
	init_completion(&cell->ended);

	cell->evidence = kvcalloc(TT_RULES, sizeof(*cell->evidence), GFP_KERNEL);
	cell->slice_before = kvcalloc(TT_HIST_BUCKETS, sizeof(u64), GFP_KERNEL);
	cell->slice_now = kvcalloc(TT_HIST_BUCKETS, sizeof(u64), GFP_KERNEL);
	cell->record = kvmalloc(TT_REC_MAX, GFP_KERNEL);
	cell->lanes = kvcalloc(count, sizeof(*cell->lanes), GFP_KERNEL);
	if (!cell->evidence || !cell->slice_before || !cell->slice_now || !cell->record ||
	    !cell->lanes)
		goto failed;
	cell->lane_count = count;
	for (i = 0; i < count; i++) {
		err = tt_lane_create(cell, &cell->lanes[i], &pairs[i], i);
		if (err)
			goto failed;
	}
	return cell;

failed:
	tt_cell_free(cell);
	return ERR_PTR(err);
}

/*
 * Workers
 */

/* Any context; the first reason stands. */
void tt_cell_stop(struct tt_cell *cell, u32 reason)
{
	if (cmpxchg(&cell->stop, 0, 1) == 0)
		WRITE_ONCE(cell->reason, reason);
	wake_up_all(&cell->wait);
}

bool tt_cell_uses_cpu(const struct tt_cell *cell, unsigned int cpu)
{
	u32 i;

	for (i = 0; i < cell->lane_count; i++)
		if (cell->lanes[i].deleter_cpu == cpu || cell->lanes[i].base_cpu == cpu ||
		    cell->lanes[i].third_cpu == cpu)
			return true;
	return false;
}

/* The last to arrive opens the barrier. Counts those that pass before that. */
static void tt_barrier(struct tt_worker *worker)
{
	struct tt_cell *cell = worker->lane->cell;
	bool skip = cell->want.inject == TT_INJECT_EARLY_START &&
		    worker == &cell->lanes[0].deleter;
	u32 arrived = skip ? 0 : atomic_inc_return(&cell->arrived);
	u32 awaited = cell->worker_count;

	if (cell->want.inject == TT_INJECT_EARLY_START)
		awaited--;
	if (arrived == awaited) {
		WRITE_ONCE(cell->go, 1);
		wake_up_all(&cell->wait);
	}
	while (!skip && !READ_ONCE(cell->go) && !tt_stopped(cell)) {
		if (cell->sleep) {
			wait_event_timeout(cell->wait, READ_ONCE(cell->go) || tt_stopped(cell),
					   HZ / 10);
		} else {
			cpu_relax();
			cond_resched();
		}
	}
	if (atomic_read(&cell->arrived) != cell->worker_count)
		atomic_inc(&cell->early);
}

/*
 * Does the clock go backwards between the CPUs of a pair? Both read it in
 * turn under one lock, as the kernel's own test of the TSC does.
 */
static void tt_warp_test(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;
	u64 length = tt_ns_to_ticks(TT_WARP_NS);
	u64 begin = tt_clock(), now = begin;

	while (now - begin < length) {
		raw_spin_lock(&cell->warp_lock);
		now = tt_clock();
		if ((s64)(now - lane->warp_last) < 0)
			lane->warp_max = max(lane->warp_max, lane->warp_last - now);
		lane->warp_last = now;
		raw_spin_unlock(&cell->warp_lock);
		cpu_relax();
	}
}

static int tt_worker(void *data)
{
	struct tt_worker *worker = data;
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;

	if (worker == &lane->deleter)
		tt_machine_probe(worker);
	tt_barrier(worker);
	if (lane->armer.run && worker != &lane->third)
		tt_warp_test(worker);
	if (atomic_inc_return(&cell->begun) == cell->worker_count)
		wake_up_all(&cell->wait);
	if (!tt_stopped(cell))
		worker->run(worker);
	complete(&worker->done);
	/* kthread_stop() waits for the return, so that no code of ours runs after it. */
	set_current_state(TASK_INTERRUPTIBLE);
	while (!kthread_should_stop()) {
		schedule();
		set_current_state(TASK_INTERRUPTIBLE);
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static struct tt_worker *tt_worker_number(struct tt_cell *cell, u32 i)
{
	struct tt_worker *worker = tt_lane_worker(&cell->lanes[i / TT_WORKERS], i % TT_WORKERS);

	return worker->run ? worker : NULL;
}

static int tt_worker_create(struct tt_worker *worker)
{
	/* In the order of enum tt_context */
	static const char *const roles[] = { "deleter", "armer", "third" };
	struct task_struct *task;

	task = kthread_create_on_node(tt_worker, worker, cpu_to_node(worker->cpu), "tt_%s/%u",
				      roles[worker->context], worker->cpu);
	if (IS_ERR(task))
		return PTR_ERR(task);
	kthread_bind(task, worker->cpu);
	worker->task = task;
	return 0;
}

static void tt_workers_stop(struct tt_cell *cell)
{
	u32 i;

	for (i = 0; i < TT_WORKERS * cell->lane_count; i++) {
		struct tt_worker *worker = tt_worker_number(cell, i);

		if (worker && worker->task)
			kthread_stop(worker->task);
	}
}

static void tt_cell_owners_stop(struct tt_cell *cell)
{
	u32 i;

	for (i = 0; i < cell->lane_count; i++)
		tt_owners_stop(&cell->lanes[i]);
}

/*
 * The monitor
 */

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
		if (cell->reported[rule])
			return true;
	return false;
}

static void tt_monitor_inject(struct tt_cell *cell)
{
	if (!READ_ONCE(cell->inject_now))
		return;
	if (cell->want.inject == TT_INJECT_HANG) {
		preempt_disable();
		smp_call_function(tt_hang, NULL, 0);
		tt_hang(NULL);
	}
	if (cell->want.inject == TT_INJECT_OOPS)
		WRITE_ONCE(*(u32 *)8, 0);
}

/* Rule 12: 10 s + 100 x (longest handler + largest gap). Only another CPU can see it. */
static unsigned long tt_hung_bound(const struct tt_cell *cell, const struct tt_lane *lane)
{
	u64 ticks = max(cell->handler_ticks, READ_ONCE(lane->handler_max)) +
		    READ_ONCE(lane->gap_max);

	return TT_HUNG_SECONDS * HZ + nsecs_to_jiffies(100 * tt_ticks_to_ns(ticks));
}

/* Returns true if a call has not come back for too long. */
static bool tt_watch_calls(struct tt_cell *cell)
{
	bool hung = false;
	u32 i;

	for (i = 0; i < TT_WORKERS * cell->lane_count; i++) {
		struct tt_lane *lane = &cell->lanes[i / TT_WORKERS];
		struct tt_worker *worker = tt_lane_worker(lane, i % TT_WORKERS);
		unsigned long since = READ_ONCE(worker->party.call_since);

		if (!since || time_before(jiffies, since + tt_hung_bound(cell, lane)))
			continue;
		if (!atomic64_read(&lane->violated[TT_RULE_HUNG]))
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
	wake_up_interruptible(cell->readers);
}

static bool tt_monitor_start(struct tt_cell *cell)
{
	unsigned long bound = (TT_HUNG_SECONDS + cell->worker_count) * HZ;

	if (!wait_event_timeout(cell->wait,
				atomic_read(&cell->begun) == cell->worker_count ||
				tt_stopped(cell), bound))
		tt_cell_stop(cell, TT_END_HUNG);
	cell->begin_ns = ktime_get_ns();
	cell->begin_clock = tt_clock();
	WRITE_ONCE(cell->inject_from, cell->begin_clock +
		   tt_ns_to_ticks((u64)cell->want.duration_ms * NSEC_PER_MSEC / 2));
	tt_report_start(cell);
	tt_report_progress(cell);
	wake_up_interruptible(cell->readers);
	return !tt_stopped(cell);
}

static void tt_monitor_race(struct tt_cell *cell)
{
	u64 length = (u64)cell->want.duration_ms * NSEC_PER_MSEC;
	u64 slice = (u64)cell->want.slice_ms * NSEC_PER_MSEC;
	u64 progress = (u64)TT_PROGRESS_MS * NSEC_PER_MSEC;
	u64 next_slice = slice, next_progress = progress;

	while (!tt_stopped(cell)) {
		u64 elapsed = ktime_get_ns() - cell->begin_ns;
		u64 left = length > elapsed ? length - elapsed : 0;

		if (!left) {
			tt_cell_stop(cell, TT_END_TIME);
			break;
		}
		wait_event_timeout(cell->wait, tt_stopped(cell),
				   min(msecs_to_jiffies(TT_MONITOR_MS),
				       nsecs_to_jiffies(left) + 1));
		elapsed = ktime_get_ns() - cell->begin_ns;
		tt_report_violations(cell);
		tt_report_calibrations(cell);
		if (elapsed >= next_progress || tt_stopped(cell)) {
			tt_monitor_report(cell);
			next_progress = elapsed + progress;
		}
		if (unlikely(cell->want.inject)) {
			if (elapsed > length / 8 * 7 && tt_any_reported(cell))
				WRITE_ONCE(cell->inject_now, 1);
			tt_monitor_inject(cell);
		}
		if (elapsed >= next_slice) {
			tt_report_slice(cell);
			next_slice += slice;
		}
		if (tt_watch_calls(cell))
			tt_cell_stop(cell, TT_END_HUNG);
	}
	cell->elapsed_ns = ktime_get_ns() - cell->begin_ns;
}

/* Waits for all workers; progress goes on meanwhile. False if one does not end. */
static bool tt_monitor_workers(struct tt_cell *cell)
{
	unsigned long begin = jiffies;
	u32 i;

	for (i = 0; i < TT_WORKERS * cell->lane_count; i++) {
		struct tt_worker *worker = tt_worker_number(cell, i);

		while (worker && !wait_for_completion_timeout(&worker->done,
							      msecs_to_jiffies(TT_PROGRESS_MS))) {
			tt_monitor_report(cell);
			tt_watch_calls(cell);
			if (time_after(jiffies, begin + tt_hung_bound(cell, worker->lane) + HZ))
				return false;
		}
	}
	return true;
}

/*
 * Every timer dequeued, and no handler running by its own count. What is
 * under test proves nothing here, so a native deletion is followed by a look
 * at the count, bounded.
 */
static bool tt_monitor_timers(struct tt_cell *cell)
{
	unsigned long begin = jiffies;
	u32 i, k;

	/* First all are dequeued without waiting, then each is waited for. */
	for (i = 0; i < cell->lane_count; i++) {
		struct tt_lane *lane = &cell->lanes[i];

		for (k = 0; k < lane->timer_count; k++)
			if (tt_timer_take(&lane->timers[k]))
				lane->pending_at_stop++;
	}
	for (i = 0; i < cell->lane_count; i++) {
		struct tt_lane *lane = &cell->lanes[i];
		unsigned long bound = tt_hung_bound(cell, lane);

		for (k = 0; k < lane->timer_count; k++) {
			struct tt_timer *t = &lane->timers[k];
			int ret;

			/* -1: marked running, on its way in or out. */
			while ((ret = timer_delete_sync_try(&t->timer)) < 0 ||
			       /* pairs with the handler's release */
			       atomic_read_acquire(&t->in_handler)) {
				if (ret == 1 && !cell->era)
					lane->pending_at_stop++;
				if (time_after(jiffies, begin + bound))
					return false;
				usleep_range(50, 100);
				if (time_after(jiffies, begin + HZ))
					tt_monitor_report(cell);
			}
			if (tt_timer_took(t, ret == 1))
				lane->pending_at_stop++;
		}
	}
	synchronize_rcu();
	return true;
}

/* Timers at rest, workers gone: what they left unsettled, and the sums. */
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

	/* A worker that spins must not keep the watch waiting. */
	sched_set_fifo_low(current);
	if (tt_monitor_start(cell))
		tt_monitor_race(cell);
	tt_cell_owners_stop(cell);
	at_rest = tt_monitor_workers(cell) && tt_monitor_timers(cell);
	if (at_rest) {
		tt_workers_stop(cell);
		if (cell->hotplug)
			kthread_stop(cell->hotplug);
		tt_monitor_settle(cell);
		tt_report_calibrations(cell);
		tt_report_defeats(cell);
		tt_report_slice(cell);
		if (atomic_read(&cell->suspect))
			cell->reason = TT_END_SUSPECT;
	} else {
		cell->reason = TT_END_HUNG;
		/* Rule 12 is broken, whether a call or a handler is stuck. */
		if (!atomic_read(&cell->violations[TT_RULE_HUNG]))
			tt_violation_hung(&cell->lanes[0]);
	}
	tt_report_traces(cell, true);
	tt_monitor_report(cell);
	cell->state = at_rest && !atomic_read(&cell->suspect) ? TT_CELL_ENDED : TT_CELL_LEAKED;
	/* pairs with the acquire in tt_stream_ready() */
	smp_store_release(&cell->stream->finished, true);
	complete_all(&cell->ended);
	wake_up_interruptible(cell->readers);

	set_current_state(TASK_INTERRUPTIBLE);
	while (!kthread_should_stop()) {
		schedule();
		set_current_state(TASK_INTERRUPTIBLE);
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

/* Waits, bounded, until the monitor is through. True if the memory may be freed. */
bool tt_cell_wait(struct tt_cell *cell)
{
	/* The monitor's own bounds add up to less. */
	if (!wait_for_completion_timeout(&cell->ended, 10 * TT_HUNG_SECONDS * HZ))
		return false;
	if (cell->monitor) {
		kthread_stop(cell->monitor);
		cell->monitor = NULL;
	}
	return cell->state == TT_CELL_ENDED;
}

/* Starts the workers and the monitor. On an error nothing runs; the caller frees. */
int tt_cell_launch(struct tt_cell *cell, struct tt_stream *stream, wait_queue_head_t *readers)
{
	int err = 0;
	u32 i;

	cell->stream = stream;
	cell->readers = readers;
	for (i = 0; i < TT_WORKERS * cell->lane_count && !err; i++) {
		struct tt_worker *worker = tt_worker_number(cell, i);

		if (worker)
			err = tt_worker_create(worker);
	}
	for (i = 0; i < cell->lane_count && !err; i++)
		err = tt_owners_start(&cell->lanes[i]);
	if (!err) {
		cell->monitor = kthread_create(tt_monitor, cell, "tt_monitor");
		err = PTR_ERR_OR_ZERO(cell->monitor);
	}
	if (!err) {
		cell->hotplug = tt_hotplug_create(cell);
		err = PTR_ERR_OR_ZERO(cell->hotplug);
		if (err)
			kthread_stop(cell->monitor);
	}
	if (err) {
		cell->monitor = NULL;
		/* Never woken, so kthread_stop() ends them before their first line. */
		tt_workers_stop(cell);
		tt_cell_owners_stop(cell);
		return err;
	}
	pr_alert("timertorture: cell %u: %s in %s, %u pairs, %u ms, seed %#llx\n",
		 cell->want.cell, cell->prim->name, cell->scen->name, cell->lane_count,
		 cell->want.duration_ms, cell->want.seed);
	if (cell->hotplug)
		wake_up_process(cell->hotplug);
	wake_up_process(cell->monitor);
	for (i = 0; i < TT_WORKERS * cell->lane_count; i++) {
		struct tt_worker *worker = tt_worker_number(cell, i);

		if (worker)
			wake_up_process(worker->task);
	}
	return 0;
}
