/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A cell at work: the timers, workers, lanes and traces that it is made of, and
 * what is done with them.
 */
#ifndef TT_RACE_H
#define TT_RACE_H

#include "cell/cell.h"
#include "timing/clock.h"
#include "rules/evidence.h"
#include "cell/lane.h"
#include "cell/timer.h"
#include "cell/worker.h"

/* ledger.c: the deletion, the checks, the sums */
void tt_delete(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a);
void tt_judge_direct(struct tt_lane *lane, struct tt_timer *t, struct tt_attempt *a, int expected);
void tt_settle(struct tt_worker *worker, struct tt_attempt *a);
void tt_lane_count(const struct tt_lane *lane, struct tt_rec_counters *count);
void tt_ledger_close(struct tt_lane *lane);
u32 tt_claims(const struct tt_prim *prim, const struct tt_scen *scen,
	      const struct tt_start *want);

/* round.c: judges what a worker has left, its round or its cell at rest */
void tt_round_settle(struct tt_worker *worker);

/* phase.c */
void tt_phase_count(struct tt_worker *worker, const struct tt_timer *t,
		    const struct tt_stamp *stamp, const struct tt_attempt *a);

/* hotplug.c */
bool tt_hotplug_is_ours(unsigned int cpu);
void tt_hotplug_ask(struct tt_lane *lane);
struct task_struct *tt_hotplug_create(struct tt_cell *cell);

#endif /* TT_RACE_H */
