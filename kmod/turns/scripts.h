/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A script forces one interleaving. It is a list of turns: an actor runs until it
 * has taken one of the steps named, and is held there until its next turn. Only
 * one actor runs at a time.
 *
 * An actor that cannot go on, because it waits for a lock or for a handler, ends
 * its turn. So a sound algorithm can take part in the same script. When the script
 * is over nobody is held any more.
 */
#ifndef TT_SCRIPTS_H
#define TT_SCRIPTS_H

#include <linux/bits.h>
#include <linux/types.h>

#define TT_HANDSHAKES	8	/* A script has so many turns at most. */

enum tt_actor { TT_RUNNER, TT_DELETER, TT_THIRD, TT_ACTORS };

/* What the actors of a script do besides: tt_script.traits */
#define TT_SCRIPT_REARM		BIT(0)	/* The handler arms its timer again, the first time. */
#define TT_SCRIPT_NO_EXIT	BIT(1)	/* The handler does not call timer_exit(). */
#define TT_SCRIPT_SELFFREE	BIT(2)	/* The handler frees its timer. */
#define TT_SCRIPT_FREES		BIT(3)	/* The deleter frees the timer. */
#define TT_SCRIPT_OVERLAPS	BIT(4)	/* The third CPU arms the timer, and runs it too. */

/**
 * struct tt_handshake - one turn of a script
 * @actor: whose turn it is
 * @steps: mask of 1 << TT_AT_*; the turn ends with one of them
 */
struct tt_handshake {
	enum tt_actor actor;
	u64 steps;
};

/**
 * struct tt_script - how an interleaving is forced
 * @turns: the turns, in order
 * @count: number of @turns
 * @traits: TT_SCRIPT_*
 */
struct tt_script {
	struct tt_handshake turns[TT_HANDSHAKES];
	u32 count;
	u32 traits;
};

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

#endif /* TT_SCRIPTS_H */
