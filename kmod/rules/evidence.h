/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is kept of a broken rule, and traces. A trace holds the last events of one
 * context of a lane, until the first violation freezes it.
 */
#ifndef TT_EVIDENCE_H
#define TT_EVIDENCE_H

#include <linux/smp.h>
#include <linux/types.h>

#include <timertorture.h>

#include "cell/lane.h"
#include "cell/timer.h"

#define TT_EVENTS		1024	/* A context remembers so many; a power of two. */
#define TT_EVENTS_TOLD		64	/* So many are reported, and as many of one timer. */

/**
 * struct tt_trace - the last events of one context; only this context writes it
 * @next: number of events so far
 * @event: ring of the last ones
 */
struct tt_trace {
	u32 next;
	struct tt_event event[TT_EVENTS];
};

static inline struct tt_event *tt_trace_next(struct tt_trace *trace)
{
	return &trace->event[trace->next++ % TT_EVENTS];
}

/* Remembers an event, unless the traces of the lane are frozen. */
static inline void tt_trace(struct tt_lane *lane, enum tt_context context, u64 clock,
			    const struct tt_timer *t, u32 what, s32 value)
{
	struct tt_event *event;

	if (unlikely(READ_ONCE(lane->findings.frozen)))
		return;
	event = tt_trace_next(&lane->findings.trace[context]);
	event->clock = clock;
	event->generation = READ_ONCE(t->generation);
	event->timer = t->index;
	event->cpu = raw_smp_processor_id();
	event->what = what;
	event->value = value;
}

/*
 * Records that @t broke @rule. @t is NULL for a witness of rule 13. @a is the deletion
 * concerned, or NULL if a handler saw it. @flags are TT_VIOL_*. Any context.
 */
void tt_violation(struct tt_lane *lane, u32 rule, const struct tt_timer *t,
		  const struct tt_attempt *a, u32 flags);

/* Records that the sums of a lane at rest broke rule 4. */
void tt_violation_sum(struct tt_lane *lane, const struct tt_counts *counts);

/* Records that rule 12 is broken. */
void tt_violation_hung(struct tt_lane *lane);

/*
 * Adds the deletions of the worker's last round to its trace once the traces are
 * frozen, up to the violation. A deletion is not traced when it happens, because
 * that would cost the deleter the next handler. The worker calls it between
 * rounds, or the monitor when the worker is gone.
 */
void tt_trace_attempts(struct tt_worker *worker);

#endif /* TT_EVIDENCE_H */
