// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is kept of a broken rule: a record of each of the first sixteen violations
 * of a kind, a line on the console for the first one, and the events that led to the
 * very first violation of a cell. Violations of a rule whose mechanism is known are a
 * kind of their own, so that they leave room for the evidence of all others.
 */
#include <linux/kernel.h>

#include "cell/cell.h"
#include "permission.h"
#include "rules/evidence.h"
#include "rules/mechanism.h"
#include "stalls/stalls.h"
#include "timing/clock.h"

/*
 * Whether a violation of @rule leaves the timer wheel in doubt. In such a cell a
 * correct kernel cannot break the rule, whatever the deleter does.
 */
static bool tt_leaves_doubt(const struct tt_cell *cell, u32 rule)
{
	if (cell->prim->kind == TT_KIND_BROKEN || cell->prim->kind == TT_KIND_HISTORICAL ||
	    cell->scen->traits & (TT_TRAIT_ESCAPE | TT_TRAIT_UNHELD))
		return false;
	/* Whoever arms a timer again after its deletion leaves it queued when it is freed. */
	if (rule == TT_RULE_FREED && cell->scen->traits & TT_TRAIT_SHARED &&
	    !(cell->prim->flags & TT_PRIM_SHUTDOWN))
		return false;
	return rule == TT_RULE_NO_RUN_AFTER_SYNC || rule == TT_RULE_CONSERVATION ||
	       rule == TT_RULE_NO_OVERLAP || rule == TT_RULE_FREED;
}

/* Counts a violation. Returns the record to fill in, or NULL if there are enough. */
static struct tt_rec_violation *tt_violation_claim(struct tt_lane *lane, u32 rule, u32 mechanism)
{
	struct tt_cell *cell = lane->cell;
	u32 kind = mechanism ? TT_RULES + mechanism : rule;
	int number = atomic_inc_return(&cell->verdicts.violations[kind]);
	struct tt_rec_violation *v;

	atomic64_inc(&lane->findings.violated[rule]);
	atomic64_inc(&lane->findings.explained[mechanism]);
	if (unlikely(cell->want.inject) && READ_ONCE(cell->fault.from) &&
	    tt_clock() > cell->fault.from)
		WRITE_ONCE(cell->fault.now, 1);
	if (tt_leaves_doubt(cell, rule)) {
		atomic_set(&cell->verdicts.suspect, 1);
		/* Each further race on a wheel in doubt may take the machine down. */
		if (!tt_unsafe_allowed() || cell->want.inject == TT_INJECT_DOUBT)
			tt_cell_stop_unheard(cell, TT_END_SUSPECT);
	}
	/* The console is told at once, because the kernel may die a moment later. */
	if (number == 1)
		pr_alert("timertorture: cell %u: rule %u broken by %s in %s, pair %u\n",
			 cell->want.cell, rule, cell->prim->name, cell->scen->name,
			 lane->pair.index);
	if (number > TT_EVIDENCE || number < 1)
		return NULL;
	v = &cell->verdicts.evidence[kind][number - 1].record;
	v->hdr.type = TT_REC_VIOLATION;
	v->hdr.len = sizeof(*v);
	v->cell = cell->want.cell;
	v->rule = rule;
	v->mechanism = mechanism;
	v->pair = lane->pair.index;
	v->cpu = raw_smp_processor_id();
	v->timer = TT_NO_TIMER;
	tt_stalls_note(cell, v);
	return v;
}

static void tt_violation_publish(struct tt_rec_violation *v)
{
	struct tt_evidence *slot = container_of(v, struct tt_evidence, record);

	/* Pairs with the acquire in tt_report_violations(). */
	smp_store_release(&slot->ready, 1);
}

/* Returns the context of the lane that runs this. */
static enum tt_context tt_context_here(const struct tt_lane *lane, bool handler)
{
	u32 cpu = raw_smp_processor_id();
	enum tt_context worker = TT_BY_THIRD;

	if (cpu == lane->pair.deleter_cpu)
		worker = TT_BY_DELETER;
	else if (cpu == lane->pair.base_cpu)
		worker = TT_BY_ARMER;
	return handler ? TT_IN_SOFTIRQ + worker : worker;
}

/*
 * Freezes the traces of the lane at the first violation of the cell, so that they
 * show what led to it.
 */
static void tt_trace_freeze(struct tt_lane *lane, u32 rule, u32 mechanism,
			    const struct tt_timer *t, u32 flags)
{
	struct tt_verdicts *verdicts = &lane->cell->verdicts;
	struct tt_findings *findings = &lane->findings;

	if (atomic_read(&verdicts->traced) || atomic_cmpxchg(&verdicts->traced, 0, 1))
		return;
	findings->rule = rule;
	findings->mechanism = mechanism;
	findings->timer = t ? t->index : TT_NO_TIMER;
	findings->clock = tt_clock();
	*tt_trace_next(&findings->trace[tt_context_here(lane, flags & TT_VIOL_BY_HANDLER)]) =
		(struct tt_event) {
			.clock = findings->clock,
			.generation = t ? READ_ONCE(t->generation) : 0,
			.timer = findings->timer,
			.cpu = raw_smp_processor_id(),
			.what = TT_EVENT_VIOLATION,
			.value = rule,
		};
	/* Pairs with the acquires in tt_trace_attempts() and tt_report_traces(). */
	smp_store_release(&findings->frozen, 1);
}

void tt_trace_attempts(struct tt_worker *worker)
{
	struct tt_attempts *attempts = &worker->attempts;
	struct tt_lane *lane = worker->lane;
	struct tt_trace *trace = &lane->findings.trace[worker->context];
	u32 i, count = 0;

	/* Pairs with the release in tt_trace_freeze(). */
	if (likely(!smp_load_acquire(&lane->findings.frozen)) || attempts->traced)
		return;
	while (count < attempts->kept && attempts->list[count].begin <= lane->findings.clock)
		count++;
	for (i = count - min_t(u32, count, TT_EVENTS_TOLD); i < count; i++) {
		const struct tt_attempt *a = &attempts->list[i];
		struct tt_event call = {
			.clock = a->begin,
			.generation = a->generation,
			.timer = a->index,
			.cpu = worker->cpu,
			.what = TT_EVENT_DELETE,
		};

		*tt_trace_next(trace) = call;
		call.clock = a->end;
		call.what = TT_EVENT_DELETED;
		call.value = a->ret;
		*tt_trace_next(trace) = call;
	}
	/* Pairs with the acquire in tt_worker_traced(). */
	smp_store_release(&attempts->traced, true);
}

void tt_violation(struct tt_lane *lane, u32 rule, const struct tt_timer *t,
		  const struct tt_attempt *a, u32 flags)
{
	struct tt_cause cause = tt_cause_of(rule, t, flags);
	struct tt_rec_violation *v;
	const struct tt_stamp *stamp;

	/* This comes first, because a line on the console takes milliseconds. */
	tt_trace_freeze(lane, rule, cause.mechanism, t, flags);
	v = tt_violation_claim(lane, rule, cause.mechanism);
	if (!v)
		return;
	v->flags = flags | cause.flags;
	v->early = cause.early;
	v->moved = cause.moved;
	v->level = cause.level;
	if (a) {
		v->generation = a->generation;
		v->ret = a->ret;
		v->begin = a->begin;
		v->end = a->end;
	}
	if (!t) {
		tt_violation_publish(v);
		return;
	}
	v->timer = t->index;
	if (!a)
		v->generation = READ_ONCE(t->generation);
	stamp = tt_stamp_of(t, v->generation);
	/* The running handler has armed its timer again, so it consumed the arm before. */
	if (!stamp && flags & TT_VIOL_IN_HANDLER)
		stamp = tt_stamp_of(t, --v->generation);
	if (stamp) {
		v->entry = READ_ONCE(stamp->entry);
		v->exit = READ_ONCE(stamp->exit);
	}
	tt_violation_publish(v);
}

void tt_violation_sum(struct tt_lane *lane, const struct tt_counts *counts)
{
	struct tt_rec_violation *v =
		tt_violation_claim(lane, TT_RULE_CONSERVATION, TT_MECHANISM_NONE);

	if (!v)
		return;
	v->generation = counts->arms;
	v->begin = counts->expiries;
	v->end = counts->dequeues;
	v->entry = counts->pending;
	v->exit = counts->doubtful_arms;
	tt_violation_publish(v);
}

void tt_violation_hung(struct tt_lane *lane)
{
	struct tt_rec_violation *v = tt_violation_claim(lane, TT_RULE_HUNG, TT_MECHANISM_NONE);

	if (v)
		tt_violation_publish(v);
}
