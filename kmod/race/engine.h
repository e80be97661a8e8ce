/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the alignment engines share. An engine brings a deletion and its
 * timer's handler together:
 *
 *  - direct: arm and delete in one loop; the timer never fires (pending, idle).
 *  - free:   arm for the next jiffy on another CPU and delete, as fast as it
 *            goes: the honest baseline, align=none.
 *  - spin:   rounds of one timer; the deleter predicts the expiry and adds a
 *            random delay, as LTP's fuzzy_sync does.
 *  - chase:  rounds of a batch for one jiffy; their handlers run back to back
 *            and the deleter follows the index that they publish.
 *  - defeat: trials of a script, which brings a race about (defeat.h).
 *
 * In a round the armer (armer.c) arms and the deleter joins (round.c) and
 * follows (chaser.c) or predicts (spinner.c). In some scenarios a third CPU
 * joins too, and interferes (third.c).
 */
#ifndef TT_ENGINE_H
#define TT_ENGINE_H

#include <linux/jiffies.h>

#include "race/aim.h"
#include "race/race.h"

#define TT_ROUND_GRACE		msecs_to_jiffies(100)

/* What the workers of each engine run. */
void tt_run_direct(struct tt_worker *worker);
void tt_run_free(struct tt_worker *worker);
void tt_run_companion(struct tt_worker *worker);
void tt_run_armer(struct tt_worker *worker);
void tt_run_spinner(struct tt_worker *worker);
void tt_run_chaser(struct tt_worker *worker);
void tt_run_third(struct tt_worker *worker);
void tt_run_defeat_deleter(struct tt_worker *worker);
void tt_run_defeat_armer(struct tt_worker *worker);
void tt_run_defeat_third(struct tt_worker *worker);

/* third.c: what it does to a timer, by scenario */
void tt_meddle_readd(struct tt_worker *worker, struct tt_timer *t);
void tt_meddle_migrate(struct tt_worker *worker, struct tt_timer *t);
void tt_meddle_remod(struct tt_worker *worker, struct tt_timer *t);
void tt_meddle_contend(struct tt_worker *worker, struct tt_timer *t);
void tt_meddle_readd_on(struct tt_worker *worker, struct tt_timer *t);

/* engines.c */
void tt_engine_set(struct tt_lane *lane);
u64 tt_random(u64 *state);
u64 tt_random_seed(u64 seed, u64 salt);

/* Below @bound, which is not 0 */
static inline u64 tt_random_below(struct tt_worker *worker, u32 bound)
{
	return (tt_random(&worker->random) >> 32) * bound >> 32;
}

/* One turn of a wait for another CPU */
void tt_pause(const struct tt_cell *cell);

/* Watches a spinning worker's clock for pauses: preemption, or a stolen CPU. */
u64 tt_gap_note(struct tt_lane *lane, u64 last);

/*
 * No cpu_relax() where a deleter waits for its moment: PAUSE takes up to 140
 * cycles on real CPUs, and under TCG it leaves the translated code for
 * microseconds.
 */
static inline void tt_spin_until(u64 deadline)
{
	while ((s64)(tt_clock() - deadline) < 0)
		;
}

/* round.c: waits for a round after @last and takes part in it; 0 if the cell stops. */
u64 tt_round_enter(struct tt_worker *worker, u64 last);
/* Hands the timers back to the armer; settles the first @tried attempts once all is at rest. */
void tt_round_leave(struct tt_worker *worker, u64 round, u32 tried);

static inline bool tt_round_open(const struct tt_lane *lane, u64 round)
{
	return READ_ONCE(lane->open) == round && !tt_stopped(lane->cell);
}

#endif /* TT_ENGINE_H */
