/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A race brought about by handshakes. A script is a list of turns: an actor runs
 * until it has taken one of the steps named, and is held there until its next
 * turn. One actor runs at a time, so that a trial has one interleaving.
 *
 * An actor that cannot go on, because it waits for a lock or for a handler,
 * hands its turn on: that is how a sound algorithm takes part in the same
 * script. When the script is over all run free.
 */
#ifndef TT_DEFEAT_H
#define TT_DEFEAT_H

#include "race/race.h"

#define TT_HANDSHAKES	8	/* of a script, at most */
#define TT_LOG		160	/* steps of a trial */

enum tt_actor { TT_RUNNER, TT_DELETER, TT_THIRD, TT_ACTORS };

/* What the script's actors do besides: tt_script.traits */
#define TT_SCRIPT_REARM		BIT(0)	/* the handler arms its timer again, the first time */
#define TT_SCRIPT_NO_EXIT	BIT(1)	/* it does not call timer_exit() */
#define TT_SCRIPT_SELFFREE	BIT(2)	/* it frees its timer */
#define TT_SCRIPT_FREES		BIT(3)	/* the deleter frees the timer */
#define TT_SCRIPT_MEDDLES	BIT(4)	/* the third CPU deletes the timer, without waiting */
#define TT_SCRIPT_OVERLAPS	BIT(5)	/* it arms the timer on its own base, where it runs too */
#define TT_SCRIPT_NATIVE	BIT(6)	/* for the kernel's own primitives too */

struct tt_handshake {
	enum tt_actor actor;
	u64 steps;	/* mask of 1 << TT_AT_* */
};

/**
 * struct tt_script - how a race is brought about
 * @turns: handshakes, in order
 * @count: how many
 * @traits: TT_SCRIPT_*
 */
struct tt_script {
	struct tt_handshake turns[TT_HANDSHAKES];
	u32 count;
	u32 traits;
};

/* A step that was taken; at TT_AT_COUNT: the actor could not go on. */
struct tt_taken {
	u64 clock;
	u64 generation;
	u32 cpu;
	u16 actor;
	u16 at;
};

/**
 * struct tt_trial - a script under way
 * @lane: whose
 * @script: what
 * @number: of the trial; published last
 * @armed: the timer has been armed, or is about to be
 * @turn: of the script; its count when that is over
 * @progress: ticks, when it last went on
 * @progress_cputime: what the deleter's CPU had run by then, ns
 * @free: nobody is held any more
 * @late: a handshake did not come in time
 * @left_out: the handshake that was asked to be left out was reached
 * @ended: mask of the actors that are through
 * @inside: runners that are in the handler's wrapper
 * @third_done: number of the trial that the third CPU is through with
 * @rearmed: the handler did arm its timer again
 * @returned: the deletion has, with a promise
 * @ran_after: a handler began after that
 * @touched: somebody used a timer that counts as freed
 * @taken: how many steps were
 * @log: they
 */
struct tt_trial {
	struct tt_lane *lane;
	const struct tt_script *script;
	u32 number;
	u32 armed;
	u32 turn;
	u64 progress;
	u64 progress_cputime;
	u32 free;
	u32 late;
	u32 left_out;
	atomic_t ended;
	atomic_t inside;
	u32 third_done;
	u32 rearmed;
	u32 returned;
	u32 ran_after;
	u32 touched;
	atomic_t taken;
	struct tt_taken log[TT_LOG];
};

/* An actor at work */
struct tt_turn {
	struct tt_trial *trial;
	enum tt_actor actor;
	u64 patience;	/* ticks, when it began to wait although nobody is held */
	u64 alone;	/* ticks, since when nobody else is at work meanwhile */
};

/**
 * struct tt_defeat - a lane's trials, and what became of them
 * @trial: the one under way
 * @trials: ended
 * @defeated: the race was won against the algorithm
 * @holds: it was not
 * @hung: the deletion would have spun for ever
 * @lost: the steps did not follow the script
 * @lost_defeated: of these, came out as a defeat all the same
 * @touched: trials in which somebody used what counts as freed
 * @kept: the log that is shown: of the first that was defeated, else of the first
 * @kept_count: its steps
 * @kept_defeated: it is one of a defeat
 */
struct tt_defeat {
	struct tt_trial trial;
	u64 trials;
	u64 defeated;
	u64 holds;
	u64 hung;
	u64 lost;
	u64 lost_defeated;
	u64 touched;
	struct tt_taken kept[TT_LOG];
	u32 kept_count;
	bool kept_defeated;
};

/* scripts.c */
extern const struct tt_script tt_script_a_use_after_free;
extern const struct tt_script tt_script_b_no_exit;
extern const struct tt_script tt_script_b_free;
extern const struct tt_script tt_script_c_readd;
extern const struct tt_script tt_script_c_flag;
extern const struct tt_script tt_script_d_third_cpu;
extern const struct tt_script tt_script_f1;
extern const struct tt_script tt_script_f2;
extern const struct tt_script tt_script_g1;
extern const struct tt_script tt_script_g2;
extern const struct tt_script tt_script_rearmed;
extern const struct tt_script tt_script_running;

/* defeat.c */
int tt_defeat_create(struct tt_lane *lane);
void tt_defeat_ring(struct tt_timer *t);

/* turn.c */
void tt_trial_reset(struct tt_trial *trial);
void tt_turn_begin(struct tt_turn *turn, struct tt_trial *trial, enum tt_actor actor);
void tt_turn_end(struct tt_turn *turn);
bool tt_trial_watch(struct tt_trial *trial);
bool tt_trial_lost(const struct tt_trial *trial);

#endif /* TT_DEFEAT_H */
