// SPDX-License-Identifier: GPL-2.0-only
/*
 * Recognises the mechanisms of known findings. A violation that looks alike but has
 * another cause must not be taken for one of them. CONTRACT.md lists the evidence.
 */
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kernel_stat.h>
#include <linux/smp.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "rules/mechanism.h"
#include "timing/wheel.h"

void tt_move_begin(struct tt_timer *t, unsigned long expires)
{
	struct tt_move *move = &t->move;
	u64 generation = READ_ONCE(t->generation);

	if (move->begun != generation || time_before(expires, move->expires))
		WRITE_ONCE(move->expires, expires);
	move->begun = generation;
}

void tt_move_note(const struct tt_worker *third, struct tt_timer *t, unsigned long was)
{
	t->move.generation = READ_ONCE(t->generation);
	t->move.was = was;
	t->move.index = (READ_ONCE(t->timer.flags) & TIMER_ARRAYMASK) >> TIMER_ARRAYSHIFT;
	t->move.softirqs = kstat_softirqs_cpu(TIMER_SOFTIRQ, third->lane->pair.base_cpu);
}

/*
 * mod_timer() leaves a queued timer where it is if the new expiry belongs to the bucket
 * that the timer is in. If that bucket is being expired, the timer runs at once.
 */
static struct tt_cause tt_why_early(const struct tt_timer *t)
{
	const struct tt_move *move = &t->move;
	struct tt_cause cause = { .early = t->run.early };
	u32 cpu = raw_smp_processor_id();

	/* Pairs with the release in tt_arm_shared(). */
	smp_rmb();
	if (move->generation != READ_ONCE(t->generation))
		return cause;
	cause.moved = READ_ONCE(move->expires) - move->was;
	cause.level = move->index / TT_WHEEL_BUCKETS;
	if (tt_wheel_index(READ_ONCE(move->expires), cause.level) == move->index)
		cause.flags |= TT_VIOL_SAME_BUCKET;
	/* Only a timer that is not pinned runs elsewhere, where the softirq cannot be told. */
	if (cpu == t->lane->pair.base_cpu ?
	    move->softirqs == kstat_softirqs_cpu(TIMER_SOFTIRQ, cpu) :
	    !(READ_ONCE(t->timer.flags) & TIMER_PINNED))
		cause.flags |= TT_VIOL_SAME_SOFTIRQ;
	/* In that bucket it was due already. */
	if (cause.flags == (TT_VIOL_SAME_BUCKET | TT_VIOL_SAME_SOFTIRQ) &&
	    cause.early <= cause.moved)
		cause.mechanism = TT_MECHANISM_LEFT_IN_BUCKET;
	return cause;
}

struct tt_cause tt_cause_of(u32 rule, const struct tt_timer *t, u32 flags)
{
	/* Nobody moves a witness of rule 13, which has no @t. */
	if (t && rule == TT_RULE_NOT_EARLY && flags & TT_VIOL_BY_HANDLER)
		return tt_why_early(t);
	/* A handler that begins after the promise cannot have moved its timer before. */
	if (t && rule == TT_RULE_NO_RUN_AFTER_SYNC && flags == TT_VIOL_IN_HANDLER)
		return (struct tt_cause) { .mechanism = READ_ONCE(t->run.moved) };
	return (struct tt_cause) { .mechanism = TT_MECHANISM_NONE };
}
