// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is kept of a broken rule: a record of the first sixteen, a line on the
 * console for the first, and the events that led to a cell's very first one.
 */
#include <linux/kernel.h>

#include "race/race.h"

#define TT_NO_TIMER	0xffffffffU

/* A correct kernel cannot break it, whatever the deleter does. */
static bool tt_leaves_doubt(const struct tt_cell *cell, u32 rule)
{
	if (cell->prim->kind == TT_KIND_BROKEN || cell->prim->kind == TT_KIND_HISTORICAL ||
	    cell->scen->traits & (TT_TRAIT_ESCAPE | TT_TRAIT_UNHELD))
		return false;
	return rule == TT_RULE_NO_RUN_AFTER_SYNC || rule == TT_RULE_CONSERVATION ||
	       rule == TT_RULE_NO_OVERLAP || rule == TT_RULE_FREED;
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
	if (tt_leaves_doubt(cell, rule))
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

	/* Pairs with the acquire in tt_report_violations(). */
	smp_store_release(&slot->ready, 1);
}

/* Which of a lane's contexts runs this. */
static enum tt_context tt_context_here(const struct tt_lane *lane, bool handler)
{
	u32 cpu = raw_smp_processor_id();
	enum tt_context worker = TT_BY_THIRD;

	if (cpu == lane->deleter_cpu)
		worker = TT_BY_DELETER;
	else if (cpu == lane->base_cpu)
		worker = TT_BY_ARMER;
	return handler ? TT_IN_SOFTIRQ + worker : worker;
}

/* The first violation of a cell stops its lane's traces, so that they show what led to it. */
static void tt_trace_freeze(struct tt_lane *lane, u32 rule, const struct tt_timer *t, u32 flags)
{
	struct tt_cell *cell = lane->cell;

	if (atomic_read(&cell->traced) || atomic_cmpxchg(&cell->traced, 0, 1))
		return;
	tt_trace(lane, tt_context_here(lane, flags & TT_VIOL_BY_HANDLER), tt_clock(), t,
		 TT_EVENT_VIOLATION, rule);
	lane->traced_rule = rule;
	lane->traced_timer = t->index;
	lane->traced_clock = tt_clock();
	/* pairs with the acquires in tt_trace_attempts() and tt_report_traces() */
	smp_store_release(&lane->frozen, 1);
}

/*
 * A deleter's calls are not traced one by one: that would cost it the next
 * handler. Once the traces are frozen the calls of its last round, up to the
 * violation, are added to its own. It calls itself, between rounds, or the
 * monitor when it is gone.
 */
void tt_trace_attempts(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	u32 i, count = 0;

	/* pairs with the release in tt_trace_freeze() */
	if (likely(!smp_load_acquire(&lane->frozen)) || worker->traced)
		return;
	while (count < worker->attempted && worker->tried[count].begin <= lane->traced_clock)
		count++;
	for (i = count - min_t(u32, count, TT_EVENTS_TOLD); i < count; i++) {
		const struct tt_attempt *a = &worker->tried[i];
		struct tt_event call = {
			.clock = a->begin,
			.generation = a->generation,
			.timer = a->index,
			.cpu = worker->cpu,
			.what = TT_EVENT_DELETE,
		};

		*tt_trace_next(&lane->trace[worker->context]) = call;
		call.clock = a->end;
		call.what = TT_EVENT_DELETED;
		call.value = a->ret;
		*tt_trace_next(&lane->trace[worker->context]) = call;
	}
	/* pairs with the acquire in tt_worker_traced() */
	smp_store_release(&worker->traced, true);
}

/* @t seen to break @rule; @a is the call concerned, NULL if the handler saw it. Any context. */
void tt_violation(struct tt_lane *lane, u32 rule, const struct tt_timer *t,
		  const struct tt_attempt *a, u32 flags)
{
	struct tt_rec_violation *v;
	const struct tt_stamp *stamp;

	/* First: a line on the console takes milliseconds. */
	tt_trace_freeze(lane, rule, t, flags);
	v = tt_violation_claim(lane, rule);
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

/* Rule 4: the sums of a lane at rest. */
void tt_violation_sum(struct tt_lane *lane, const struct tt_rec_counters *count)
{
	struct tt_rec_violation *v = tt_violation_claim(lane, TT_RULE_CONSERVATION);

	if (!v)
		return;
	v->generation = count->arms;
	v->begin = count->expiries;
	v->end = count->dequeues;
	v->entry = count->pending;
	v->exit = count->doubtful_arms;
	tt_violation_publish(v);
}

void tt_violation_hung(struct tt_lane *lane)
{
	struct tt_rec_violation *v = tt_violation_claim(lane, TT_RULE_HUNG);

	if (v)
		tt_violation_publish(v);
}
