// SPDX-License-Identifier: GPL-2.0-only
/*
 * The ledger: what the handlers and the deletions did, and whether it keeps
 * the contract. The rules' statements are in the uapi header's numbers and in
 * the project's CONTRACT; each check names its rule.
 *
 * Nothing here trusts the timer's own expires or flags: a re-arm may have
 * changed them already.
 */
#include <linux/kernel.h>
#include <linux/timer.h>

#include "race/race.h"

/**
 * tt_claims - which rules are checked in a cell
 * @prim: the primitive
 * @scen: the scenario
 * @want: flags and timer flags of it
 *
 * Return: mask of 1 << TT_RULE_*: what the scenario's entry says of such primitives,
 * but for what the settings make void.
 */
u32 tt_claims(const struct tt_prim *prim, const struct tt_scen *scen, const struct tt_start *want)
{
	u32 claims = scen->rules[TT_NEED_NONE];

	if (prim->kind != TT_KIND_NULL)
		claims |= scen->rules[TT_NEED_CALL];
	if (prim->flags & TT_PRIM_SYNC)
		claims |= scen->rules[TT_NEED_SYNC];
	if (prim->flags & TT_PRIM_SHUTDOWN)
		claims |= scen->rules[TT_NEED_SHUTDOWN];
	if (want->timer_flags & TT_TIMER_DEFERRABLE)
		claims &= ~(1 << TT_RULE_NOT_LOST);
	if (!(want->timer_flags & TT_TIMER_PINNED) || want->flags & TT_START_HOTPLUG)
		claims &= ~(1 << TT_RULE_PINNED);
	return claims;
}

/* Rule 10: nothing arms a timer once its shutdown has returned. */
static void tt_revive(struct tt_worker *worker, struct tt_timer *t, const struct tt_attempt *a)
{
	struct tt_lane *lane = worker->lane;
	int ret;

	/* Pairs with the acquire in tt_handler_check_dead(). */
	smp_store_release(&t->shut_done, 1);
	ret = mod_timer(&t->timer, jiffies);
	worker->tally.shutdown_arms++;
	worker->tally.checked[TT_RULE_SHUTDOWN]++;
	if (unlikely(ret || timer_pending(&t->timer)))
		tt_violation(lane, TT_RULE_SHUTDOWN, t, a,
			     timer_pending(&t->timer) ? TT_VIOL_PENDING : 0);
}

/* What the scenario makes of a deletion that promised that the handler does not run. */
static void tt_follow_up(struct tt_worker *worker, struct tt_timer *t, const struct tt_attempt *a)
{
	u32 traits = worker->lane->cell->scen->traits;

	if (traits & TT_TRAIT_FREES && a->ret >= 0) {
		WRITE_ONCE(t->payload, TT_POISON);
		/* pairs with the handler's check, which can only be late */
		smp_store_release(&t->freed, 1);
		tt_trace(worker->lane, worker->context, tt_clock(), t, TT_EVENT_FREE, 0);
	}
	if (traits & TT_TRAIT_REVIVE && worker->shutdown)
		tt_revive(worker, t, a);
}

/*
 * The timed call, and the rules that must be judged at once. Nothing that can
 * wait is done here: the deleter has just seen the handler begin, and the next
 * one is near. The rest is tt_settle()'s.
 */
void tt_delete(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a)
{
	struct tt_lane *lane = worker->lane;
	u64 arming = worker->shared ? atomic64_read_acquire(&t->arming) : 0;
	u64 first = 0, last = 0;
	int ret;

	if (worker->shutdown)
		/* the call's own lock orders it before the shutdown; see tt_handler_rearm() */
		WRITE_ONCE(t->shut, 1);
	if (unlikely(worker->model))
		tt_machine_chill(lane);
	a->begin = tt_clock();
	ret = worker->call(&t->timer);
	a->end = tt_clock();
	/* Rule 2: before anything here orders the handler's stores. */
	if (ret >= 0 && worker->claims & 1 << TT_RULE_VISIBLE) {
		first = READ_ONCE(t->first);
		last = READ_ONCE(t->last);
	}

	a->ret = ret;
	a->index = t->index;
	a->generation = READ_ONCE(t->generation);
	a->excused = false;
	if (ret >= 0 && worker->claims & 1 << TT_RULE_NO_RUN_AFTER_SYNC) {
		/* Pairs with the handler's release of its mark. */
		int in_handler = atomic_read_acquire(&t->in_handler);
		/* No arm of somebody else began after the call did, or was under way then. */
		u64 since = worker->shared ? atomic64_read(&t->arming) : 0;
		bool alone = since >> 32 == (u32)arming;

		a->excused = !alone;
		if (alone && unlikely(in_handler))
			tt_violation(lane, TT_RULE_NO_RUN_AFTER_SYNC, t, a, TT_VIOL_IN_HANDLER);
		if (unlikely(first != last))
			tt_violation(lane, TT_RULE_VISIBLE, t, a, 0);
		/* An arm that begins now changes the count, and so takes the promise back. */
		if (alone)
			/* Pairs with the acquire in tt_handler_check_dead(). */
			smp_store_release(&t->dead, (u32)(since >> 32) + 1);
	}
	if (ret == 1) {
		if (unlikely(tt_timer_queued(t)) &&
		    worker->claims & 1 << TT_RULE_NOT_PENDING)
			tt_violation(lane, TT_RULE_NOT_PENDING, t, a, TT_VIOL_PENDING);
		WRITE_ONCE(t->gone, worker->party.entered);
	}
	a->disturbed = tt_disturbed(worker, a->end - a->begin);
	if (unlikely(worker->model)) {
		tt_model_silence(t);
		tt_machine_look(lane);
	}
	if (unlikely(worker->follow_up))
		tt_follow_up(worker, t, a);
}

/*
 * A deletion of a timer that cannot fire went otherwise than expected: rules 3
 * and 5. One that did as expected, and left nothing queued, needs no look.
 */
void tt_judge_direct(struct tt_lane *lane, struct tt_timer *t, struct tt_attempt *a, int expected)
{
	bool pending = tt_timer_queued(t);

	a->index = t->index;
	a->generation = t->generation;
	if (pending && a->ret == 1 && tt_claimed(lane, TT_RULE_NOT_PENDING))
		tt_violation(lane, TT_RULE_NOT_PENDING, t, a, TT_VIOL_PENDING);
	if (a->ret != expected && tt_claimed(lane, TT_RULE_RETURN_TRUTH))
		tt_violation(lane, TT_RULE_RETURN_TRUTH, t, a, pending ? TT_VIOL_PENDING : 0);
}

static bool tt_overlaps(const struct tt_stamp *stamp, const struct tt_attempt *a)
{
	/* pairs with the release in tt_handler() */
	u64 entry = smp_load_acquire(&stamp->entry);
	u64 exit = READ_ONCE(stamp->exit);

	return entry != TT_NEVER && entry <= a->end && (!exit || exit >= a->begin);
}

/*
 * The run that a call met, by their stamps. A tick or softirq between those of
 * the call makes them say more than the call did: it may have been over before
 * the handler began. Then its return value, where that tells, must agree.
 */
static const struct tt_stamp *tt_met(const struct tt_cell *cell, const struct tt_timer *t,
				     const struct tt_attempt *a)
{
	u32 i;

	if (a->disturbed && cell->prim->flags & TT_PRIM_TRI && a->ret != -1)
		return NULL;
	for (i = 0; i < ARRAY_SIZE(t->stamp); i++)
		if (tt_overlaps(&t->stamp[i], a))
			return &t->stamp[i];
	return NULL;
}

/* Rule 5: what the return value says of its generation. */
static bool tt_truth(const struct tt_worker *worker, const struct tt_timer *t,
		     const struct tt_stamp *own, int ret)
{
	const struct tt_cell *cell = worker->lane->cell;
	bool armed = !(cell->scen->traits & TT_TRAIT_IDLE);

	switch (ret) {
	case 1:		/* dequeued: that generation never runs */
		return armed && !own;
	case 0:		/* not queued: expired, never armed, or dequeued by another */
		return !armed || own ||
		       (worker->lane->third.run && READ_ONCE(t->gone) == worker->party.entered);
	case -1:	/* marked running: it began, or was about to */
		return cell->prim->flags & TT_PRIM_TRI && own;
	default:
		return false;
	}
}

/*
 * Rule 11, of a round at rest: each generation was freed by one of the two
 * sides, what is freed was not written, and a deleter without a reference did
 * not touch what its handler had freed.
 */
static bool tt_freed_right(const struct tt_lane *lane, const struct tt_timer *t,
			   const struct tt_stamp *own, const struct tt_attempt *a)
{
	u32 traits = lane->cell->scen->traits;

	if (traits & TT_TRAIT_FREES)
		return a->ret < 0 || READ_ONCE(t->payload) == TT_POISON;
	if (own && a->ret == 1)
		return false;
	if (!own && a->ret != 1)
		return false;
	return !(traits & TT_TRAIT_UNHELD) || !own || a->end <= READ_ONCE(own->exit);
}

static void tt_settle_rules(struct tt_worker *worker, const struct tt_timer *t,
			    const struct tt_stamp *own, const struct tt_attempt *a)
{
	struct tt_lane *lane = worker->lane;
	u64 *checked = worker->tally.checked;

	if (a->ret >= 0 && !a->excused && tt_claimed(lane, TT_RULE_NO_RUN_AFTER_SYNC)) {
		checked[TT_RULE_NO_RUN_AFTER_SYNC]++;
		if (tt_claimed(lane, TT_RULE_VISIBLE))
			checked[TT_RULE_VISIBLE]++;
	}
	if (a->ret == 1 && tt_claimed(lane, TT_RULE_NOT_PENDING))
		checked[TT_RULE_NOT_PENDING]++;
	if (tt_claimed(lane, TT_RULE_RETURN_TRUTH)) {
		checked[TT_RULE_RETURN_TRUTH]++;
		if (unlikely(!tt_truth(worker, t, own, a->ret)))
			tt_violation(lane, TT_RULE_RETURN_TRUTH, t, a, 0);
	}
	if (tt_claimed(lane, TT_RULE_FREED)) {
		checked[TT_RULE_FREED]++;
		if (unlikely(!tt_freed_right(lane, t, own, a)))
			tt_violation(lane, TT_RULE_FREED, t, a, 0);
	}
}

/*
 * Judges an attempt when its round is at rest: outcome, histogram, phase and
 * rules 5 and 11. Whoever made it calls, for every attempt once.
 */
void tt_settle(struct tt_worker *worker, struct tt_attempt *a)
{
	struct tt_lane *lane = worker->lane;
	struct tt_tally *tally = &worker->tally;
	const struct tt_timer *t = &lane->timers[a->index];
	const struct tt_stamp *own = tt_stamp_of(t, a->generation);
	struct tt_cell *cell = lane->cell;
	const struct tt_stamp *met = tt_met(cell, t, a);
	u8 outcome;

	if (met)
		outcome = TT_ENCOUNTER;
	else if (cell->scen->traits & TT_TRAIT_IDLE)
		outcome = TT_LATE;
	else if (!own || READ_ONCE(own->entry) > a->end)
		outcome = TT_EARLY;
	else
		outcome = TT_LATE;

	a->outcome = outcome;
	tally->dequeues += a->ret == 1;
	tally->returned[a->ret >= -1 && a->ret <= 1 ? a->ret + 1 : 3]++;
	WRITE_ONCE(tally->attempts[outcome], tally->attempts[outcome] + 1);
	tally->disturbed += a->disturbed;
	/* The histograms are the deleter's. */
	if (worker == &lane->deleter)
		tt_hist_add(&lane->hist[a->disturbed ? TT_DISTURBED : outcome], a->end - a->begin);
	if (!(cell->scen->traits & (TT_TRAIT_FAR | TT_TRAIT_IDLE)))
		tt_phase_count(worker, t, met ? met : own, a);
	if (cell->prim->flags & TT_PRIM_TRI && !!met != (a->ret == -1))
		tally->disagreements++;
	if (met && a->ret != -1 && READ_ONCE(met->exit) > a->end)
		tally->outlived++;
	tt_settle_rules(worker, t, own, a);
}

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

/* Rules that are checked at every run, or by expectation, are counted here. */
static void tt_count_checked(const struct tt_lane *lane, struct tt_rec_counters *count)
{
	static const u32 at_every_run[] = {
		TT_RULE_NO_OVERLAP, TT_RULE_NOT_EARLY, TT_RULE_NOT_LOST, TT_RULE_PINNED,
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(at_every_run); i++)
		if (tt_claimed(lane, at_every_run[i]))
			count->checked[at_every_run[i]] = count->expiries;
	/* Of the direct engine: judged by expectation, so counted as calls. */
	if (tt_claimed(lane, TT_RULE_NOT_PENDING))
		count->checked[TT_RULE_NOT_PENDING] += min(lane->calls, count->returned[2]);
	if (tt_claimed(lane, TT_RULE_RETURN_TRUTH))
		count->checked[TT_RULE_RETURN_TRUTH] += lane->calls;
	count->checked[TT_RULE_HUNG] = count->returned[0] + count->returned[1] +
				       count->returned[2] + count->returned[3];
}

/* Sums; exact when the lane is at rest, a little old while it races. */
void tt_lane_count(const struct tt_lane *lane, struct tt_rec_counters *count)
{
	u32 i;

	memset(count, 0, sizeof(*count));
	count->hdr.type = TT_REC_COUNTERS;
	count->hdr.len = sizeof(*count);
	count->cell = lane->cell->want.cell;
	count->pair = lane->index;
	tt_tally_add(count, &lane->deleter.tally);
	tt_tally_add(count, &lane->armer.tally);
	tt_tally_add(count, &lane->third.tally);
	for (i = 0; i < lane->timer_count; i++) {
		const struct tt_timer *t = &lane->timers[i];

		count->expiries += READ_ONCE(t->runs);
		count->arms += t->self_arms;
		count->rearms += t->self_rearms;
		count->doubtful_arms += t->doubtful_arms;
	}
	count->pending = lane->pending_at_stop;
	count->dequeues += lane->cleaned + lane->pending_at_stop;
	count->batches = lane->rounds;
	count->batch = lane->batch;
	count->deleter_cpu = lane->deleter_cpu;
	count->base_cpu = lane->base_cpu;
	count->third_cpu = lane->third_cpu;
	count->node = lane->node;
	count->gap_max = lane->gap_max;
	count->gap_total = lane->gap_total;
	count->handler_min = lane->handler_max ? lane->handler_min : 0;
	count->handler_max = lane->handler_max;
	count->late = lane->late;
	count->late_max = lane->late_max;
	count->hotplugs = lane->hotplugs;
	count->hotplugs_refused = lane->hotplugs_refused;
	tt_count_checked(lane, count);
	if (tt_claimed(lane, TT_RULE_CONSERVATION))
		count->checked[TT_RULE_CONSERVATION] = lane->closed;
	for (i = 0; i < TT_RULES; i++)
		count->violated[i] = atomic64_read(&lane->violated[i]);
}

/* Rule 4, at quiescence: workers gone, timers deleted, no handler running. */
void tt_ledger_close(struct tt_lane *lane)
{
	struct tt_rec_counters count;
	u64 ended;

	tt_lane_count(lane, &count);
	lane->closed = 1;
	if (!tt_claimed(lane, TT_RULE_CONSERVATION))
		return;
	ended = count.expiries + count.dequeues;
	if (ended < count.arms || ended - count.arms > count.doubtful_arms)
		tt_violation_sum(lane, &count);
}
