// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counts where in its handler's time a deletion began.
 */
#include <linux/kernel.h>
#include <linux/math64.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "rules/phase.h"

/* Divides @length into TT_PHASE_BINS_EACH parts and returns the part of @distance. */
static u32 tt_phase_part(u64 distance, u64 length)
{
	return min_t(u64, div64_u64(distance * TT_PHASE_BINS_EACH, length),
		     TT_PHASE_BINS_EACH - 1);
}

static void tt_phase_add(struct tt_worker *worker, const struct tt_attempt *a, u32 phase, u32 bin)
{
	struct tt_aims *aims = &worker->lane->deletions.aims;

	worker->tally.phases[phase]++;
	worker->tally.phase_bins[bin]++;
	if (a->sought)
		aims->lag += (((s32)bin - (a->sought - 1)) * TT_LAG - aims->lag) / 16;
}

static u64 tt_phase_length(const struct tt_lane *lane, u64 entry, u64 exit)
{
	return max3(exit - entry, lane->cell->length.handler, 1ULL);
}

/*
 * Counts an attempt that began right after a run whose handler had armed the timer
 * again, and that prevented the next run. Returns false if it is none.
 */
static bool tt_phase_after_last(struct tt_worker *worker, const struct tt_timer *t,
				const struct tt_attempt *a)
{
	const struct tt_stamp *last = tt_stamp_of(t, a->generation - 1);
	u64 exit, length;

	if (!last)
		return false;
	exit = READ_ONCE(last->exit);
	length = tt_phase_length(worker->lane, READ_ONCE(last->entry), exit);
	if (!exit || a->begin <= exit || a->begin - exit > length)
		return false;
	tt_phase_add(worker, a, TT_PHASE_AFTER, 2 * TT_PHASE_BINS_EACH +
		     tt_phase_part(a->begin - exit - 1, length));
	return true;
}

void tt_phase_count(struct tt_worker *worker, const struct tt_timer *t,
		    const struct tt_stamp *stamp, const struct tt_attempt *a)
{
	const struct tt_lane *lane = worker->lane;
	struct tt_counts *tally = &worker->tally;
	u64 entry, exit, length;

	/* Without a stamp the timer was dequeued before its handler could begin. */
	if (!stamp) {
		if (!(lane->cell->scen->traits & TT_TRAIT_REARM) ||
		    !tt_phase_after_last(worker, t, a))
			tally->phases[a->ahead <= 1 ? TT_PHASE_BEFORE : TT_PHASE_FAR]++;
		return;
	}
	entry = READ_ONCE(stamp->entry);
	exit = READ_ONCE(stamp->exit);
	if (!exit)
		exit = a->end;
	length = tt_phase_length(lane, entry, exit);
	if (a->begin < entry && entry - a->begin <= length)
		tt_phase_add(worker, a, TT_PHASE_BEFORE, TT_PHASE_BINS_EACH - 1 -
			     tt_phase_part(entry - a->begin - 1, length));
	else if (a->begin > exit && a->begin - exit <= length)
		tt_phase_add(worker, a, TT_PHASE_AFTER, 2 * TT_PHASE_BINS_EACH +
			     tt_phase_part(a->begin - exit - 1, length));
	else if (a->begin < entry || a->begin > exit)
		tally->phases[TT_PHASE_FAR]++;
	else
		tt_phase_add(worker, a, a->begin - entry < length / 8 ? TT_PHASE_ENTRY :
			     exit - a->begin <= length / 8 ? TT_PHASE_LAST : TT_PHASE_BODY,
			     TT_PHASE_BINS_EACH + tt_phase_part(a->begin - entry, length));
}
