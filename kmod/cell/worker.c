// SPDX-License-Identifier: GPL-2.0-only
/*
 * The workers: kthreads that stay on their CPUs, start together behind a barrier, test
 * the clock, and run their part of the engine.
 */
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/topology.h>
#include <linux/wait.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "cell/worker.h"
#include "timing/clock.h"

#define TT_WARP_NS	(NSEC_PER_MSEC / 2)

/* The last worker to arrive opens the barrier. Workers that pass it earlier are counted. */
static void tt_barrier(struct tt_worker *worker)
{
	struct tt_cell *cell = worker->lane->cell;
	struct tt_start_barrier *barrier = &cell->barrier;
	bool skip = cell->want.inject == TT_INJECT_EARLY_START &&
		    worker == &cell->lanes[0].deleter;
	u32 arrived = skip ? 0 : atomic_inc_return(&barrier->arrived);
	u32 awaited = barrier->workers;

	if (cell->want.inject == TT_INJECT_EARLY_START)
		awaited--;
	if (arrived == awaited) {
		WRITE_ONCE(barrier->go, 1);
		wake_up_all(&cell->wait);
	}
	while (!skip && !READ_ONCE(barrier->go) && !tt_stopped(cell)) {
		if (tt_cell_sleeps(cell)) {
			wait_event_timeout(cell->wait,
					   READ_ONCE(barrier->go) || tt_stopped(cell), HZ / 10);
		} else {
			cpu_relax();
			cond_resched();
		}
	}
	/* A worker that leaves because the cell was stopped has not begun. */
	if ((skip || READ_ONCE(barrier->go)) &&
	    atomic_read(&barrier->arrived) != barrier->workers)
		atomic_inc(&barrier->early);
}

/*
 * Tests whether the clock goes backwards between the CPUs of a pair. Both read it in turn
 * under one lock, as the kernel's own test of the TSC does.
 */
static void tt_warp_test(struct tt_worker *worker)
{
	struct tt_warp *warp = &worker->lane->warp;
	u64 length = tt_ns_to_ticks(TT_WARP_NS);
	u64 begin = tt_clock(), now = begin;

	while (now - begin < length) {
		raw_spin_lock(&warp->lock);
		now = tt_clock();
		if ((s64)(now - warp->last) < 0)
			warp->max = max(warp->max, warp->last - now);
		warp->last = now;
		raw_spin_unlock(&warp->lock);
		cpu_relax();
	}
}

static int tt_worker(void *data)
{
	struct tt_worker *worker = data;
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;

	if (worker == &lane->deleter && lane->timer_ops->measure)
		lane->timer_ops->measure(worker);
	tt_pace_init(&worker->pace);
	/* Handlers run on the armer's CPU, or on that of the only worker. */
	if (worker == &lane->armer || !lane->armer.run)
		lane->handlers.pace = worker->pace;
	tt_barrier(worker);
	if (lane->armer.run && worker != &lane->third)
		tt_warp_test(worker);
	if (atomic_inc_return(&cell->barrier.begun) == cell->barrier.workers)
		wake_up_all(&cell->wait);
	if (!tt_stopped(cell))
		worker->run(worker);
	complete(&worker->done);
	/* kthread_stop() waits for the return, so no code of this module runs after it. */
	tt_sleep_until_stop();
	return 0;
}

struct tt_worker *tt_worker_number(struct tt_cell *cell, u32 i)
{
	struct tt_worker *worker = tt_lane_worker(&cell->lanes[i / TT_WORKERS], i % TT_WORKERS);

	return worker->run ? worker : NULL;
}

int tt_worker_create(struct tt_worker *worker)
{
	static const char *const roles[] = {
		[TT_BY_DELETER] = "deleter",
		[TT_BY_ARMER]	= "armer",
		[TT_BY_THIRD]	= "third",
	};
	struct task_struct *task;

	task = kthread_create_on_node(tt_worker, worker, cpu_to_node(worker->cpu), "tt_%s/%u",
				      roles[worker->context], worker->cpu);
	if (IS_ERR(task))
		return PTR_ERR(task);
	kthread_bind(task, worker->cpu);
	worker->task = task;
	return 0;
}

void tt_workers_stop(struct tt_cell *cell)
{
	u32 i;

	for (i = 0; i < TT_WORKERS * cell->lane_count; i++) {
		struct tt_worker *worker = tt_worker_number(cell, i);

		if (worker && worker->task)
			kthread_stop(worker->task);
	}
}

void tt_helpers_stop(struct tt_cell *cell)
{
	/* All lanes of a cell have the same. */
	const struct tt_timer_ops *ops = cell->lanes[0].timer_ops;

	if (ops->stop)
		ops->stop(cell);
}
