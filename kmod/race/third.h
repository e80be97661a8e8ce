/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The third CPU of a pair, which interferes. A scenario chooses what it does to a
 * timer.
 */
#ifndef TT_THIRD_H
#define TT_THIRD_H

struct tt_timer;
struct tt_worker;

/* What the third worker runs in engines that have rounds. */
void tt_third_run(struct tt_worker *worker);

/* Does nothing to the timer. The third worker keeps its CPU busy all the same. */
void tt_meddle_not(struct tt_worker *worker, struct tt_timer *t);

/* Arms the timer by mod_timer(), with a random expiry. */
void tt_meddle_readd(struct tt_worker *worker, struct tt_timer *t);

/* Arms the timer for this jiffy by mod_timer(), which moves it to this CPU. */
void tt_meddle_migrate(struct tt_worker *worker, struct tt_timer *t);

/* Arms the timer by one of three calls at random. */
void tt_meddle_remod(struct tt_worker *worker, struct tt_timer *t);

/*
 * Arms the timer by mod_timer(), soon after it has found that the owner does not forbid
 * that yet.
 */
void tt_meddle_readd_unless_freed(struct tt_worker *worker, struct tt_timer *t);

/* The deleter waits, bounded, until the third worker has armed the timer. */
void tt_ask_third_to_arm(struct tt_worker *deleter, struct tt_timer *t);

/* The deleter waits until a work item on the base CPU has armed the timer. */
void tt_arm_by_work(struct tt_worker *deleter, struct tt_timer *t);

/* Deletes the timer, too. The call is checked, but not timed. */
void tt_meddle_contend(struct tt_worker *worker, struct tt_timer *t);

/*
 * Arms the timer by add_timer_on(), which nobody may do to a timer that other CPUs
 * arm or delete: it rewrites the flags without the base's lock. It may panic the
 * kernel.
 */
void tt_meddle_readd_on(struct tt_worker *worker, struct tt_timer *t);

#endif /* TT_THIRD_H */
