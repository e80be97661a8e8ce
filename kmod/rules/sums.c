// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sums up what the workers and the handlers of a lane counted.
 */
#include <linux/kernel.h>
#include <linux/string.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "rules/evidence.h"
#include "rules/sums.h"
#include "stalls/stalls.h"

/* Adds up two structs that consist of counts only. Somebody may be counting meanwhile. */
static void tt_counts_add(struct tt_counts *counts, const struct tt_counts *more)
{
	const u64 *from = (const u64 *)more;
	u64 *to = (u64 *)counts;
	size_t i;

	for (i = 0; i < sizeof(*counts) / sizeof(u64); i++)
		to[i] += READ_ONCE(from[i]);
}

/* Counts the checks that nobody counts when they are made. */
static void tt_count_checked(const struct tt_lane *lane, struct tt_counts *counts)
{
	static const u32 at_every_run[] = {
		TT_RULE_NO_OVERLAP, TT_RULE_NOT_EARLY, TT_RULE_NOT_LOST, TT_RULE_PINNED,
		TT_RULE_HAS_FUNCTION, TT_RULE_CONTEXT,
	};
	/* The direct engine checks a call by comparing it with what is expected. */
	u64 compared = lane->deletions.calls;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(at_every_run); i++)
		if (tt_claimed(lane, at_every_run[i]))
			counts->checked[at_every_run[i]] = counts->expiries;
	counts->checked[TT_RULE_NOT_OVERTAKEN] = lane->order.judged;
	if (tt_claimed(lane, TT_RULE_NOT_LOST))
		counts->checked[TT_RULE_NOT_LOST] += compared;
	if (tt_claimed(lane, TT_RULE_PINNED))
		counts->checked[TT_RULE_PINNED] += compared;
	if (tt_claimed(lane, TT_RULE_NOT_PENDING))
		counts->checked[TT_RULE_NOT_PENDING] += min(compared, counts->returned[2]);
	if (tt_claimed(lane, TT_RULE_RETURN_TRUTH))
		counts->checked[TT_RULE_RETURN_TRUTH] += compared;
	counts->checked[TT_RULE_HUNG] = counts->returned[0] + counts->returned[1] +
				       counts->returned[2] + counts->returned[3];
}

static void tt_lane_count(const struct tt_lane *lane, struct tt_counts *counts)
{
	u32 i;

	memset(counts, 0, sizeof(*counts));
	tt_counts_add(counts, &lane->deleter.tally);
	tt_counts_add(counts, &lane->armer.tally);
	tt_counts_add(counts, &lane->third.tally);
	tt_counts_add(counts, &lane->handlers.tally);
	for (i = 0; i < lane->timer_count; i++) {
		const struct tt_timer *t = &lane->timers[i];

		counts->expiries += READ_ONCE(t->run.ended);
		counts->arms += t->run.arms;
		counts->rearms += t->run.rearms;
		counts->doubtful_arms += t->run.doubtful_arms;
	}
	counts->pending = lane->measured.pending_at_stop;
	counts->dequeues += lane->round.cleaned + lane->measured.pending_at_stop;
	counts->batches = lane->round.count;
	counts->late = lane->round.late;
	counts->hotplugs = lane->hotplug.cycles;
	counts->hotplugs_refused = lane->hotplug.refused;
	tt_stalls_count(lane, counts);
	tt_count_checked(lane, counts);
	if (tt_claimed(lane, TT_RULE_CONSERVATION))
		counts->checked[TT_RULE_CONSERVATION] = lane->measured.closed;
	for (i = 0; i < TT_RULES; i++)
		counts->violated[i] = atomic64_read(&lane->findings.violated[i]);
	for (i = 0; i < TT_MECHANISMS; i++)
		counts->explained[i] = atomic64_read(&lane->findings.explained[i]);
}

void tt_lane_counters(const struct tt_lane *lane, struct tt_rec_counters *rec)
{
	*rec = (struct tt_rec_counters) {
		.hdr = { TT_REC_COUNTERS, sizeof(*rec) },
		.cell = lane->cell->want.cell,
		.pair = lane->pair.index,
		.batch = lane->round.batch,
		.deleter_cpu = lane->pair.deleter_cpu,
		.base_cpu = lane->pair.base_cpu,
		.third_cpu = lane->pair.third_cpu,
		.node = lane->pair.node,
		.late_max = lane->round.late_max,
		.gap_max = lane->deletions.gap_max,
		.gap_total = lane->deletions.gap_total,
		.handler_min = lane->handlers.max ? lane->handlers.min : 0,
		.handler_max = lane->handlers.max,
	};
	tt_lane_count(lane, &rec->counts);
}

void tt_ledger_close(struct tt_lane *lane)
{
	struct tt_counts counts;
	u64 ended;

	tt_lane_count(lane, &counts);
	lane->measured.closed = 1;
	if (!tt_claimed(lane, TT_RULE_CONSERVATION))
		return;
	ended = counts.expiries + counts.dequeues;
	if (ended < counts.arms || ended - counts.arms > counts.doubtful_arms)
		tt_violation_sum(lane, &counts);
}
