/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A worker: a kthread that stays on its CPU. This file holds what a worker
 * tries, its part in rounds, and what it counts.
 */
#ifndef TT_WORKER_H
#define TT_WORKER_H

#include <linux/cache.h>
#include <linux/compiler.h>
#include <linux/completion.h>
#include <linux/jiffies.h>
#include <linux/types.h>

#include <timertorture.h>

#include "timing/disturbance.h"
#include "timing/pace.h"
#include "timing/patience.h"

#define TT_WORKERS	3	/* A lane has at most a deleter, an armer and a third one. */

struct task_struct;
struct timer_list;
struct tt_armings;
struct tt_cell;
struct tt_lane;
struct tt_timer;
struct tt_worker;

/**
 * struct tt_attempt - one deletion, kept until its round is settled
 * @begin: clock before the call
 * @end: clock after the call
 * @generation: generation of the timer after the call
 * @index: index of the timer in the batch
 * @ret: what the call returned
 * @ahead: distance in handlers between the handler that was seen and the target
 * @outcome: TT_EARLY, TT_ENCOUNTER or TT_LATE once the attempt is settled
 * @disturbed: a tick, a softirq or a context switch fell into the call
 * @excused: another CPU may have armed the timer during the call
 * @sought: 1 plus the phase bin that it was for; 0 if it was for none
 */
struct tt_attempt {
	u64 begin;
	u64 end;
	u64 generation;
	u32 index;
	s32 ret;
	u32 ahead;
	u8 outcome;
	bool disturbed;
	bool excused;
	u8 sought;
};

/**
 * struct tt_attempts - the attempts of a worker in one round
 * @list: the attempts, one for each timer of the batch at most
 * @round_of: for each timer, the last round in which the worker acted on it.
 *	The worker keeps it here because a look at the timer itself would fetch
 *	a cache line from the base CPU
 * @made: attempts of the third CPU in this round
 * @unsettled: attempts in @list whose timers are not at rest yet
 * @kept: attempts of the last round that are still in @list
 * @traced: the attempts are in the worker's trace, see tt_trace_attempts()
 */
struct tt_attempts {
	struct tt_attempt *list;
	u64 *round_of;
	u32 made;
	u32 unsettled;
	u32 kept;
	bool traced;
};

/**
 * struct tt_party - how a worker takes part in rounds, see struct tt_lane
 * @busy: the worker uses the timers of the open round
 * @entered: the last round that it entered
 * @settled: the last round whose attempts it settled
 * @call_since: jiffies | 1 when the current call began, 0 if there is none
 */
struct tt_party {
	u32 busy;
	u64 entered;
	u64 settled;
	unsigned long call_since;
};

/**
 * struct tt_watched - what the monitor knows of a worker's current call
 * @since: tt_party.call_since when the monitor first saw the call
 * @patience: how long the monitor has watched it
 */
struct tt_watched {
	unsigned long since;
	struct tt_patience patience;
};

/* The contexts of a lane that have a trace: its workers, then the handlers on their CPUs. */
enum tt_context {
	TT_BY_DELETER,
	TT_BY_ARMER,
	TT_BY_THIRD,
	TT_IN_SOFTIRQ,	/* plus one of the above: a handler on the CPU of that worker */
	TT_CONTEXTS = 2 * TT_IN_SOFTIRQ,
};

/**
 * struct tt_deletion - the call under test and how its result is handled
 * @call: the primitive
 * @attempt: how the deleter acts on a timer; NULL if it just calls, see race/attempt.h
 * @claims: mask of the rules that are checked
 * @shutdown: the primitive is a shutdown
 * @model: the primitive is a model of an old algorithm
 * @shared: other CPUs arm the timers too
 * @rearmed: other CPUs or their own handlers arm the timers too
 * @arms: the primitive arms
 * @follow_up: the scenario acts on the timer after the call has returned
 */
struct tt_deletion {
	int (*call)(struct timer_list *timer);
	void (*attempt)(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a);
	u32 claims;
	bool shutdown;
	bool model;
	bool shared;
	bool rearmed;
	bool arms;
	bool follow_up;
};

/**
 * struct tt_worker - a kthread that stays on its CPU
 * @task: the kthread
 * @lane: the lane that it works for
 * @cpu: the CPU that it is bound to
 * @run: its part in the engine; NULL if the lane does not need this worker
 * @deletion: the call under test
 * @random: state of its random numbers
 * @armings: the calls among which the armer draws
 * @pace: speed of a counted loop on its CPU
 * @disturbance: what disturbs its timed calls
 * @context: its trace
 * @attempts: what it tried in this round
 * @done: it has left its engine, and only kthread_stop() remains
 * @watched: its current call, as the monitor sees it
 * @tally: what it counts; only the worker writes it
 * @party: its part in rounds; other CPUs read it
 */
struct tt_worker {
	struct task_struct *task;
	struct tt_lane *lane;
	unsigned int cpu;
	void (*run)(struct tt_worker *worker);
	struct tt_deletion deletion;
	u64 random;
	const struct tt_armings *armings;
	struct tt_pace pace;
	struct tt_disturbance disturbance;
	enum tt_context context;
	struct tt_attempts attempts;
	struct completion done;
	struct tt_watched watched;
	struct tt_counts tally;
	struct tt_party party ____cacheline_aligned;
} ____cacheline_aligned;

/*
 * The monitor watches the worker between these two, because it is in a call that must return:
 * rule 12.
 */
static inline void tt_watch_begin(struct tt_worker *worker)
{
	WRITE_ONCE(worker->party.call_since, jiffies | 1);
}

static inline void tt_watch_end(struct tt_worker *worker)
{
	WRITE_ONCE(worker->party.call_since, 0);
}

/* Returns which element of tt_counts.returned counts what a call returned. */
static inline u32 tt_returned(int ret)
{
	return ret >= -1 && ret <= 1 ? ret + 1 : 3;
}

/* Counts what a call returned. */
static inline void tt_tally_returned(struct tt_counts *tally, int ret)
{
	tally->returned[tt_returned(ret)]++;
}

/*
 * Returns worker @i of a cell, with @i below TT_WORKERS times the number of
 * lanes, or NULL if the lane does not need this worker.
 */
struct tt_worker *tt_worker_number(struct tt_cell *cell, u32 i);

/* Creates the kthread and binds it. It does not run yet. */
int tt_worker_create(struct tt_worker *worker);

void tt_workers_stop(struct tt_cell *cell);

/* Stops the helpers of the cell, see struct tt_timer_ops. */
void tt_helpers_stop(struct tt_cell *cell);

#endif /* TT_WORKER_H */
