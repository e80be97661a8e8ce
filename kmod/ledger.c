// SPDX-License-Identifier: GPL-2.0-only
/*
 * The ledger: what the handlers and the deletions did, and whether it keeps
 * the contract. The rules' statements are in the uapi header's numbers and in
 * the project's CONTRACT; each check names its rule.
 *
 * Nothing here trusts the timer's own expires or flags: a re-arm may have
 * changed them already.
 */
#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/kernel_stat.h>
#include <linux/sched/clock.h>
#include <linux/timer.h>

#include "race.h"

static void tt_handler(struct timer_list *timer);

void tt_timer_init(struct tt_lane *lane, struct tt_timer *t, u32 index)
{
	t->lane = lane;
	t->index = index;
	t->rearms_left = TT_REARM_BUDGET;
	t->stamp[0].entry = TT_NEVER;
	t->stamp[1].entry = TT_NEVER;
	timer_setup(&t->timer, tt_handler, TIMER_PINNED);
}

/* After a shutdown call: makes the timer usable again. Its owner calls, in process context. */
void tt_timer_renew(struct tt_timer *t)
{
	if (likely(!t->shut))
		return;
	/* timer_shutdown() may have left its handler running */
	timer_delete_sync(&t->timer);
	timer_setup(&t->timer, tt_handler, TIMER_PINNED);
	WRITE_ONCE(t->shut, 0);
}

/* Right before an arm; the arm's lock hands it to the handler. */
void tt_timer_next_generation(struct tt_timer *t)
{
	WRITE_ONCE(t->dead, 0);
	WRITE_ONCE(t->generation, t->generation + 1);
}

/* The run that consumed @generation, or NULL if there was none (yet). */
const struct tt_stamp *tt_stamp_of(const struct tt_timer *t, u64 generation)
{
	const struct tt_stamp *stamp = &t->stamp[generation & 1];

	/* Pairs with the release in tt_handler(). */
	if (smp_load_acquire(&stamp->entry) == TT_NEVER ||
	    READ_ONCE(stamp->generation) != generation)
		return NULL;
	return stamp;
}

u32 tt_claims(const struct tt_prim *prim, const struct tt_scen *scen)
{
	bool null = prim->kind == TT_KIND_NULL;
	bool runs = !(scen->traits & (TT_TRAIT_FAR | TT_TRAIT_IDLE));
	bool rearm = scen->traits & TT_TRAIT_REARM;
	bool sync = prim->flags & TT_PRIM_SYNC;
	u32 claims = 1 << TT_RULE_CONSERVATION | 1 << TT_RULE_HUNG;

	if (runs)
		claims |= 1 << TT_RULE_NO_OVERLAP;
	if (null)
		return claims;
	if (sync && runs)
		claims |= 1 << TT_RULE_NO_RUN_AFTER_SYNC;
	/* For a call that does not wait, the handler counts as somebody else who arms. */
	if ((sync || !rearm) && !(scen->traits & TT_TRAIT_IDLE))
		claims |= 1 << TT_RULE_NOT_PENDING;
	/* With re-arms only the sums say which generation a return value spoke of. */
	if (!rearm)
		claims |= 1 << TT_RULE_RETURN_TRUTH;
	return claims;
}

static bool tt_claimed(const struct tt_lane *lane, u32 rule)
{
	return lane->cell->claims & 1 << rule;
}

static struct tt_rec_violation *tt_violation_claim(struct tt_lane *lane, u32 rule)
{
	struct tt_cell *cell = lane->cell;
	const struct tt_prim *prim = cell->prim;
	int number = atomic_inc_return(&cell->violations[rule]);
	struct tt_rec_violation *v;

	atomic64_inc(&lane->violated[rule]);
	if (unlikely(cell->want.inject) && READ_ONCE(cell->inject_from) &&
	    tt_clock() > cell->inject_from)
		WRITE_ONCE(cell->inject_now, 1);
	if (prim->kind != TT_KIND_BROKEN &&
	    (rule == TT_RULE_NO_RUN_AFTER_SYNC || rule == TT_RULE_CONSERVATION ||
	     rule == TT_RULE_NO_OVERLAP || rule == TT_RULE_FREED))
		atomic_set(&cell->suspect, 1);
	/* A kernel that dies a moment later has told. */
	if (number == 1)
		pr_alert("timertorture: cell %u: rule %u broken by %s in %s, pair %u\n",
			 cell->want.cell, rule, prim->name, cell->scen->name, lane->index);
	if (number > TT_EVIDENCE || number < 1)
		return NULL;
	v = &cell->evidence[rule][number - 1].record;
	v->hdr.type = TT_REC_VIOLATION;
	v->hdr.len = sizeof(*v);
	v->cell = cell->want.cell;
	v->rule = rule;
	v->pair = lane->index;
	v->cpu = raw_smp_processor_id();
	v->timer = TT_NO_TIMER;
	return v;
}

static void tt_violation_publish(struct tt_rec_violation *v)
{
	struct tt_evidence *slot = container_of(v, struct tt_evidence, record);

	/* Pairs with the acquire in the monitor (cell.c). */
	smp_store_release(&slot->ready, 1);
}

/* @t seen to break @rule; @a is the call concerned, NULL if the handler saw it. Any context. */
static void tt_violation(struct tt_lane *lane, u32 rule, const struct tt_timer *t,
			 const struct tt_attempt *a, u32 flags)
{
	struct tt_rec_violation *v = tt_violation_claim(lane, rule);
	const struct tt_stamp *stamp;

	if (!v)
		return;
	v->timer = t->index;
	v->flags = flags;
	v->generation = a ? a->generation : READ_ONCE(t->generation);
	if (a) {
		v->ret = a->ret;
		v->begin = a->begin;
		v->end = a->end;
	}
	stamp = tt_stamp_of(t, v->generation);
	/* Caught in the act after it had re-armed itself: the run is of the arm before. */
	if (!stamp && flags & TT_VIOL_IN_HANDLER)
		stamp = tt_stamp_of(t, --v->generation);
	if (stamp) {
		v->entry = READ_ONCE(stamp->entry);
		v->exit = READ_ONCE(stamp->exit);
	}
	tt_violation_publish(v);
}

void tt_violation_hung(struct tt_lane *lane)
{
	struct tt_rec_violation *v = tt_violation_claim(lane, TT_RULE_HUNG);

	if (v)
		tt_violation_publish(v);
}

static void tt_handler_spin(const struct tt_cell *cell, u64 entry)
{
	while (tt_clock() - entry < cell->handler_ticks)
		;	/* no cpu_relax(): see tt_spin_until() */
}

/* Injected faults prove that the controller tells a dead kernel from a live one. */
static void tt_handler_inject(struct tt_cell *cell)
{
	u64 entry;

	if (cell->want.inject == TT_INJECT_PANIC) {
		if (READ_ONCE(cell->inject_now))
			panic("timertorture: injected\n");
	} else if (cell->want.inject == TT_INJECT_STUCK) {
		entry = tt_clock();
		while (tt_ticks_to_ns(tt_clock() - entry) < 30 * NSEC_PER_SEC)
			cpu_relax();
	}
}

static void tt_handler_rearm(struct tt_timer *t)
{
	if (!t->rearms_left || tt_stopped(t->lane->cell))
		return;
	t->rearms_left--;
	WRITE_ONCE(t->generation, t->generation + 1);
	if (mod_timer(&t->timer, jiffies))
		t->self_rearms++;
	else if (READ_ONCE(t->shut))
		/*
		 * Undone by a shutdown, or not. One that took the base's lock
		 * before the arm set the mark before that, so it is seen here.
		 */
		t->doubtful_arms++;
	else
		t->self_arms++;
}

static void tt_handler(struct timer_list *timer)
{
	struct tt_timer *t = timer_container_of(t, timer, timer);
	struct tt_lane *lane = t->lane;
	struct tt_cell *cell = lane->cell;
	u64 generation = READ_ONCE(t->generation);
	struct tt_stamp *stamp = &t->stamp[generation & 1];
	u64 entry = tt_clock();
	u64 exit;

	/* Rule 6. The mark pairs with the acquire in tt_delete(). */
	if (unlikely(xchg(&t->in_handler, 1)))
		tt_violation(lane, TT_RULE_NO_OVERLAP, t, NULL,
			     TT_VIOL_BY_HANDLER | TT_VIOL_IN_HANDLER);
	/* The deleter is waiting for this. */
	WRITE_ONCE(lane->current_index, lane->round << 16 | (t->index + 1));

	WRITE_ONCE(stamp->entry, TT_NEVER);
	/* No reader may take the old run's entry with the new run's exit. */
	smp_wmb();
	WRITE_ONCE(stamp->exit, 0);
	WRITE_ONCE(stamp->generation, generation);
	/* Pairs with the acquire in tt_stamp_of(). */
	smp_store_release(&stamp->entry, entry);

	/* Rule 1, second half. Pairs with the release in tt_delete(). */
	if (unlikely(smp_load_acquire(&t->dead)))
		tt_violation(lane, TT_RULE_NO_RUN_AFTER_SYNC, t, NULL,
			     TT_VIOL_BY_HANDLER | TT_VIOL_IN_HANDLER);
	if (cell->scen->traits & TT_TRAIT_REARM)
		tt_handler_rearm(t);
	tt_handler_spin(cell, entry);
	if (unlikely(cell->want.inject))
		tt_handler_inject(cell);

	WRITE_ONCE(lane->fired, lane->fired + 1);
	WRITE_ONCE(t->runs, t->runs + 1);
	exit = tt_clock();
	/* Back to back with the one before, the kernel's part belongs to it too. */
	lane->busy_ticks += exit - (entry - lane->last_exit < cell->gap_ticks ? lane->last_exit :
				    entry);
	lane->last_exit = exit;
	lane->handler_min = min(lane->handler_min, exit - entry);
	lane->handler_max = max(lane->handler_max, exit - entry);
	WRITE_ONCE(stamp->exit, exit);
	/* The last act: from here on the memory may be gone. Pairs with tt_delete(). */
	smp_store_release(&t->in_handler, 0);
}

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

/*
 * The timed call, and the rules that must be judged at once. Nothing that can
 * wait is done here: the deleter has just seen the handler begin, and the next
 * one is near. The rest is tt_settle()'s.
 */
void tt_delete(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a)
{
	int ret;

	if (worker->shutdown)
		/* the call's own lock orders it before the shutdown; see tt_handler_rearm() */
		WRITE_ONCE(t->shut, 1);
	a->begin = tt_clock();
	ret = worker->call(&t->timer);
	a->end = tt_clock();

	a->ret = ret;
	a->index = t->index;
	a->generation = READ_ONCE(t->generation);
	if (ret >= 0 && worker->claims & 1 << TT_RULE_NO_RUN_AFTER_SYNC) {
		/* Pairs with the handler's release of its mark. */
		if (unlikely(smp_load_acquire(&t->in_handler)))
			tt_violation(worker->lane, TT_RULE_NO_RUN_AFTER_SYNC, t, a,
				     TT_VIOL_IN_HANDLER);
		/* Pairs with the acquire in tt_handler(). */
		smp_store_release(&t->dead, 1);
	}
	if (ret == 1) {
		if (unlikely(timer_pending(&t->timer)) &&
		    worker->claims & 1 << TT_RULE_NOT_PENDING)
			tt_violation(worker->lane, TT_RULE_NOT_PENDING, t, a, TT_VIOL_PENDING);
		WRITE_ONCE(t->gone, worker->lane->entered);
	}
	a->disturbed = tt_disturbed(worker, a->end - a->begin);
}

/*
 * A deletion of a timer that cannot fire went otherwise than expected: rules 3
 * and 5. One that did as expected, and left nothing queued, needs no look.
 */
void tt_judge_direct(struct tt_lane *lane, struct tt_timer *t, struct tt_attempt *a, int expected)
{
	bool pending = timer_pending(&t->timer);

	a->index = t->index;
	a->generation = t->generation;
	if (a->ret != 0 && a->ret != 1)
		lane->returned[a->ret == -1 ? 0 : 3]++;
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

/* Where in the handler's time the call began. */
static unsigned int tt_phase(const struct tt_stamp *stamp, const struct tt_attempt *a,
			     u64 handler_ticks)
{
	u64 entry, exit, length;

	if (!stamp)	/* dequeued before it could begin */
		return a->ahead <= 1 ? TT_PHASE_BEFORE : TT_PHASE_FAR;
	entry = READ_ONCE(stamp->entry);
	exit = READ_ONCE(stamp->exit);
	if (!exit)
		exit = a->end;
	length = max(exit - entry, handler_ticks);
	if (a->begin < entry)
		return entry - a->begin <= length ? TT_PHASE_BEFORE : TT_PHASE_FAR;
	if (a->begin > exit)
		return a->begin - exit <= length ? TT_PHASE_AFTER : TT_PHASE_FAR;
	if (a->begin - entry < length / 8)
		return TT_PHASE_ENTRY;
	return exit - a->begin <= length / 8 ? TT_PHASE_LAST : TT_PHASE_BODY;
}

/*
 * Judges an attempt when its round is at rest: outcome, histogram, phase and
 * rule 5. The deleter calls, for every attempt once.
 */
void tt_settle(struct tt_lane *lane, const struct tt_attempt *a)
{
	const struct tt_timer *t = &lane->timers[a->index];
	const struct tt_stamp *own = tt_stamp_of(t, a->generation);
	const struct tt_stamp *met = NULL;
	struct tt_cell *cell = lane->cell;
	bool tri = cell->prim->flags & TT_PRIM_TRI;
	unsigned int outcome;

	if (tt_overlaps(&t->stamp[0], a))
		met = &t->stamp[0];
	else if (tt_overlaps(&t->stamp[1], a))
		met = &t->stamp[1];

	if (met)
		outcome = TT_ENCOUNTER;
	else if (cell->scen->traits & TT_TRAIT_IDLE)
		outcome = TT_LATE;
	else if (!own || READ_ONCE(own->entry) > a->end)
		outcome = TT_EARLY;
	else
		outcome = TT_LATE;

	lane->dequeues += a->ret == 1;
	lane->returned[a->ret >= -1 && a->ret <= 1 ? a->ret + 1 : 3]++;
	if (a->ret >= 0 && tt_claimed(lane, TT_RULE_NO_RUN_AFTER_SYNC))
		lane->checked[TT_RULE_NO_RUN_AFTER_SYNC]++;
	if (a->ret == 1 && tt_claimed(lane, TT_RULE_NOT_PENDING))
		lane->checked[TT_RULE_NOT_PENDING]++;
	WRITE_ONCE(lane->attempts[outcome], lane->attempts[outcome] + 1);
	if (a->disturbed) {
		lane->disturbed++;
		tt_hist_add(&lane->hist[TT_DISTURBED], a->end - a->begin);
	} else {
		tt_hist_add(&lane->hist[outcome], a->end - a->begin);
	}
	if (!(cell->scen->traits & (TT_TRAIT_FAR | TT_TRAIT_IDLE)))
		lane->phases[tt_phase(met ? met : own, a, cell->handler_ticks)]++;
	if (tri && !!met != (a->ret == -1))
		lane->disagreements++;

	if (tt_claimed(lane, TT_RULE_RETURN_TRUTH)) {
		bool armed = !(cell->scen->traits & TT_TRAIT_IDLE);
		bool truth;

		switch (a->ret) {
		case 1:		/* dequeued: that generation never runs */
			truth = armed && !own;
			break;
		case 0:		/* not queued: it had expired, or was never armed */
			truth = !armed || own;
			break;
		case -1:	/* marked running: it began, or was about to */
			truth = tri && own;
			break;
		default:
			truth = false;
		}
		lane->checked[TT_RULE_RETURN_TRUTH]++;
		if (unlikely(!truth))
			tt_violation(lane, TT_RULE_RETURN_TRUTH, t, a, 0);
	}
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
	for (i = 0; i < TT_OUTCOMES; i++)
		count->attempts[i] = READ_ONCE(lane->attempts[i]);
	count->arms = lane->arms + lane->direct_arms;
	count->rearms = lane->rearms + lane->direct_rearms;
	for (i = 0; i < lane->timer_count; i++) {
		const struct tt_timer *t = &lane->timers[i];

		count->expiries += READ_ONCE(t->runs);
		count->arms += t->self_arms;
		count->rearms += t->self_rearms;
		count->doubtful_arms += t->doubtful_arms;
	}
	count->pending = lane->pending_at_stop;
	count->dequeues = lane->dequeues + lane->cleaned + lane->pending_at_stop;
	memcpy(count->returned, lane->returned, sizeof(count->returned));
	count->disagreements = lane->disagreements;
	count->disturbed = lane->disturbed;
	count->batches = lane->rounds;
	count->batch = lane->batch;
	count->deleter_cpu = lane->deleter_cpu;
	count->base_cpu = lane->base_cpu;
	count->node = lane->node;
	count->gap_max = lane->gap_max;
	count->gap_total = lane->gap_total;
	count->handler_min = lane->handler_max ? lane->handler_min : 0;
	count->handler_max = lane->handler_max;
	memcpy(count->phases, lane->phases, sizeof(count->phases));
	memcpy(count->checked, lane->checked, sizeof(count->checked));
	if (tt_claimed(lane, TT_RULE_NO_OVERLAP))
		count->checked[TT_RULE_NO_OVERLAP] = count->expiries;
	/* Of the direct engine: judged by expectation, so counted as calls. */
	if (tt_claimed(lane, TT_RULE_NOT_PENDING))
		count->checked[TT_RULE_NOT_PENDING] += min(lane->calls, lane->returned[2]);
	if (tt_claimed(lane, TT_RULE_RETURN_TRUTH))
		count->checked[TT_RULE_RETURN_TRUTH] += lane->calls;
	count->checked[TT_RULE_HUNG] = lane->returned[0] + lane->returned[1] +
				       lane->returned[2] + lane->returned[3];
	for (i = 0; i < TT_RULES; i++)
		count->violated[i] = atomic64_read(&lane->violated[i]);
}

/* Rule 4, at quiescence: workers gone, timers deleted, no handler running. */
void tt_ledger_close(struct tt_lane *lane)
{
	struct tt_rec_counters count;
	struct tt_rec_violation *v;
	u64 ended;

	tt_lane_count(lane, &count);
	lane->checked[TT_RULE_CONSERVATION]++;
	ended = count.expiries + count.dequeues;
	if (ended >= count.arms && ended - count.arms <= count.doubtful_arms)
		return;
	v = tt_violation_claim(lane, TT_RULE_CONSERVATION);
	if (!v)
		return;
	v->generation = count.arms;
	v->begin = count.expiries;
	v->end = count.dequeues;
	v->entry = count.pending;
	v->exit = count.doubtful_arms;
	tt_violation_publish(v);
}
