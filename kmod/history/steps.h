/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The steps of the old algorithms. An actor of a forced race can be held after
 * each step; forced/turn.c does that. Everybody else has no turn and passes NULL.
 */
#ifndef TT_STEPS_H
#define TT_STEPS_H

#include <linux/compiler.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct tt_turn;

/* The names of the steps. steps.list.h describes them for each algorithm. */
enum tt_at {
	TT_AT_arm_call, TT_AT_arm_check_stop, TT_AT_arm_lock, TT_AT_arm_queue,
	TT_AT_arm_set_base, TT_AT_arm_unlock, TT_AT_arm_return, TT_AT_run_lock, TT_AT_run_detach,
	TT_AT_run_set_running, TT_AT_run_clear_base, TT_AT_run_set_last, TT_AT_run_unlock,
	TT_AT_run_fn, TT_AT_run_relock, TT_AT_run_clear_running, TT_AT_run_end, TT_AT_fn_enter,
	TT_AT_fn_rearm, TT_AT_fn_timer_exit, TT_AT_fn_free, TT_AT_fn_exit, TT_AT_del_call,
	TT_AT_del_set_stop, TT_AT_del_read_base, TT_AT_del_lock, TT_AT_del_check_base,
	TT_AT_del_detach, TT_AT_del_clear_base, TT_AT_del_read_running, TT_AT_del_unlock,
	TT_AT_del_scan, TT_AT_del_read_last, TT_AT_del_wait, TT_AT_del_check_pending,
	TT_AT_del_check_last, TT_AT_del_relock, TT_AT_del_redetach, TT_AT_del_retry,
	TT_AT_del_bug_on, TT_AT_del_return,
	TT_AT_COUNT
};

/* Reports a step, and returns when the actor may go on. */
void tt_turn_step(struct tt_turn *turn, enum tt_at at);

/* Makes one step of a wait. Returns false if the actor gives up. */
bool tt_turn_waits(struct tt_turn *turn);

/* Takes a lock. Returns false if the actor gives up. */
bool tt_turn_lock(struct tt_turn *turn, raw_spinlock_t *lock, unsigned long *flags);

/* Records that the actor used a timer that counts as freed. */
void tt_turn_touches(struct tt_turn *turn);

static __always_inline void tt_step_over(struct tt_turn *turn, enum tt_at at)
{
	if (turn)
		tt_turn_step(turn, at);
}

#define TT_STEP_OVER(turn, at) tt_step_over(turn, TT_AT_##at)

#endif /* TT_STEPS_H */
