// SPDX-License-Identifier: GPL-2.0-only
/*
 * Checks deletions against the contract. Each check names its rule.
 */
#include <linux/kernel.h>
#include <linux/timer.h>

#include "cell/cell.h"
#include "cell/random.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "rules/evidence.h"
#include "rules/ledger.h"
#include "rules/phase.h"
#include "timing/clock.h"

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
	/* The order is that of one base, of the kernel's own timers, and the armer judges it. */
	if (!(want->timer_flags & TT_TIMER_PINNED) || prim->era || want->align == TT_ALIGN_NONE)
		claims &= ~(1 << TT_RULE_NOT_OVERTAKEN);
	/* The models' handlers run where the models say. */
	if (prim->era)
		claims &= ~(1 << TT_RULE_CONTEXT);
	return claims;
}

/* Rule 10: no call arms a timer after its shutdown has returned. */
static void tt_revive(struct tt_worker *worker, struct tt_timer *t, const struct tt_attempt *a)
{
	int ret;

	/* Pairs with the acquire in tt_handler_check_promise(). */
	smp_store_release(&t->ledger.shutdown_returned, 1);
	ret = mod_timer(&t->timer, jiffies);
	worker->tally.shutdown_arms++;
	worker->tally.checked[TT_RULE_SHUTDOWN]++;
	if (unlikely(ret || timer_pending(&t->timer)))
		tt_violation(worker->lane, TT_RULE_SHUTDOWN, t, a,
			     timer_pending(&t->timer) ? TT_VIOL_PENDING : 0);
}

/*
 * Does what cancel_work_sync() does for an owner whose work arms the timer: no other CPU
 * begins to arm it any more, and those that had begun have ended. Returns false if one
 * does not end.
 */
static bool tt_cancel_arming(const struct tt_cell *cell, struct tt_timer *t)
{
	unsigned long deadline = jiffies + TT_ROUND_GRACE;
	u64 arming;

	WRITE_ONCE(t->ledger.cancelled, 1);
	smp_mb();	/* pairs with the atomic in tt_arming_begin() */
	for (;;) {
		/* Pairs with the release in tt_arming_end(). */
		arming = atomic64_read_acquire(&t->ledger.arming);
		if (arming >> 32 == (u32)arming)
			return true;
		if (time_after(jiffies, deadline) || tt_stopped(cell))
			return false;
		tt_pause(cell);
	}
}

/* The timer counts as freed. Rule 11: by then it is not queued. */
static void tt_free(struct tt_worker *worker, struct tt_timer *t, const struct tt_attempt *a)
{
	struct tt_lane *lane = worker->lane;
	const struct tt_scen *scen = lane->cell->scen;

	if (scen->before_free && !tt_random_below(&worker->random, TT_BEFORE_FREE))
		scen->before_free(worker, t);
	if (worker->deletion.shared && !tt_cancel_arming(lane->cell, t))
		return;
	WRITE_ONCE(t->run.payload, TT_POISON);
	/* The handler's check can only be too late, never too early. */
	smp_store_release(&t->ledger.freed, 1);
	tt_trace(lane, worker->context, tt_clock(), t, TT_EVENT_FREE, 0);
	if (worker->deletion.shared && unlikely(tt_timer_queued(t)))
		tt_violation(lane, TT_RULE_FREED, t, a, TT_VIOL_PENDING);
}

/*
 * Does what drivers/char/random.c does: the owner, whose call has found that the handler does
 * not run, arms the timer on one CPU after the other. In one of two cases it deletes the timer
 * again at once, and that call must find it on the base where it was put.
 */
static void tt_hop(struct tt_worker *worker, struct tt_timer *t)
{
	struct tt_lane *lane = worker->lane;
	struct tt_attempt again = { .index = t->index };
	bool here = t->index & 1;

	/* A planted defect may have left it queued. */
	if (unlikely(timer_pending(&t->timer)))
		return;
	tt_timer_next_generation(t, jiffies);
	t->timer.expires = t->ledger.due;
	add_timer_on(&t->timer, here ? lane->pair.deleter_cpu : lane->pair.base_cpu);
	worker->tally.arms++;
	worker->tally.armed_by[TT_ARMING_ADD_TIMER_ON]++;
	if (tt_random_below(&worker->random, 2))
		return;
	again.generation = t->generation;
	again.begin = tt_clock();
	again.ret = worker->deletion.call(&t->timer);
	again.end = tt_clock();
	tt_tally_returned(&worker->tally, again.ret);
	worker->tally.dequeues += again.ret == 1;
	if (again.ret < 0)
		return;
	worker->tally.checked[TT_RULE_NO_RUN_AFTER_SYNC]++;
	worker->tally.checked[TT_RULE_RETURN_TRUTH]++;
	/* Pairs with the release with which the handler clears its mark. */
	if (unlikely(atomic_read_acquire(&t->run.in_handler)))
		tt_violation(lane, TT_RULE_NO_RUN_AFTER_SYNC, t, &again, TT_VIOL_IN_HANDLER);
	if (unlikely(timer_pending(&t->timer)))
		tt_violation(lane, TT_RULE_RETURN_TRUTH, t, &again, TT_VIOL_PENDING);
}

/* Does what the scenario wants after a deletion that promised that no handler runs. */
static void tt_follow_up(struct tt_worker *worker, struct tt_timer *t, const struct tt_attempt *a)
{
	u32 traits = worker->lane->cell->scen->traits;

	if (traits & TT_TRAIT_FREES && a->ret >= 0)
		tt_free(worker, t, a);
	/* A timer that was shut down cannot be armed. */
	if (traits & TT_TRAIT_HOP && a->ret >= 0 && !worker->deletion.shutdown)
		tt_hop(worker, t);
	if (traits & TT_TRAIT_REVIVE && worker->deletion.shutdown)
		tt_revive(worker, t, a);
}

/*
 * Whether the handler that was seen to run is one that had begun before the call; @begun is
 * from then. No arm excuses that. A handler counts itself before it sets its mark.
 */
static bool tt_spanned(const struct tt_timer *t, u64 begun)
{
	return READ_ONCE(t->run.begun) == begun;
}

void tt_delete(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a)
{
	const struct tt_deletion *deletion = &worker->deletion;
	struct tt_lane *lane = worker->lane;
	u64 arming = deletion->shared ? atomic64_read_acquire(&t->ledger.arming) : 0;
	/* The acquire keeps the read before the call. */
	u64 begun = deletion->shared ? smp_load_acquire(&t->run.begun) : 0;
	u64 first = 0, last = 0;
	int ret;

	if (deletion->shutdown)
		/* The lock of the call orders this before the shutdown, see tt_handler_rearm(). */
		WRITE_ONCE(t->ledger.shutdown_begun, 1);
	if (unlikely(deletion->model))
		lane->timer_ops->before_call(lane);
	a->begin = tt_clock();
	ret = deletion->call(&t->timer);
	a->end = tt_clock();
	/* Rule 2: these reads come before anything here that orders the handler's stores. */
	if (ret >= 0 && deletion->claims & 1 << TT_RULE_VISIBLE) {
		first = READ_ONCE(t->run.first_store);
		last = READ_ONCE(t->run.last_store);
	}

	a->ret = ret;
	a->index = t->index;
	a->generation = READ_ONCE(t->generation);
	a->excused = false;
	if (ret >= 0 && deletion->claims & 1 << TT_RULE_NO_RUN_AFTER_SYNC) {
		/* Pairs with the release with which the handler clears its mark. */
		int in_handler = atomic_read_acquire(&t->run.in_handler);
		/* alone: no other CPU was arming the timer, or began to, during the call */
		u64 since = deletion->shared ? atomic64_read(&t->ledger.arming) : 0;
		bool alone = since >> 32 == (u32)arming;

		a->excused = !alone;
		if (unlikely(in_handler && (alone || tt_spanned(t, begun))))
			tt_violation(lane, TT_RULE_NO_RUN_AFTER_SYNC, t, a, TT_VIOL_IN_HANDLER);
		if (unlikely(first != last))
			tt_violation(lane, TT_RULE_VISIBLE, t, a, 0);
		/* An arm that begins from now on changes the count, and so ends the promise. */
		if (alone)
			/* Pairs with the acquire in tt_handler_check_promise(). */
			smp_store_release(&t->run.no_run_before, (u32)(since >> 32) + 1);
	}
	if (ret == 1) {
		if (unlikely(tt_timer_queued(t)) &&
		    deletion->claims & 1 << TT_RULE_NOT_PENDING)
			tt_violation(lane, TT_RULE_NOT_PENDING, t, a, TT_VIOL_PENDING);
		WRITE_ONCE(t->ledger.dequeued_in, worker->party.entered);
	}
	if (deletion->rearmed && ret >= 0)
		/* Pairs with the acquires in tt_handler_rearm() and tt_armed_again(). */
		smp_store_release(&t->ledger.deleted, 1);
	a->disturbed = tt_disturbed(&worker->disturbance, a->end - a->begin);
	if (unlikely(deletion->model))
		lane->timer_ops->after_call(t);
	if (unlikely(deletion->follow_up))
		tt_follow_up(worker, t, a);
}

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

void tt_judge_arming(struct tt_lane *lane, struct tt_timer *t, struct tt_attempt *a,
		     const struct tt_armed *armed)
{
	bool pending = tt_timer_queued(t);

	a->index = t->index;
	a->generation = t->generation;
	if ((!armed->truthful || pending > armed->queued) && tt_claimed(lane, TT_RULE_RETURN_TRUTH))
		tt_violation(lane, TT_RULE_RETURN_TRUTH, t, a, pending ? TT_VIOL_PENDING : 0);
	if (pending < armed->queued && tt_claimed(lane, TT_RULE_NOT_LOST))
		tt_violation(lane, TT_RULE_NOT_LOST, t, a, 0);
	if (!armed->placed && tt_claimed(lane, TT_RULE_PINNED))
		tt_violation(lane, TT_RULE_PINNED, t, a, TT_VIOL_PENDING);
}

static bool tt_overlaps(const struct tt_stamp *stamp, const struct tt_attempt *a)
{
	/* Pairs with the release in tt_handler_run(). */
	u64 entry = smp_load_acquire(&stamp->entry);
	u64 exit = READ_ONCE(stamp->exit);

	return entry != TT_NEVER && entry <= a->end && (!exit || exit >= a->begin);
}

/*
 * Returns the run that overlapped the call by their stamps, or NULL. If a tick or a
 * softirq fell between the stamps of the call, the call itself may have been over
 * before the handler began. Then its return value must agree, if it tells that.
 */
static const struct tt_stamp *tt_met(const struct tt_cell *cell, const struct tt_timer *t,
				     const struct tt_attempt *a)
{
	u32 i;

	if (a->disturbed && cell->prim->flags & TT_PRIM_TRI && a->ret != -1)
		return NULL;
	for (i = 0; i < ARRAY_SIZE(t->run.stamp); i++)
		if (tt_overlaps(&t->run.stamp[i], a))
			return &t->run.stamp[i];
	return NULL;
}

/*
 * Whether the caller is the first to count the run as an encounter. An expiry is encountered at
 * most once, and two CPUs may settle their deletions of one timer at the same time.
 */
static bool tt_first_to_meet(const struct tt_lane *lane, struct tt_timer *t,
			     const struct tt_stamp *run)
{
	u64 generation = READ_ONCE(run->generation);
	u64 before = READ_ONCE(t->ledger.encountered);

	if (likely(!lane->third.run))
		return true;
	return before != generation &&
	       cmpxchg(&t->ledger.encountered, before, generation) == before;
}

/* Rule 5: whether @ret is true of the generation whose run is @own, or NULL if none ran */
static bool tt_truth(const struct tt_worker *worker, const struct tt_timer *t,
		     const struct tt_stamp *own, int ret)
{
	const struct tt_cell *cell = worker->lane->cell;
	bool armed = !(cell->scen->traits & TT_TRAIT_IDLE);

	switch (ret) {
	case 1:		/* It was dequeued, so it never runs. */
		return armed && !own;
	case 0:		/* It was not queued: expired, never armed, or dequeued by another. */
		return !armed || own ||
		       ((worker->lane->third.run || cell->scen->traits & TT_TRAIT_SIBLINGS) &&
			READ_ONCE(t->ledger.dequeued_in) == worker->party.entered);
	case -1:	/* It was marked running: it had begun, or was about to. */
		return cell->prim->flags & TT_PRIM_TRI && own;
	default:
		return false;
	}
}

/*
 * Rule 11, for a round at rest: exactly one of the two sides freed each generation,
 * nobody wrote to what was freed, and a deleter without a reference did not use what
 * its handler had freed.
 */
static bool tt_freed_right(const struct tt_lane *lane, const struct tt_timer *t,
			   const struct tt_stamp *own, const struct tt_attempt *a)
{
	u32 traits = lane->cell->scen->traits;

	if (traits & TT_TRAIT_FREES)
		return !READ_ONCE(t->ledger.freed) || READ_ONCE(t->run.payload) == TT_POISON;
	if (own && a->ret == 1)
		return false;
	if (!own && a->ret != 1)
		return false;
	return !(traits & TT_TRAIT_UNHELD) || !own || a->end <= READ_ONCE(own->exit);
}

/*
 * Whether the stamps of a call and its return value cannot both be right: the call lay
 * wholly within a handler and did not return -1, or it returned -1 while no handler was
 * near. The kernel marks a timer as running before its handler's first stamp, and takes
 * the mark away after the last one, which takes about as long as the kernel needs from
 * one handler to the next.
 */
static bool tt_disagrees(const struct tt_worker *worker, const struct tt_timer *t,
			 const struct tt_attempt *a)
{
	const struct tt_lane *lane = worker->lane;
	u64 margin = max(lane->cell->length.handler, READ_ONCE(lane->round.period));
	u32 i;

	for (i = 0; i < ARRAY_SIZE(t->run.stamp); i++) {
		const struct tt_stamp *stamp = &t->run.stamp[i];
		/* Pairs with the release in tt_handler_run(). */
		u64 entry = smp_load_acquire(&stamp->entry);
		u64 exit = READ_ONCE(stamp->exit);

		if (entry == TT_NEVER)
			continue;
		if (a->ret != -1) {
			if (entry <= a->begin && exit && a->end <= exit)
				return true;
			continue;
		}
		/* A later run may have overwritten the one that the call met. */
		if (worker->deletion.rearmed && READ_ONCE(stamp->generation) > a->generation)
			return false;
		if (entry <= a->end + margin && (!exit || exit + margin >= a->begin))
			return false;
	}
	return a->ret == -1;
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

void tt_settle(struct tt_worker *worker, struct tt_attempt *a)
{
	struct tt_lane *lane = worker->lane;
	struct tt_counts *tally = &worker->tally;
	struct tt_timer *t = &lane->timers[a->index];
	const struct tt_stamp *own = tt_stamp_of(t, a->generation);
	struct tt_cell *cell = lane->cell;
	const struct tt_stamp *met = tt_met(cell, t, a);
	u32 kind;
	u8 outcome;

	if (met)
		outcome = tt_first_to_meet(lane, t, met) ? TT_ENCOUNTER : TT_LATE;
	else if (cell->scen->traits & TT_TRAIT_IDLE)
		outcome = TT_LATE;
	else if (!own || READ_ONCE(own->entry) > a->end)
		outcome = TT_EARLY;
	else
		outcome = TT_LATE;

	a->outcome = outcome;
	tally->dequeues += a->ret == 1 && !worker->deletion.arms;
	tt_tally_returned(tally, a->ret);
	WRITE_ONCE(tally->attempts[outcome], tally->attempts[outcome] + 1);
	tally->disturbed += a->disturbed;
	kind = a->disturbed ? TT_HISTOGRAM_DISTURBED : outcome;
	/* Only the deleter's calls are timed. */
	if (worker == &lane->deleter)
		tt_histogram_add(&lane->measured.histogram[kind], a->end - a->begin);
	if (!(cell->scen->traits & (TT_TRAIT_FAR | TT_TRAIT_IDLE)))
		tt_phase_count(worker, t, met ? met : own, a);
	if (cell->prim->flags & TT_PRIM_TRI && tt_disagrees(worker, t, a))
		tally->disagreements++;
	if (met && a->ret != -1 && READ_ONCE(met->exit) > a->end && !worker->deletion.arms)
		tally->outlived++;
	tt_settle_rules(worker, t, own, a);
}
