// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makes the records of a cell.
 */
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/overflow.h>
#include <linux/string.h>

#include "cell/cell.h"
#include "control/report.h"
#include "control/stream.h"
#include "forced/trial.h"
#include "history/eras.h"
#include "rules/evidence.h"
#include "rules/sums.h"

void tt_report_start(struct tt_cell *cell)
{
	struct tt_rec_start rec = {
		.hdr = { TT_REC_START, sizeof(rec) },
		.cell = cell->want.cell,
		.primitive = cell->prim - tt_prims,
		.scenario = cell->scen - tt_scens,
		.pairs = cell->lane_count,
		.clock = cell->span.begin_clock,
		.mono_ns = cell->span.begin_ns,
		.early = atomic_read(&cell->barrier.early),
		.claims = cell->claims,
	};
	u32 i;

	for (i = 0; i < cell->lane_count; i++) {
		u64 warp = READ_ONCE(cell->lanes[i].warp.max);

		rec.warp += !!warp;
		rec.warp_max = max(rec.warp_max, warp);
	}
	tt_stream_put(cell->output.stream, &rec);
}

void tt_report_progress(struct tt_cell *cell)
{
	struct tt_rec_progress rec = {
		.hdr = { TT_REC_PROGRESS, sizeof(rec) },
		.cell = cell->want.cell,
		.lost = cell->output.stream->lost,
		.elapsed_ns = ktime_get_ns() - cell->span.begin_ns,
	};
	u32 i, k;

	for (i = 0; i < cell->lane_count; i++) {
		const struct tt_lane *lane = &cell->lanes[i];

		for (k = 0; k < TT_OUTCOMES; k++)
			rec.attempts[k] += READ_ONCE(lane->deleter.tally.attempts[k]);
		rec.expiries += READ_ONCE(lane->handlers.fired) -
				READ_ONCE(lane->armer.tally.alone_expiries);
	}
	for (k = 0; k < TT_VIOLATION_KINDS; k++)
		rec.violations += atomic_read(&cell->verdicts.violations[k]);
	tt_stream_put(cell->output.stream, &rec);
}

void tt_report_violations(struct tt_cell *cell)
{
	struct tt_verdicts *verdicts = &cell->verdicts;
	u32 kind;

	for (kind = 0; kind < TT_VIOLATION_KINDS; kind++) {
		while (verdicts->reported[kind] < TT_EVIDENCE) {
			struct tt_evidence *slot =
				&verdicts->evidence[kind][verdicts->reported[kind]];

			/* Pairs with the release in tt_violation_publish(). */
			if (!smp_load_acquire(&slot->ready))
				break;
			tt_stream_put(cell->output.stream, &slot->record);
			verdicts->reported[kind]++;
		}
	}
}

static struct tt_rec_histogram *tt_histogram_record(const struct tt_cell *cell, void *room,
						    u32 type, u32 pair, u32 which)
{
	struct tt_rec_histogram *rec = room;

	memset(rec, 0, sizeof(*rec));
	rec->hdr.type = type;
	rec->cell = cell->want.cell;
	rec->pair = pair;
	rec->which = which;
	return rec;
}

static void tt_histogram_record_fill(struct tt_rec_histogram *rec, const u64 *bucket,
				     const u64 *before)
{
	rec->nr_buckets = tt_histogram_pack(bucket, before, rec->buckets, &rec->count);
	rec->hdr.len = struct_size(rec, buckets, rec->nr_buckets);
}

/* Reports the aimed outcome since the last slice, over all lanes. */
void tt_report_slice(struct tt_cell *cell)
{
	struct tt_slices *slices = &cell->slices;
	u32 aim = cell->scen->aim;
	struct tt_rec_histogram *rec = tt_histogram_record(cell, cell->output.record, TT_REC_SLICE,
							   slices->count, aim);
	u32 i;

	memset(slices->now, 0, sizeof(u64) * TT_HIST_BUCKETS);
	for (i = 0; i < cell->lane_count; i++)
		tt_histogram_fold(&cell->lanes[i].measured.histogram[aim], slices->now);
	tt_histogram_record_fill(rec, slices->now, slices->before);
	rec->elapsed_ns = ktime_get_ns() - cell->span.begin_ns;
	tt_stream_put(cell->output.stream, rec);
	swap(slices->now, slices->before);
	slices->count++;
}

/*
 * Handlers go on until a violation is noticed. So the report has the last events of all, and
 * the last events of the timer concerned.
 */
static void tt_report_trace(struct tt_cell *cell, const struct tt_lane *lane,
			    const struct tt_trace *trace)
{
	struct tt_rec_events *rec = cell->output.record;
	u32 next = READ_ONCE(trace->next);
	u32 count = min_t(u32, next, TT_EVENTS);
	u32 n, concern = 0;

	*rec = (struct tt_rec_events) {
		.hdr.type = TT_REC_EVENTS,
		.cell = cell->want.cell,
		.pair = lane->pair.index,
		.rule = lane->findings.rule,
		.timer = lane->findings.timer,
		.mechanism = lane->findings.mechanism,
	};
	for (n = 0; n < count; n++)
		concern += trace->event[n].timer == lane->findings.timer;
	for (n = 0; n < count; n++) {
		const struct tt_event *event = &trace->event[(next - count + n) % TT_EVENTS];
		bool concerns = event->timer == lane->findings.timer;

		if ((concerns && concern <= TT_EVENTS_TOLD) || count - n <= TT_EVENTS_TOLD)
			rec->events[rec->nr_events++] = *event;
		concern -= concerns;
	}
	rec->hdr.len = struct_size(rec, events, rec->nr_events);
	if (rec->nr_events)
		tt_stream_put(cell->output.stream, rec);
}

static bool tt_worker_traced(const struct tt_worker *worker)
{
	/* Pairs with the release in tt_trace_attempts(). */
	return !worker->run || smp_load_acquire(&worker->attempts.traced);
}

void tt_report_traces(struct tt_cell *cell, bool last)
{
	u32 i, k;

	if (cell->verdicts.traces_reported || !atomic_read(&cell->verdicts.traced))
		return;
	for (i = 0; i < cell->lane_count; i++) {
		const struct tt_lane *lane = &cell->lanes[i];

		/* Pairs with the release in tt_trace_freeze(). */
		if (!smp_load_acquire(&lane->findings.frozen))
			continue;
		if (!last && !(tt_worker_traced(&lane->deleter) && tt_worker_traced(&lane->third)))
			continue;
		cell->verdicts.traces_reported = true;
		for (k = 0; k < TT_CONTEXTS; k++)
			tt_report_trace(cell, lane, &lane->findings.trace[k]);
	}
}

/* The strings that modinfo finds, in the order of enum tt_at */
static const char tt_steps_info[] __used __section(".modinfo") __aligned(1) =
#define TT_STEP(role_, name_, sentence_) \
	"tt_step=name=" #name_ "|role=" #role_ "|sentence=" sentence_ "\0"
#define TT_ALGORITHM(...)
#include "turns/steps.list.h"
#undef TT_STEP
#undef TT_ALGORITHM
;

/* Reports the steps of the trial that was kept, in the order in which they were taken. */
static void tt_report_steps(struct tt_cell *cell, const struct tt_lane *lane)
{
	const struct tt_forced *forced = lane->forced;
	struct tt_rec_events *rec = cell->output.record;
	u32 i, count = 0;

	for (i = 0; i < forced->kept_count; i++) {
		const struct tt_taken *step = &forced->kept[i];

		if (step->at == TT_AT_COUNT)
			continue;
		rec->events[count++] = (struct tt_event) {
			.clock = step->clock,
			.generation = step->generation,
			.cpu = step->cpu,
			.what = TT_EVENT_STEP,
			.value = step->at,
		};
	}
	if (!count)
		return;
	*rec = (struct tt_rec_events) {
		.hdr = { TT_REC_EVENTS, struct_size(rec, events, count) },
		.cell = cell->want.cell,
		.pair = lane->pair.index,
		.nr_events = count,
	};
	tt_stream_put(cell->output.stream, rec);
}

static void tt_report_defeat(struct tt_cell *cell, const struct tt_lane *lane)
{
	const struct tt_machine *machine = &lane->machine;
	const struct tt_forced *forced = lane->forced;
	struct tt_rec_defeat rec = {
		.hdr = { TT_REC_DEFEAT, sizeof(rec) },
		.cell = cell->want.cell,
		.pair = lane->pair.index,
		.counts.bugs = machine->odd.bugs,
		.counts.warnings = machine->odd.warnings,
		.counts.unlinked_twice = machine->odd.unlinked_twice,
		.counts.gave_up = machine->odd.gave_up,
		.counts.spurious = machine->odd.spurious,
		.counts.looked = machine->cold.looked,
		.counts.dirtied = machine->cold.dirtied,
		.slots = machine->slots,
		.cold = cell->want.cold,
		.remote_slots = machine->remote,
		.warm_cost = machine->cold.warm_cost,
		.flushed_cost = machine->cold.flushed_cost,
		.dirty_cost = machine->cold.dirty_cost,
	};

	if (forced) {
		rec.counts.trials = forced->trials;
		rec.counts.defeated = forced->defeated;
		rec.counts.holds = forced->holds;
		rec.counts.hung = forced->hung;
		rec.counts.lost = forced->lost;
		rec.counts.lost_defeated = forced->lost_defeated;
		rec.counts.touched = forced->touched;
		rec.handshakes = cell->scen->script->count;
	}
	tt_stream_put(cell->output.stream, &rec);
}

void tt_report_defeats(struct tt_cell *cell)
{
	u32 i;

	for (i = 0; i < cell->lane_count; i++) {
		const struct tt_lane *lane = &cell->lanes[i];

		if (lane->forced)
			tt_report_steps(cell, lane);
		if (lane->forced || cell->prim->era)
			tt_report_defeat(cell, lane);
	}
}

void tt_report_calibrations(struct tt_cell *cell)
{
	struct tt_output *output = &cell->output;
	struct tt_measured *measured = &cell->lanes[0].measured;
	/* Pairs with the release in tt_direct_run(). */
	u32 ready = smp_load_acquire(&measured->calibrations);

	for (; output->calibrations < ready; output->calibrations++) {
		const struct tt_calibration *c = &measured->calibration[output->calibrations];
		struct tt_rec_calibration rec = {
			.hdr = { TT_REC_CALIBRATION, sizeof(rec) },
			.cell = cell->want.cell,
			.slice = output->calibrations,
			.recorded_ops = c->recorded_ops,
			.recorded_ticks = c->recorded_ticks,
			.bare_ops = c->bare_ops,
			.bare_ticks = c->bare_ticks,
		};

		tt_stream_put(output->stream, &rec);
	}
}

const void *tt_report_last(const struct tt_cell *cell, u32 number, void *room)
{
	u32 per_lane = 1 + TT_HISTOGRAMS;
	u32 index = number / per_lane;
	u32 part = number % per_lane;

	if (index < cell->lane_count) {
		const struct tt_lane *lane = &cell->lanes[index];
		const struct tt_histogram *hist;
		struct tt_rec_histogram *rec;
		struct tt_extent extent;

		if (!part) {
			tt_lane_counters(lane, room);
			return room;
		}
		hist = &lane->measured.histogram[part - 1];
		rec = tt_histogram_record(cell, room, TT_REC_HISTOGRAM, index, part - 1);
		/* The memory of slices is free, because no slice follows. */
		memset(cell->slices.now, 0, sizeof(u64) * TT_HIST_BUCKETS);
		tt_histogram_fold(hist, cell->slices.now);
		tt_histogram_record_fill(rec, cell->slices.now, NULL);
		extent = tt_histogram_extent(hist);
		rec->min = extent.min;
		rec->max = extent.max;
		rec->sum = extent.sum;
		return rec;
	}
	if (number == cell->lane_count * per_lane) {
		struct tt_rec_end *rec = room;

		*rec = (struct tt_rec_end) {
			.hdr = { TT_REC_END, sizeof(*rec) },
			.cell = cell->want.cell,
			.reason = cell->end.reason,
			.elapsed_ns = cell->span.elapsed_ns,
			.paused_ns = cell->span.paused_ns,
			.lost = cell->output.stream->lost,
		};
		return rec;
	}
	return NULL;
}
