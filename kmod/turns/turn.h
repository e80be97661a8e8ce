/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A trial of a script, and how its actors take turns. All waits are bounded.
 */
#ifndef TT_TURN_H
#define TT_TURN_H

#include <linux/atomic.h>
#include <linux/types.h>

#include "turns/scripts.h"
#include "turns/steps.h"

#define TT_LOG		160	/* A trial logs so many steps at most. */

struct tt_lane;
struct tt_slot;
struct tt_timer;
struct tt_turn;
struct tt_worker;

/**
 * struct tt_taken - a step that an actor took
 * @clock: when
 * @generation: generation of the timer
 * @cpu: where
 * @actor: who
 * @at: which step; TT_AT_COUNT if the actor could not go on
 */
struct tt_taken {
	u64 clock;
	u64 generation;
	u32 cpu;
	u16 actor;
	u16 at;
};

/**
 * struct tt_trial_ops - how the timer of a trial is run and deleted
 * @reports_steps: the deletion reports its steps; a native one does not
 * @rearm_jiffies: a re-arm by the handler is due after so many jiffies
 * @reset: prepares the timer for a trial, or NULL
 * @del: deletes the timer
 * @expire: the timer has expired: calls tt_trial_handler() if its handler is to run
 * @may_rearm: whether the handler may arm its timer again, or NULL
 * @rearm: arms the timer on slot @on, or on the calling CPU
 * @exit: last line of the handler, or NULL
 * @free: makes a use of the freed timer visible, or NULL
 * @third: what the third CPU does to the timer, or NULL
 */
struct tt_trial_ops {
	bool reports_steps;
	unsigned long rearm_jiffies;
	void (*reset)(struct tt_timer *t);
	int (*del)(struct tt_turn *turn, struct tt_worker *worker, struct tt_timer *t);
	void (*expire)(struct tt_turn *turn, struct tt_timer *t);
	bool (*may_rearm)(struct tt_turn *turn, struct tt_timer *t);
	void (*rearm)(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on,
		      unsigned long due);
	void (*exit)(struct tt_turn *turn, struct tt_timer *t);
	void (*free)(struct tt_timer *t);
	void (*third)(struct tt_turn *turn, struct tt_timer *t);
};

/**
 * struct tt_trial_outcome - what was seen in a trial
 * @rearmed: the handler has armed its timer again
 * @returned: the deletion has returned with a promise
 * @ran_after: a handler began after that
 * @touched: somebody used a timer that counts as freed
 */
struct tt_trial_outcome {
	u32 rearmed;
	u32 returned;
	u32 ran_after;
	u32 touched;
};

/**
 * struct tt_trial - a script under way
 * @lane: the lane that makes the trial
 * @ops: how the timer is run and deleted
 * @script: the script
 * @number: number of the trial; published last
 * @armed: number of the trial in which the timer has been armed, or is about to be
 * @armer_done: number of the trial that the armer is done with
 * @third_done: number of the trial that the third CPU is done with
 * @turn: current turn of the script; its count when the script is over
 * @progress: clock when the last turn ended
 * @progress_cputime: CPU time of the deleter's CPU at that moment, in ns
 * @all_free: nobody is held any more
 * @too_late: a turn took too long
 * @left_out: the turn that user space asked to leave out was reached
 * @ended: mask of the actors that take no more turns
 * @inside: number of runners between the expiry and their last step
 * @seen: what was seen
 * @taken: number of steps taken
 * @log: the first of these steps
 */
struct tt_trial {
	struct tt_lane *lane;
	const struct tt_trial_ops *ops;
	const struct tt_script *script;
	u32 number;
	u32 armed;
	u32 armer_done;
	u32 third_done;
	u32 turn;
	u64 progress;
	u64 progress_cputime;
	u32 all_free;
	u32 too_late;
	u32 left_out;
	atomic_t ended;
	atomic_t inside;
	struct tt_trial_outcome seen;
	atomic_t taken;
	struct tt_taken log[TT_LOG];
};

/**
 * struct tt_turn - an actor at work
 * @trial: the trial
 * @actor: who
 * @looked: clock when it last looked after the script was over, else 0
 * @waited: ticks for which it has waited since, as far as it ran itself
 * @alone: the last part of @waited, in which nobody else was at work
 */
struct tt_turn {
	struct tt_trial *trial;
	enum tt_actor actor;
	u64 looked;
	u64 waited;
	u64 alone;
};

void tt_trial_reset(struct tt_trial *trial);

/*
 * Lets a trial go on that would wait for ever. If a turn takes too long the race
 * is lost, and a deleter that stays in a native call for long is waiting there.
 * Returns true if nobody is held any more.
 */
bool tt_trial_watch(struct tt_trial *trial);

/*
 * Returns true if the steps did not follow the script: in each turn only its
 * actor, up to one of the steps, or until the actor could not go on.
 */
bool tt_trial_lost(const struct tt_trial *trial);

/* An actor joins a trial. Returns at its first turn. */
void tt_turn_begin(struct tt_turn *turn, struct tt_trial *trial, enum tt_actor actor);

/* An actor leaves a trial, and takes no more turns. */
void tt_turn_end(struct tt_turn *turn);

#endif /* TT_TURN_H */
