/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A cell: what one TT_START asked for, its lanes, how it is stopped, and what
 * its monitor keeps.
 */
#ifndef TT_CELL_H
#define TT_CELL_H

#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/gfp.h>
#include <linux/types.h>
#include <linux/wait.h>

#include <timertorture.h>

#include "catalogue.h"
#include "cell/lane.h"

#define TT_EVIDENCE		16	/* violations of a kind that come with evidence */
/* Violations of one kind have the same rule and, if they have one, the same mechanism. */
#define TT_VIOLATION_KINDS	(TT_RULES + TT_MECHANISMS)
#define TT_HUNG_SECONDS		10
/*
 * When a cell ends, its monitor waits for so long at most for each of: the breakpoints, the
 * workers, the timers, and the CPU that is off line. Whoever closes the device waits for all of
 * them.
 */
#define TT_TEARDOWN_SECONDS	30
#define TT_CLOSE_SECONDS	(4 * TT_TEARDOWN_SECONDS + TT_HUNG_SECONDS)

/* A cell that is too large is refused. It has no other process killed for its memory. */
#define TT_GFP			(GFP_KERNEL | __GFP_RETRY_MAYFAIL | __GFP_NOWARN)

struct task_struct;
struct tt_engine_ops;
struct tt_slot_owner;
struct tt_stalls;
struct tt_stream;

/**
 * struct tt_evidence - the evidence of one violation
 * @record: what user space reads
 * @ready: @record is complete
 */
struct tt_evidence {
	struct tt_rec_violation record;
	u32 ready;
};

enum tt_cell_state {
	TT_CELL_RUNNING,
	TT_CELL_ENDED,	/* at rest: its last records can be made */
	TT_CELL_LEAKED,	/* its last records can be made, but its memory is still in use */
};

/**
 * struct tt_lengths - durations in ticks
 * @handler: of a handler
 * @jiffy: of a jiffy
 * @gap: if a spinning worker did not run for longer, the time counts as stolen
 */
struct tt_lengths {
	u64 handler;
	u64 jiffy;
	u64 gap;
};

/**
 * struct tt_start_barrier - how all workers begin together
 * @workers: number of workers
 * @arrived: workers that have arrived
 * @go: the barrier is open
 * @early: workers that passed it before all had arrived
 * @begun: workers that have left the warp test, too
 */
struct tt_start_barrier {
	u32 workers;
	atomic_t arrived;
	u32 go;
	atomic_t early;
	atomic_t begun;
};

/**
 * struct tt_end - how a cell ends
 * @stop: all workers leave
 * @reason: TT_END_*
 * @lanes_done: lanes that have made all the trials that were asked for
 * @ended: the monitor is done, and only kthread_stop() remains
 * @state: written by the monitor before @ended
 */
struct tt_end {
	u32 stop;
	u32 reason;
	atomic_t lanes_done;
	struct completion ended;
	enum tt_cell_state state;
};

/**
 * struct tt_span - when a cell raced
 * @begin_ns: CLOCK_MONOTONIC when all workers had begun, plus @paused_ns
 * @begin_clock: clock at that moment
 * @elapsed_ns: nanoseconds from then to the stop, without @paused_ns
 * @paused_ns: nanoseconds in which the monitor could not run, because the machine stood still
 */
struct tt_span {
	u64 begin_ns;
	u64 begin_clock;
	u64 elapsed_ns;
	u64 paused_ns;
};

/**
 * struct tt_fault - when an injected fault happens
 * @from: from this clock on a violation triggers the fault
 * @now: the fault is triggered
 */
struct tt_fault {
	u64 from;
	u32 now;
};

/**
 * struct tt_output - where the records of a cell go
 * @stream: the monitor's records
 * @readers: woken when there are records
 * @record: memory for the monitor's largest record
 * @calibrations: calibrations that have been reported
 * @taken: records that had been read when the monitor looked last
 * @patience: since when a record waits for its reader
 */
struct tt_output {
	struct tt_stream *stream;
	wait_queue_head_t *readers;
	void *record;
	u32 calibrations;
	u32 taken;
	struct tt_patience patience;
};

/**
 * struct tt_verdicts - broken rules of all lanes
 * @violations: by kind, how many there were
 * @suspect: a native primitive broke a rule that leaves the timer wheel in doubt
 * @traced: the traces of one lane are kept, or were kept, for the report
 * @traces_reported: the traces have been reported
 * @evidence: evidence of the first violations of each kind
 * @reported: by kind, how many of them have been reported
 */
struct tt_verdicts {
	atomic_t violations[TT_VIOLATION_KINDS];
	atomic_t suspect;
	atomic_t traced;
	bool traces_reported;
	struct tt_evidence (*evidence)[TT_EVIDENCE];
	u32 reported[TT_VIOLATION_KINDS];
};

/**
 * struct tt_slices - the histogram of the aimed outcome, slice by slice
 * @before: buckets at the end of the last slice
 * @now: buckets now
 * @count: slices that have ended
 */
struct tt_slices {
	u64 *before;
	u64 *now;
	u32 count;
};

/**
 * struct tt_slot_owners - kthreads that keep cache lines of models dirty
 * @owner: they, NULL if there are none
 * @count: number of @owner
 */
struct tt_slot_owners {
	struct tt_slot_owner *owner;
	u32 count;
};

/**
 * struct tt_cycler - takes CPUs off line and brings them back
 * @task: the kthread, NULL if there is none
 * @over: nobody asks it any more
 * @done: it has seen that
 */
struct tt_cycler {
	struct task_struct *task;
	u32 over;
	struct completion done;
};

/**
 * struct tt_cell - one TT_START, from its check to its last record
 * @want: what user space asked for
 * @prim: the primitive
 * @scen: the scenario
 * @engine: the engine
 * @claims: mask of the rules that are checked
 * @length: durations in ticks
 * @lanes: one lane for each pair
 * @lane_count: number of @lanes
 * @barrier: the start barrier
 * @end: how it ends
 * @span: when it raced
 * @fault: the injected fault
 * @wait: the monitor waits here, and workers that sleep at the barrier
 * @output: where its records go
 * @owners: keep the lines of models dirty
 * @cycler: takes CPUs off line
 * @stalls: stalls the kernel's timer code, NULL if nobody does
 * @monitor: kthread that keeps time, reports, and takes the cell down
 * @verdicts: broken rules
 * @slices: for the records of slices
 */
struct tt_cell {
	struct tt_start want;
	const struct tt_prim *prim;
	const struct tt_scen *scen;
	const struct tt_engine_ops *engine;
	u32 claims;
	struct tt_lengths length;

	struct tt_lane *lanes;
	u32 lane_count;

	struct tt_start_barrier barrier;
	struct tt_end end;
	struct tt_span span;
	struct tt_fault fault;
	wait_queue_head_t wait;
	struct tt_output output;

	struct tt_slot_owners owners;
	struct tt_cycler cycler;
	struct tt_stalls *stalls;
	struct task_struct *monitor;

	struct tt_verdicts verdicts;
	struct tt_slices slices;
};

static inline bool tt_stopped(const struct tt_cell *cell)
{
	return READ_ONCE(cell->end.stop);
}

static inline bool tt_claimed(const struct tt_lane *lane, u32 rule)
{
	return lane->cell->claims & 1 << rule;
}

/* Workers sleep while they wait for each other, because CPUs are shared or emulated. */
static inline bool tt_cell_sleeps(const struct tt_cell *cell)
{
	return cell->want.flags & TT_START_SLEEP;
}

static inline bool tt_cell_irqsafe(const struct tt_cell *cell)
{
	return cell->want.timer_flags & TT_TIMER_IRQSAFE;
}

/* How long the handlers of a batch of IRQSAFE timers may keep interrupts off, in ns */
static inline u32 tt_irqs_off_budget(const struct tt_scen *scen)
{
	return TT_MAX_IRQSAFE_NS / (scen->flags & TT_SCEN_REARMED ? 2 : 1);
}

/* Tells all workers to leave, and wakes those that sleep. The first reason stands. */
void tt_cell_stop(struct tt_cell *cell, u32 reason);

/*
 * The same for any context: with PREEMPT_RT the handler of an IRQSAFE timer may wake nobody. Who
 * sleeps looks again after a moment by himself.
 */
void tt_cell_stop_unheard(struct tt_cell *cell, u32 reason);

bool tt_cell_uses_cpu(const struct tt_cell *cell, unsigned int cpu);

#endif /* TT_CELL_H */
