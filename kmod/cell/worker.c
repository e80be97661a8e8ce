// SPDX-License-Identifier: GPL-2.0-only
/*
 * The workers: kthreads that stay on their CPUs, start together behind a
 * barrier, test the clock, and run their engine's part. And what disturbs one.
 */
#include <linux/kernel.h>
#include <linux/kernel_stat.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/topology.h>
#include <linux/wait.h>

#include "race/race.h"

#define TT_WARP_NS	(NSEC_PER_MSEC / 2)

/*
 * Changes whenever a tick, a softirq or a context switch fell on this worker's
 * CPU. A tick of a kthread counts as system time, or as stolen.
 */
u64 tt_disturbances(const struct tt_worker *worker)
{
	const u64 *time = worker->cpu_time;
	u64 sum = current->nvcsw + current->nivcsw;
	int i;

	/* A change is all that is asked for, so two counters are added at once. */
	for (i = 0; i < NR_SOFTIRQS / 2; i++)
		sum += READ_ONCE(worker->softirqs[i]);
	return sum + READ_ONCE(time[CPUTIME_SYSTEM]) + READ_ONCE(time[CPUTIME_STEAL]);
}

void tt_disturbances_init(struct tt_worker *worker)
{
	BUILD_BUG_ON(NR_SOFTIRQS % 2);
	BUILD_BUG_ON(offsetof(struct kernel_stat, softirqs) % sizeof(u64));
	worker->interrupt_ticks = tt_ns_to_ticks(TT_INTERRUPT_NS);
	worker->shortest = U64_MAX - worker->interrupt_ticks;
	worker->cpu_time = kcpustat_cpu(worker->cpu).cpustat;
	worker->softirqs = (const u64 *)per_cpu_ptr(&kstat, worker->cpu)->softirqs;
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
	tt_pace_init(&worker->pace);
	/* Handlers run where the armer is, or where the only worker is. */
	if (worker == &lane->armer || !lane->armer.run)
		lane->pace = worker->pace;
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

/* Of a cell, @i below TT_WORKERS times its lanes; NULL if the lane needs none there. */
struct tt_worker *tt_worker_number(struct tt_cell *cell, u32 i)
{
	struct tt_worker *worker = tt_lane_worker(&cell->lanes[i / TT_WORKERS], i % TT_WORKERS);

	return worker->run ? worker : NULL;
}

/* Not started yet. */
int tt_worker_create(struct tt_worker *worker)
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

void tt_workers_stop(struct tt_cell *cell)
{
	u32 i;

	for (i = 0; i < TT_WORKERS * cell->lane_count; i++) {
		struct tt_worker *worker = tt_worker_number(cell, i);

		if (worker && worker->task)
			kthread_stop(worker->task);
	}
}
