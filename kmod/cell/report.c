// SPDX-License-Identifier: GPL-2.0-only
/*
 * The records of a cell. While it races the monitor puts them into the
 * stream; the last ones are made one by one when they are read.
 */
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/string.h>

#include "forced/defeat.h"
#include "race/race.h"
#include "cell/report.h"
#include "device/stream.h"

#define TT_STEP_TEXT	176

void tt_report_start(struct tt_cell *cell)
{
	struct tt_rec_start rec = {
		.hdr = { TT_REC_START, sizeof(rec) },
		.cell = cell->want.cell,
		.primitive = cell->prim - tt_prims,
		.scenario = cell->scen - tt_scens,
		.pairs = cell->lane_count,
		.clock = cell->begin_clock,
		.mono_ns = cell->begin_ns,
		.early = atomic_read(&cell->early),
		.claims = cell->claims,
	};
	u32 i;

	for (i = 0; i < cell->lane_count; i++) {
		u64 warp = READ_ONCE(cell->lanes[i].warp_max);

		rec.warp += !!warp;
		rec.warp_max = max(rec.warp_max, warp);
	}
	tt_stream_put(cell->stream, &rec);
}

void tt_report_progress(struct tt_cell *cell)
{
	struct tt_rec_progress rec = {
		.hdr = { TT_REC_PROGRESS, sizeof(rec) },
		.cell = cell->want.cell,
		.lost = cell->stream->lost,
		.elapsed_ns = ktime_get_ns() - cell->begin_ns,
	};
	u32 i, k;

	for (i = 0; i < cell->lane_count; i++) {
		const struct tt_lane *lane = &cell->lanes[i];

		for (k = 0; k < TT_OUTCOMES; k++)
			rec.attempts[k] += READ_ONCE(lane->deleter.tally.attempts[k]);
		rec.expiries += READ_ONCE(lane->fired);
	}
	for (k = 0; k < TT_RULES; k++)
		rec.violations += atomic_read(&cell->violations[k]);
	tt_stream_put(cell->stream, &rec);
}

void tt_report_violations(struct tt_cell *cell)
{
	u32 rule;

	for (rule = 0; rule < TT_RULES; rule++) {
		while (cell->reported[rule] < TT_EVIDENCE) {
			struct tt_evidence *slot = &cell->evidence[rule][cell->reported[rule]];

			/* Pairs with the release in tt_violation_publish(). */
			if (!smp_load_acquire(&slot->ready))
				break;
			tt_stream_put(cell->stream, &slot->record);
			cell->reported[rule]++;
		}
	}
}

static struct tt_rec_histogram *tt_hist_record(const struct tt_cell *cell, void *room, u32 type,
					       u32 pair, u32 which)
{
	struct tt_rec_histogram *rec = room;

	memset(rec, 0, sizeof(*rec));
	rec->hdr.type = type;
	rec->cell = cell->want.cell;
	rec->pair = pair;
	rec->which = which;
	return rec;
}

static void tt_hist_record_fill(struct tt_rec_histogram *rec, const u64 *bucket, const u64 *before)
{
	rec->buckets = tt_hist_pack(bucket, before, (struct tt_bucket *)(rec + 1), &rec->count);
	rec->hdr.len = sizeof(*rec) + rec->buckets * sizeof(struct tt_bucket);
}

/* The aimed outcome since the last slice, over all lanes. */
void tt_report_slice(struct tt_cell *cell)
{
	struct tt_rec_histogram *rec = tt_hist_record(cell, cell->record, TT_REC_SLICE,
						      cell->slices, cell->scen->aim);
	u32 i;

	memset(cell->slice_now, 0, sizeof(u64) * TT_HIST_BUCKETS);
	for (i = 0; i < cell->lane_count; i++)
		tt_hist_fold(&cell->lanes[i].hist[cell->scen->aim], cell->slice_now);
	tt_hist_record_fill(rec, cell->slice_now, cell->slice_before);
	rec->elapsed_ns = ktime_get_ns() - cell->begin_ns;
	tt_stream_put(cell->stream, rec);
	swap(cell->slice_now, cell->slice_before);
	cell->slices++;
}

/*
 * A violation takes its time to be noticed, and handlers go on meanwhile: of
 * all that is remembered, what concerns the timer is told, and the end.
 */
static void tt_report_trace(struct tt_cell *cell, const struct tt_lane *lane,
			    const struct tt_trace *trace)
{
	struct tt_rec_events *rec = cell->record;
	struct tt_event *told = (struct tt_event *)(rec + 1);
	u32 next = READ_ONCE(trace->next);
	u32 count = min_t(u32, next, TT_EVENTS);
	u32 n, concern = 0;

	*rec = (struct tt_rec_events) {
		.hdr.type = TT_REC_EVENTS,
		.cell = cell->want.cell,
		.pair = lane->index,
		.rule = lane->traced_rule,
		.timer = lane->traced_timer,
	};
	for (n = 0; n < count; n++)
		concern += trace->event[n].timer == lane->traced_timer;
	for (n = 0; n < count; n++) {
		const struct tt_event *event = &trace->event[(next - count + n) % TT_EVENTS];
		bool concerns = event->timer == lane->traced_timer;

		if ((concerns && concern <= TT_EVENTS_TOLD) || count - n <= TT_EVENTS_TOLD)
			told[rec->events++] = *event;
		concern -= concerns;
	}
	rec->hdr.len = sizeof(*rec) + rec->events * sizeof(*told);
	if (rec->events)
		tt_stream_put(cell->stream, rec);
}

static bool tt_worker_traced(const struct tt_worker *worker)
{
	/* pairs with the release in tt_trace_attempts() */
	return !worker->run || smp_load_acquire(&worker->traced);
}

/* What led to the first violation, once the traces stand still, or for the @last time. */
void tt_report_traces(struct tt_cell *cell, bool last)
{
	u32 i, k;

	if (cell->traces_reported || !atomic_read(&cell->traced))
		return;
	for (i = 0; i < cell->lane_count; i++) {
		const struct tt_lane *lane = &cell->lanes[i];

		/* Pairs with the release in tt_trace_freeze(). */
		if (!smp_load_acquire(&lane->frozen))
			continue;
		if (!last && !(tt_worker_traced(&lane->deleter) && tt_worker_traced(&lane->third)))
			continue;
		cell->traces_reported = true;
		for (k = 0; k < TT_CONTEXTS; k++)
			tt_report_trace(cell, lane, &lane->trace[k]);
	}
}

/* Its number in history/steps.list.h; -1 if it is not in there. */
static s32 tt_step_number(const struct tt_cell *cell, u32 at)
{
	static const struct {
		const char *algorithm;
		u32 at;
	} rows[] = {
#define TT_STEP(algorithm_, role_, name_, sentence_) { #algorithm_, TT_AT_##name_ },
#include "history/steps.list.h"
#undef TT_STEP
	};
	const char *algorithm = cell->era ? cell->era->name : "native";
	s32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (rows[i].at == at && !strcmp(rows[i].algorithm, algorithm))
			return i;
	return -1;
}

#define TT_STEP(algorithm_, role_, name_, sentence_) \
	"tt_step=" #algorithm_ "|" #role_ "|" #name_ "|" sentence_,

/*
 * What modinfo finds, in this order: strings of tag=value. Rows of one length,
 * since together they are too long for one literal.
 */
static const char tt_steps_info[][TT_STEP_TEXT] __used __section(".modinfo") __aligned(1) = {
#include "history/steps.list.h"
};

#undef TT_STEP

/* The steps of the trial that is shown, in the order in which they were taken. */
static void tt_report_steps(struct tt_cell *cell, const struct tt_lane *lane)
{
	const struct tt_defeat *defeat = lane->defeat;
	struct tt_rec_events *rec = cell->record;
	struct tt_event *event = (struct tt_event *)(rec + 1);
	u32 i, count = 0;

	for (i = 0; i < defeat->kept_count; i++) {
		const struct tt_taken *step = &defeat->kept[i];

		if (step->at == TT_AT_COUNT)
			continue;
		event[count++] = (struct tt_event) {
			.clock = step->clock,
			.generation = step->generation,
			.cpu = step->cpu,
			.what = TT_EVENT_STEP,
			.value = tt_step_number(cell, step->at),
		};
	}
	if (!count)
		return;
	*rec = (struct tt_rec_events) {
		.hdr = { TT_REC_EVENTS, sizeof(*rec) + count * sizeof(*event) },
		.cell = cell->want.cell,
		.pair = lane->index,
		.events = count,
	};
	tt_stream_put(cell->stream, rec);
}

static void tt_report_defeat(struct tt_cell *cell, const struct tt_lane *lane)
{
	const struct tt_machine *machine = &lane->machine;
	const struct tt_defeat *defeat = lane->defeat;
	struct tt_rec_defeat rec = {
		.hdr = { TT_REC_DEFEAT, sizeof(rec) },
		.cell = cell->want.cell,
		.pair = lane->index,
		.bugs = machine->bugs,
		.warnings = machine->warnings,
		.unlinked_twice = machine->unlinked_twice,
		.gave_up = machine->gave_up,
		.spurious = machine->spurious,
		.slots = machine->slots,
		.cold = cell->want.cold,
		.remote_slots = machine->remote,
		.warm_cost = machine->warm_cost,
		.flushed_cost = machine->flushed_cost,
		.dirty_cost = machine->dirty_cost,
		.looked = machine->looked,
		.dirtied = machine->dirtied,
	};

	if (defeat) {
		rec.trials = defeat->trials;
		rec.defeated = defeat->defeated;
		rec.holds = defeat->holds;
		rec.hung = defeat->hung;
		rec.lost = defeat->lost;
		rec.lost_defeated = defeat->lost_defeated;
		rec.touched = defeat->touched;
		rec.handshakes = cell->scen->script->count;
	}
	tt_stream_put(cell->stream, &rec);
}

/* Of a cell at rest: what became of its models and of its forced races. */
void tt_report_defeats(struct tt_cell *cell)
{
	u32 i;

	for (i = 0; i < cell->lane_count; i++) {
		const struct tt_lane *lane = &cell->lanes[i];

		if (lane->defeat)
			tt_report_steps(cell, lane);
		if (lane->defeat || cell->era)
			tt_report_defeat(cell, lane);
	}
}

void tt_report_calibrations(struct tt_cell *cell)
{
	struct tt_lane *lane = &cell->lanes[0];
	/* Pairs with the release in tt_run_direct(). */
	u32 ready = smp_load_acquire(&lane->calibrations);

	for (; cell->calibrations < ready; cell->calibrations++) {
		const struct tt_calibration *c = &lane->calibration[cell->calibrations];
		struct tt_rec_calibration rec = {
			.hdr = { TT_REC_CALIBRATION, sizeof(rec) },
			.cell = cell->want.cell,
			.slice = cell->calibrations,
			.recorded_ops = c->recorded_ops,
			.recorded_ticks = c->recorded_ticks,
			.bare_ops = c->bare_ops,
			.bare_ticks = c->bare_ticks,
		};

		tt_stream_put(cell->stream, &rec);
	}
}

/*
 * Record @number of a cell at rest, made in @room (TT_REC_MAX bytes): of each
 * lane its counters, then its histograms; then the end. NULL past that.
 */
const void *tt_report_last(const struct tt_cell *cell, u32 number, void *room)
{
	u32 per_lane = 1 + TT_HISTOGRAMS;
	u32 index = number / per_lane;
	u32 part = number % per_lane;

	if (index < cell->lane_count) {
		const struct tt_lane *lane = &cell->lanes[index];
		const struct tt_hist *hist;
		struct tt_rec_histogram *rec;
		struct tt_extent extent;

		if (!part) {
			tt_lane_count(lane, room);
			return room;
		}
		hist = &lane->hist[part - 1];
		rec = tt_hist_record(cell, room, TT_REC_HISTOGRAM, index, part - 1);
		/* No slice follows. */
		memset(cell->slice_now, 0, sizeof(u64) * TT_HIST_BUCKETS);
		tt_hist_fold(hist, cell->slice_now);
		tt_hist_record_fill(rec, cell->slice_now, NULL);
		extent = tt_hist_extent(hist);
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
			.reason = cell->reason,
			.elapsed_ns = cell->elapsed_ns,
			.lost = cell->stream->lost,
		};
		return rec;
	}
	return NULL;
}
