/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A cell: what one TT_START asked for, its lanes, how it is stopped, and what
 * its monitor keeps.
 */
#ifndef TT_CELL_H
#define TT_CELL_H

#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>

#include <timertorture.h>

#include "catalogue.h"
#include "cell/lane.h"

#define TT_EVIDENCE		16	/* violations a rule that come with evidence */
#define TT_HUNG_SECONDS		10
#define TT_IRQSAFE_NS		100000	/* at most, of handlers with interrupts off */

struct tt_era;
struct tt_stream;

/* A violation's evidence; the slot is claimed by an atomic counter. */
struct tt_evidence {
	struct tt_rec_violation record;
	u32 ready;
};

enum tt_cell_state {
	TT_CELL_RUNNING,
	TT_CELL_ENDED,	/* at rest: its last records can be made */
	TT_CELL_LEAKED,	/* likewise, but something still uses its memory */
};

/**
 * struct tt_cell - one TT_START, from its check to its last record
 * @want: as user space asked
 * @prim: the primitive
 * @era: what it is a model of, else NULL
 * @scen: the scenario
 * @stream: where the monitor puts records
 * @claims: mask of the rules that are checked
 * @sleep: workers sleep at barriers instead of spinning
 * @handler_ticks: length of a handler
 * @tick_ticks: of the clock in a jiffy
 * @gap_ticks: a longer pause of a spinning worker counts as stolen time
 * @lanes: one a pair
 * @lane_count: how many
 * @worker_count: how many kthreads race
 * @arrived: workers at the start barrier
 * @go: the barrier is open
 * @through: lanes that have made all their trials
 * @early: workers that went through before all had arrived
 * @begun: workers that left the warp test
 * @warp_lock: serialises two reads of the clock
 * @stop: everybody leaves
 * @reason: TT_END_*, set before @stop
 * @begin_ns: CLOCK_MONOTONIC when all had begun
 * @begin_clock: ticks at that moment
 * @inject_from: ticks from which a violation brings on the injected fault
 * @inject_now: it has
 * @elapsed_ns: from then to the stop
 * @wait: for the monitor, and for sleepers at the barrier
 * @readers: woken when there are records
 * @hotplug: the kthread that takes CPUs off line, NULL if none does
 * @monitor: the kthread that keeps time, reports, and tears down
 * @ended: the monitor is through; only kthread_stop() is left
 * @state: see enum tt_cell_state; written by the monitor before @ended
 * @violations: by rule, over all lanes
 * @traced: a lane's traces are or were kept for its report
 * @traces_reported: they were
 * @suspect: a native primitive broke a rule that leaves the wheel in doubt
 * @evidence: the first of each rule
 * @reported: of each rule, how many went to the stream
 * @slice_before: buckets of the aimed outcome at the end of the last slice
 * @slice_now: and now
 * @slices: done
 * @calibrations: reported
 * @record: room for the monitor's largest record
 */
struct tt_cell {
	struct tt_start want;
	struct tt_prim *prim;
	const struct tt_era *era;
	struct tt_scen *scen;
	struct tt_stream *stream;
	u32 claims;
	bool sleep;
	u64 handler_ticks;
	u64 tick_ticks;
	u64 gap_ticks;

	struct tt_lane *lanes;
	u32 lane_count;
	u32 worker_count;

	atomic_t arrived;
	u32 go;
	atomic_t through;
	atomic_t early;
	atomic_t begun;
	raw_spinlock_t warp_lock;

	u32 stop;
	u32 reason;
	u64 begin_ns;
	u64 begin_clock;
	u64 inject_from;
	u32 inject_now;
	u64 elapsed_ns;
	wait_queue_head_t wait;
	wait_queue_head_t *readers;

	struct task_struct *hotplug;
	struct task_struct *monitor;
	struct completion ended;
	enum tt_cell_state state;

	atomic_t violations[TT_RULES];
	atomic_t suspect;
	atomic_t traced;
	bool traces_reported;
	struct tt_evidence (*evidence)[TT_EVIDENCE];
	u32 reported[TT_RULES];
	u64 *slice_before;
	u64 *slice_now;
	u32 slices;
	u32 calibrations;
	void *record;
};

static inline bool tt_stopped(const struct tt_cell *cell)
{
	return READ_ONCE(cell->stop);
}

static inline bool tt_claimed(const struct tt_lane *lane, u32 rule)
{
	return lane->cell->claims & 1 << rule;
}

/* Timers a batch: see cell.c */
u32 tt_batch_limit(const struct tt_scen *scen, u32 handler_ns, u32 timer_flags);
struct tt_cell *tt_cell_create(const struct tt_start *want, struct tt_prim *prim,
			       struct tt_scen *scen, const struct tt_pair *pairs, u32 count);
int tt_cell_launch(struct tt_cell *cell, struct tt_stream *stream, wait_queue_head_t *readers);
void tt_cell_stop(struct tt_cell *cell, u32 reason);
bool tt_cell_uses_cpu(const struct tt_cell *cell, unsigned int cpu);
void tt_cell_owners_stop(struct tt_cell *cell);
bool tt_cell_wait(struct tt_cell *cell);
void tt_cell_free(struct tt_cell *cell);

/* monitor.c */
struct task_struct *tt_monitor_create(struct tt_cell *cell);

#endif /* TT_CELL_H */
