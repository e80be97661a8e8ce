/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a deleter acts on a timer: by the call alone, or in the way that its scenario
 * chooses.
 */
#ifndef TT_ATTEMPT_H
#define TT_ATTEMPT_H

#include <linux/compiler.h>

#include "cell/worker.h"
#include "rules/ledger.h"

struct tt_timer;

/*
 * Calls the primitive in a softirq of this CPU. The softirq is raised at once, and it is
 * over when this returns.
 */
void tt_attempt_in_softirq(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a);

/* The same in a hard interrupt of this CPU. */
void tt_attempt_in_hardirq(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a);

/*
 * Calls the primitive while holding the lock that the handlers take, which nobody may do with a
 * call that waits.
 */
void tt_attempt_locked(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a);

/* Arms the timer for this jiffy by the primitive, which is one that arms. */
void tt_attempt_to_arm(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a);

static inline void tt_attempt(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a)
{
	if (likely(!worker->deletion.attempt))
		tt_delete(worker, t, a);
	else
		worker->deletion.attempt(worker, t, a);
}

#endif /* TT_ATTEMPT_H */
