/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A worker: a kthread that stays on its CPU, what it tries, its part in rounds,
 * and what it counts.
 */
#ifndef TT_WORKER_H
#define TT_WORKER_H

#include <linux/cache.h>
#include <linux/completion.h>
#include <linux/sched.h>
#include <linux/types.h>

#include <timertorture.h>

#include "timing/pace.h"

#define TT_INTERRUPT_NS		100

struct timer_list;
struct tt_cell;
struct tt_lane;

/**
 * struct tt_attempt - one deletion, kept until its round is settled
 * @begin: of the call, ticks
 * @end: of the call, ticks
 * @generation: of the timer when the call was over
 * @index: of the timer
 * @ret: what the call returned
 * @outcome: TT_EARLY, TT_ENCOUNTER or TT_LATE, once it is settled
 * @ahead: handlers between the one that ran when it was aimed and its own
 * @disturbed: a tick, softirq or context switch fell into it
 * @excused: somebody else may have armed the timer meanwhile
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
};

#define TT_WORKERS	3	/* a lane has at most: deleter, armer, third */

/* How a worker takes part in rounds: see struct tt_lane. */
struct tt_party {
	u32 busy;
	u64 entered;	/* the last round it took part in */
	u64 settled;	/* the last one that it settled */
	unsigned long call_since;	/* jiffies | 1 of the call under way, 0 if none */
};

/* What a worker counts; nobody else writes it. */
struct tt_tally {
	u64 attempts[TT_OUTCOMES];
	u64 returned[4];	/* -1, 0, 1, other */
	u64 dequeues;
	u64 arms;
	u64 rearms;
	u64 doubtful_arms;
	u64 meddled;
	u64 shutdown_arms;
	u64 disagreements;
	u64 disturbed;
	u64 outlived;
	u64 phases[TT_PHASES];
	u64 phase_bins[TT_PHASE_BINS];
	u64 drawn[TT_DRAWS];
	u64 drawn_level[TT_DRAW_LEVELS];
	u64 drawn_ahead[TT_DRAW_AHEADS];
	u64 checked[TT_RULES];
};

/* The contexts of a lane that have a trace: its workers, and handlers by CPU. */
enum tt_context {
	TT_BY_DELETER,
	TT_BY_ARMER,
	TT_BY_THIRD,
	TT_IN_SOFTIRQ,	/* and on: on the CPU of these three */
	TT_CONTEXTS = 2 * TT_IN_SOFTIRQ,
};

/**
 * struct tt_worker - a kthread that stays on its CPU
 * @task: NULL if the lane needs none here
 * @lane: it works for
 * @cpu: it is bound to
 * @run: its engine's part
 * @call: the primitive, at hand
 * @claims: mask of the rules, at hand
 * @shutdown: the primitive is a shutdown
 * @model: it is a model of an old one
 * @shared: others arm its timers too
 * @follow_up: the scenario goes on when a call has returned
 * @random: state
 * @pace: of its CPU
 * @noise: tt_disturbances() when it last looked
 * @shortest: duration of what it times that it has seen, ticks
 * @interrupt_ticks: TT_INTERRUPT_NS
 * @cpu_time: its CPU's time by kind, for tt_disturbances()
 * @softirqs: its CPU's softirqs, two counters a word, likewise
 * @context: its trace
 * @tried: attempts of the round
 * @touched: of each timer, the round in which it last did something to it; kept
 *	here because a look at the timer would fetch a line from the base CPU
 * @tries: how many, of the third CPU
 * @unsettled: attempts in @tried that wait for their timers to come to rest
 * @attempted: attempts of the last round, still in @tried
 * @traced: they are in its trace: see tt_trace_attempts()
 * @tally: what it did
 * @party: its part in rounds
 * @done: it left its engine; only kthread_stop() is left
 */
struct tt_worker {
	struct task_struct *task;
	struct tt_lane *lane;
	unsigned int cpu;
	void (*run)(struct tt_worker *worker);
	int (*call)(struct timer_list *timer);
	u32 claims;
	bool shutdown;
	bool model;
	bool shared;
	bool follow_up;
	u64 random;
	struct tt_pace pace;
	u64 noise;
	u64 shortest;
	u64 interrupt_ticks;
	const u64 *cpu_time;
	const u64 *softirqs;
	enum tt_context context;
	struct tt_attempt *tried;
	u64 *touched;
	u32 tries;
	u32 unsettled;
	u32 attempted;
	bool traced;
	struct completion done;
	struct tt_tally tally;
	struct tt_party party ____cacheline_aligned;
} ____cacheline_aligned;

void tt_disturbances_init(struct tt_worker *worker);
u64 tt_disturbances(const struct tt_worker *worker);
struct tt_worker *tt_worker_number(struct tt_cell *cell, u32 i);
int tt_worker_create(struct tt_worker *worker);
void tt_workers_stop(struct tt_cell *cell);

/*
 * A tick, softirq or context switch fell into the @duration that just ended.
 * No interrupt comes and goes within TT_INTERRUPT_NS, so what took less than
 * that above the shortest cannot hold one, and needs no look.
 */
static inline bool tt_disturbed(struct tt_worker *worker, u64 duration)
{
	bool disturbed = false;
	u64 noise;

	if (unlikely(duration >= worker->shortest + worker->interrupt_ticks)) {
		noise = tt_disturbances(worker);
		disturbed = noise != worker->noise;
		worker->noise = noise;
	}
	if (duration < worker->shortest)
		worker->shortest = duration;
	return disturbed;
}

#endif /* TT_WORKER_H */
