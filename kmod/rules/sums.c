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

static void tt_tally_add(struct tt_rec_counters *count, const struct tt_tally *tally)
{
	u32 i;

	for (i = 0; i < TT_OUTCOMES; i++)
		count->attempts[i] += READ_ONCE(tally->attempts[i]);
	for (i = 0; i < ARRAY_SIZE(tally->returned); i++)
		count->returned[i] += tally->returned[i];
	for (i = 0; i < TT_PHASES; i++)
		count->phases[i] += tally->phases[i];
	for (i = 0; i < TT_DRAWS; i++)
		count->drawn[i] += tally->drawn[i];
	for (i = 0; i < TT_DRAW_LEVELS; i++)
		count->drawn_level[i] += tally->drawn_level[i];
	for (i = 0; i < TT_DRAW_AHEADS; i++)
		count->drawn_ahead[i] += tally->drawn_ahead[i];
	for (i = 0; i < TT_PHASE_BINS; i++)
		count->phase_bins[i] += tally->phase_bins[i];
	for (i = 0; i < TT_RULES; i++)
		count->checked[i] += tally->checked[i];
	count->dequeues += tally->dequeues;
	count->arms += tally->arms;
	count->rearms += tally->rearms;
	count->doubtful_arms += tally->doubtful_arms;
	count->third += tally->meddled;
	count->shutdown_arms += tally->shutdown_arms;
	count->disagreements += tally->disagreements;
	count->disturbed += tally->disturbed;
	count->outlived += tally->outlived;
}

/* Counts the checks that nobody counts when they are made. */
static void tt_count_checked(const struct tt_lane *lane, struct tt_rec_counters *count)
{
	static const u32 at_every_run[] = {
		TT_RULE_NO_OVERLAP, TT_RULE_NOT_EARLY, TT_RULE_NOT_LOST, TT_RULE_PINNED,
	};
	/* The direct engine checks a call by comparing it with what is expected. */
	u64 compared = lane->deletions.calls;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(at_every_run); i++)
		if (tt_claimed(lane, at_every_run[i]))
			count->checked[at_every_run[i]] = count->expiries;
	if (tt_claimed(lane, TT_RULE_NOT_PENDING))
		count->checked[TT_RULE_NOT_PENDING] += min(compared, count->returned[2]);
	if (tt_claimed(lane, TT_RULE_RETURN_TRUTH))
		count->checked[TT_RULE_RETURN_TRUTH] += compared;
	count->checked[TT_RULE_HUNG] = count->returned[0] + count->returned[1] +
				       count->returned[2] + count->returned[3];
}

void tt_lane_count(const struct tt_lane *lane, struct tt_rec_counters *count)
{
	u32 i;

	memset(count, 0, sizeof(*count));
	count->hdr.type = TT_REC_COUNTERS;
	count->hdr.len = sizeof(*count);
	count->cell = lane->cell->want.cell;
	count->pair = lane->pair.index;
	tt_tally_add(count, &lane->deleter.tally);
	tt_tally_add(count, &lane->armer.tally);
	tt_tally_add(count, &lane->third.tally);
	for (i = 0; i < lane->timer_count; i++) {
		const struct tt_timer *t = &lane->timers[i];

		count->expiries += READ_ONCE(t->run.ended);
		count->arms += t->run.arms;
		count->rearms += t->run.rearms;
		count->doubtful_arms += t->run.doubtful_arms;
	}
	count->pending = lane->measured.pending_at_stop;
	count->dequeues += lane->round.cleaned + lane->measured.pending_at_stop;
	count->batches = lane->round.count;
	count->batch = lane->round.batch;
	count->deleter_cpu = lane->pair.deleter_cpu;
	count->base_cpu = lane->pair.base_cpu;
	count->third_cpu = lane->pair.third_cpu;
	count->node = lane->pair.node;
	count->gap_max = lane->deletions.gap_max;
	count->gap_total = lane->deletions.gap_total;
	count->handler_min = lane->handlers.max ? lane->handlers.min : 0;
	count->handler_max = lane->handlers.max;
	count->late = lane->round.late;
	count->late_max = lane->round.late_max;
	count->hotplugs = lane->hotplug.cycles;
	count->hotplugs_refused = lane->hotplug.refused;
	tt_count_checked(lane, count);
	if (tt_claimed(lane, TT_RULE_CONSERVATION))
		count->checked[TT_RULE_CONSERVATION] = lane->measured.closed;
	for (i = 0; i < TT_RULES; i++)
		count->violated[i] = atomic64_read(&lane->findings.violated[i]);
}

void tt_ledger_close(struct tt_lane *lane)
{
	struct tt_rec_counters count;
	u64 ended;

	tt_lane_count(lane, &count);
	lane->measured.closed = 1;
	if (!tt_claimed(lane, TT_RULE_CONSERVATION))
		return;
	ended = count.expiries + count.dequeues;
	if (ended < count.arms || ended - count.arms > count.doubtful_arms)
		tt_violation_sum(lane, &count);
}
