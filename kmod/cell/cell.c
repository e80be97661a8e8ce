// SPDX-License-Identifier: GPL-2.0-only
/*
 * The life of a cell: its memory, its launch, and how it is stopped from
 * outside. What goes on meanwhile is the workers' and the monitor's.
 */
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/topology.h>

#include "forced/defeat.h"
#include "race/engine.h"
#include "race/race.h"

#define TT_OVERHEAD_NS	100	/* at least, of the kernel around a handler */
#define TT_GAP_NS	50000

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

void tt_cell_owners_stop(struct tt_cell *cell)
{
	u32 i;

	for (i = 0; i < cell->lane_count; i++)
		tt_owners_stop(&cell->lanes[i]);
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
		cell->monitor = tt_monitor_create(cell);
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
