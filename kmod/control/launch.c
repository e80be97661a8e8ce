// SPDX-License-Identifier: GPL-2.0-only
/*
 * How a cell is made, started, waited for and freed. The workers and the monitor do
 * everything in between.
 */
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/topology.h>

#include "cell/cell.h"
#include "cell/engine.h"
#include "cell/random.h"
#include "cell/timer.h"
#include "control/launch.h"
#include "control/monitor.h"
#include "engines.h"
#include "history/model.h"
#include "race/handler.h"
#include "race/hotplug.h"
#include "rules/evidence.h"
#include "rules/ledger.h"
#include "rules/order.h"
#include "stalls/stalls.h"
#include "timing/clock.h"

#define TT_GAP_NS	50000

/*
 * __run_timers() has no time limit. The handlers of a batch, with the kernel's work
 * around them, stay below 0.8 of a tick, or 0.5 where they arm their timers again. A
 * handler that takes a tick or more runs alone. This is the size of a batch where
 * user space leaves it to the engine; checks.list.h refuses larger ones.
 */
u32 tt_batch_limit(const struct tt_scen *scen, u32 handler_ns, u32 timer_flags)
{
	u32 share = scen->flags & TT_SCEN_REARMED ? 5 : 8;
	u32 budget = NSEC_PER_SEC / HZ / 10 * share;
	u32 overhead = TT_HANDLER_OVERHEAD_NS;

	/* Interrupts are off for a whole bucket. */
	if (timer_flags & TT_TIMER_IRQSAFE) {
		budget = min(budget, tt_irqs_off_budget(scen));
		overhead = TT_IRQSAFE_OVERHEAD_NS;
	}
	return clamp_t(u32, budget / (handler_ns + overhead), 1, TT_MAX_BATCH);
}

static u32 tt_timers_wanted(const struct tt_cell *cell)
{
	if (!cell->engine->batches)
		return 1;
	return cell->want.batch ?: tt_batch_limit(cell->scen, cell->want.handler_ns,
						  cell->want.timer_flags);
}

static void tt_deletion_init(struct tt_deletion *deletion, const struct tt_cell *cell)
{
	u32 traits = cell->scen->traits;

	deletion->call = cell->prim->call;
	deletion->attempt = cell->scen->attempt;
	deletion->claims = cell->claims;
	deletion->model = cell->prim->era;
	deletion->shutdown = cell->prim->flags & TT_PRIM_SHUTDOWN;
	deletion->arms = cell->prim->flags & TT_PRIM_ARMS;
	deletion->follow_up = traits & (TT_TRAIT_FREES | TT_TRAIT_REVIVE | TT_TRAIT_HOP);
	deletion->shared = traits & TT_TRAIT_SHARED;
	deletion->rearmed = traits & (TT_TRAIT_SHARED | TT_TRAIT_REARM) &&
			    cell->prim->kind != TT_KIND_NULL;
}

static int tt_worker_init(struct tt_lane *lane, enum tt_context context, unsigned int cpu,
			  void (*run)(struct tt_worker *worker))
{
	struct tt_worker *worker = tt_lane_worker(lane, context);
	struct tt_attempts *attempts = &worker->attempts;

	worker->lane = lane;
	worker->cpu = cpu;
	worker->run = run;
	worker->context = context;
	tt_deletion_init(&worker->deletion, lane->cell);
	worker->random = tt_random_seed(lane->cell->want.seed, cpu);
	init_completion(&worker->done);
	if (!run)
		return 0;
	tt_disturbance_init(&worker->disturbance, cpu);
	lane->cell->barrier.workers++;
	attempts->list = kvzalloc_node(array_size(lane->timer_count, sizeof(*attempts->list)),
				       TT_GFP, cpu_to_node(cpu));
	attempts->round_of = kvzalloc_node(array_size(lane->timer_count,
						      sizeof(*attempts->round_of)),
					   TT_GFP, cpu_to_node(cpu));
	return attempts->list && attempts->round_of ? 0 : -ENOMEM;
}

static int tt_workers_init(struct tt_lane *lane)
{
	const struct tt_engine_ops *engine = lane->cell->engine;
	bool third = lane->cell->scen->flags & TT_SCEN_THIRD;

	return tt_worker_init(lane, TT_BY_DELETER, lane->pair.deleter_cpu, engine->deleter) ?:
	       tt_worker_init(lane, TT_BY_ARMER, lane->pair.base_cpu, engine->armer) ?:
	       tt_worker_init(lane, TT_BY_THIRD, lane->pair.third_cpu,
			      third ? engine->third : NULL);
}

static int tt_measured_init(struct tt_lane *lane)
{
	struct tt_measured *measured = &lane->measured;
	u32 i;

	measured->histogram = kvzalloc_node(array_size(TT_HISTOGRAMS,
						       sizeof(*measured->histogram)),
					    TT_GFP, cpu_to_node(lane->pair.deleter_cpu));
	measured->calibration = kvcalloc(lane->pair.index ? 1 : TT_CALIBRATIONS,
					 sizeof(*measured->calibration), TT_GFP);
	if (!measured->histogram || !measured->calibration)
		return -ENOMEM;
	for (i = 0; i < TT_HISTOGRAMS; i++)
		tt_histogram_init(&measured->histogram[i]);
	return 0;
}

static int tt_findings_init(struct tt_lane *lane)
{
	struct tt_findings *findings = &lane->findings;
	u32 rule;

	for (rule = 0; rule < TT_RULES; rule++)
		atomic64_set(&findings->violated[rule], 0);
	findings->trace = kvzalloc_node(array_size(TT_CONTEXTS, sizeof(*findings->trace)),
					TT_GFP, lane->pair.node);
	return findings->trace ? 0 : -ENOMEM;
}

static int tt_timers_init(struct tt_lane *lane)
{
	u32 i;

	lane->timers = kvzalloc_node(array_size(lane->timer_count, sizeof(*lane->timers)),
				     TT_GFP, lane->pair.node);
	if (!lane->timers)
		return -ENOMEM;
	for (i = 0; i < lane->timer_count; i++)
		tt_timer_init(lane, &lane->timers[i], i);
	return 0;
}

static int tt_lane_create(struct tt_cell *cell, struct tt_lane *lane, const struct tt_pair *pair,
			  u32 index)
{
	int err;

	lane->cell = cell;
	lane->timer_ops = cell->prim->era ? &tt_model_timers : &tt_native_timers;
	lane->handler = cell->engine->handler ?: lane->timer_ops->handler ?: tt_handler;
	lane->pair = *pair;
	lane->pair.index = index;
	lane->handlers.min = U64_MAX;
	init_completion(&lane->hotplug.back);
	raw_spin_lock_init(&lane->warp.lock);
	lane->timer_count = tt_timers_wanted(cell);
	err = lane->timer_ops->create ? lane->timer_ops->create(lane) : 0;
	if (!err && cell->engine->create)
		err = cell->engine->create(lane);
	return err ?: tt_workers_init(lane) ?: tt_measured_init(lane) ?:
	       tt_findings_init(lane) ?: tt_timers_init(lane) ?: tt_order_create(lane);
}

static void tt_lane_free(struct tt_lane *lane)
{
	u32 k;

	/* A cell whose creation failed has lanes that were never begun. */
	if (!lane->cell)
		return;
	if (lane->timer_ops->free)
		lane->timer_ops->free(lane);
	if (lane->cell->engine->free)
		lane->cell->engine->free(lane);
	kvfree(lane->timers);
	tt_order_free(lane);
	kvfree(lane->findings.trace);
	for (k = 0; k < TT_WORKERS; k++) {
		kvfree(tt_lane_worker(lane, k)->attempts.list);
		kvfree(tt_lane_worker(lane, k)->attempts.round_of);
	}
	kvfree(lane->measured.histogram);
	kvfree(lane->measured.calibration);
}

void tt_cell_free(struct tt_cell *cell)
{
	u32 i;

	if (!cell)
		return;
	for (i = 0; cell->lanes && i < cell->lane_count; i++)
		tt_lane_free(&cell->lanes[i]);
	tt_stalls_free(cell);
	kvfree(cell->lanes);
	kvfree(cell->verdicts.evidence);
	kvfree(cell->slices.before);
	kvfree(cell->slices.now);
	kvfree(cell->output.record);
	kfree(cell);
}

struct tt_cell *tt_cell_create(const struct tt_start *want, const struct tt_prim *prim,
			       const struct tt_scen *scen, const struct tt_pair *pairs, u32 count)
{
	struct tt_cell *cell = kzalloc(sizeof(*cell), TT_GFP);
	int err = -ENOMEM;
	u32 i;

	if (!cell)
		return ERR_PTR(-ENOMEM);
	cell->want = *want;
	if (!cell->want.slice_ms)
		cell->want.slice_ms = 1000;
	cell->prim = prim;
	cell->scen = scen;
	cell->engine = tt_engine_find(scen, want->align);
	cell->claims = tt_claims(prim, scen, want);
	cell->length.handler = tt_ns_to_ticks(want->handler_ns);
	cell->length.jiffy = tt_ns_to_ticks(NSEC_PER_SEC / HZ);
	cell->length.gap = tt_ns_to_ticks(TT_GAP_NS);
	init_waitqueue_head(&cell->wait);
	init_completion(&cell->end.ended);

	cell->verdicts.evidence = kvcalloc(TT_VIOLATION_KINDS, sizeof(*cell->verdicts.evidence),
					   TT_GFP);
	cell->slices.before = kvcalloc(TT_HIST_BUCKETS, sizeof(u64), TT_GFP);
	cell->slices.now = kvcalloc(TT_HIST_BUCKETS, sizeof(u64), TT_GFP);
	cell->output.record = kvmalloc(TT_REC_MAX, TT_GFP);
	cell->lanes = kvcalloc(count, sizeof(*cell->lanes), TT_GFP);
	if (!cell->verdicts.evidence || !cell->slices.before || !cell->slices.now ||
	    !cell->output.record || !cell->lanes)
		goto failed;
	cell->lane_count = count;
	for (i = 0; i < count; i++) {
		err = tt_lane_create(cell, &cell->lanes[i], &pairs[i], i);
		if (err)
			goto failed;
	}
	err = tt_stalls_create(cell);
	if (err)
		goto failed;
	return cell;

failed:
	tt_cell_free(cell);
	return ERR_PTR(err);
}

bool tt_cell_wait(struct tt_cell *cell)
{
	if (!wait_for_completion_timeout(&cell->end.ended, TT_CLOSE_SECONDS * HZ))
		return false;
	if (cell->monitor) {
		kthread_stop(cell->monitor);
		cell->monitor = NULL;
	}
	return cell->end.state == TT_CELL_ENDED;
}

static int tt_workers_create(struct tt_cell *cell)
{
	int err = 0;
	u32 i;

	for (i = 0; i < TT_WORKERS * cell->lane_count && !err; i++) {
		struct tt_worker *worker = tt_worker_number(cell, i);

		if (worker)
			err = tt_worker_create(worker);
	}
	if (!err && cell->lanes[0].timer_ops->start)
		err = cell->lanes[0].timer_ops->start(cell);
	return err;
}

static int tt_watchers_create(struct tt_cell *cell)
{
	int err;

	cell->monitor = tt_monitor_create(cell);
	err = PTR_ERR_OR_ZERO(cell->monitor);
	if (err)
		return err;
	err = tt_hotplug_create(cell);
	if (err)
		kthread_stop(cell->monitor);
	return err;
}

int tt_cell_launch(struct tt_cell *cell, struct tt_stream *stream, wait_queue_head_t *readers)
{
	int err;
	u32 i;

	cell->output.stream = stream;
	cell->output.readers = readers;
	err = tt_workers_create(cell) ?: tt_watchers_create(cell);
	if (err) {
		cell->monitor = NULL;
		/* They were never woken, so kthread_stop() ends them before they run. */
		tt_workers_stop(cell);
		tt_helpers_stop(cell);
		return err;
	}
	pr_alert("timertorture: cell %u: %s in %s, %u pairs, %u ms, seed %#llx\n",
		 cell->want.cell, cell->prim->name, cell->scen->name, cell->lane_count,
		 cell->want.duration_ms, cell->want.seed);
	if (cell->cycler.task)
		wake_up_process(cell->cycler.task);
	wake_up_process(cell->monitor);
	tt_stalls_begin(cell);
	for (i = 0; i < TT_WORKERS * cell->lane_count; i++) {
		struct tt_worker *worker = tt_worker_number(cell, i);

		if (worker)
			wake_up_process(worker->task);
	}
	return 0;
}
