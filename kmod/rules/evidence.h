/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is kept of a broken rule, and the traces: a lane's last events, by
 * context, until the first violation freezes them.
 */
#ifndef TT_EVIDENCE_H
#define TT_EVIDENCE_H

#include <linux/smp.h>
#include <linux/types.h>

#include <timertorture.h>

#include "cell/lane.h"
#include "cell/timer.h"

#define TT_EVENTS		1024	/* that a context remembers; a power of two */
#define TT_EVENTS_TOLD		64	/* the last of them, and of those of one timer */

/* The last events of one context of one CPU; written there only. */
struct tt_trace {
	u32 next;
	struct tt_event event[TT_EVENTS];
};

static inline struct tt_event *tt_trace_next(struct tt_trace *trace)
{
	return &trace->event[trace->next++ % TT_EVENTS];
}

/* Remembers an event; what happens after a violation is not remembered. */
static inline void tt_trace(struct tt_lane *lane, enum tt_context context, u64 clock,
			    const struct tt_timer *t, u32 what, s32 value)
{
	struct tt_event *event;

	if (unlikely(READ_ONCE(lane->frozen)))
		return;
	event = tt_trace_next(&lane->trace[context]);
	event->clock = clock;
	event->generation = READ_ONCE(t->generation);
	event->timer = t->index;
	event->cpu = raw_smp_processor_id();
	event->what = what;
	event->value = value;
}

void tt_violation(struct tt_lane *lane, u32 rule, const struct tt_timer *t,
		  const struct tt_attempt *a, u32 flags);
void tt_violation_sum(struct tt_lane *lane, const struct tt_rec_counters *count);
void tt_violation_hung(struct tt_lane *lane);
void tt_trace_attempts(struct tt_worker *worker);

#endif /* TT_EVIDENCE_H */
