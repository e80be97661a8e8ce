/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ledger: what the handlers and the deletions did, and whether it keeps the
 * contract. kmod/CONTRACT.md states the rules.
 *
 * No check relies on the expires or flags of the timer itself, because a re-arm may
 * have changed them already.
 */
#ifndef TT_LEDGER_H
#define TT_LEDGER_H

#include <linux/types.h>

#include <timertorture.h>

struct tt_attempt;
struct tt_lane;
struct tt_prim;
struct tt_scen;
struct tt_timer;
struct tt_worker;

/*
 * Returns the mask of 1 << TT_RULE_* that are checked in a cell: those that the
 * scenario names for such a primitive, without those that the settings make void.
 */
u32 tt_claims(const struct tt_prim *prim, const struct tt_scen *scen,
	      const struct tt_start *want);

/*
 * Makes the timed call, and checks the rules that must be checked at once. It does
 * nothing that can wait until tt_settle(), because the deleter has just seen a
 * handler begin, and the next one is near.
 */
void tt_delete(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a);

/*
 * Judges an attempt whose round is at rest: its outcome, histogram and phase, and
 * rules 5 and 11. The worker that made the attempt calls it once.
 */
void tt_settle(struct tt_worker *worker, struct tt_attempt *a);

/*
 * Checks rules 3 and 5 for the deletion of a timer that cannot fire, if the call did
 * not return @expected or left the timer queued. Other calls need no check.
 */
void tt_judge_direct(struct tt_lane *lane, struct tt_timer *t, struct tt_attempt *a, int expected);

/**
 * struct tt_armed - what a call that arms is held to
 * @truthful: it returned what it should, and a timer that it queued has the wanted expiry
 * @placed: such a timer is on the base of the right CPU
 * @queued: the timer is to be queued afterwards
 */
struct tt_armed {
	bool truthful;
	bool placed;
	bool queued;
};

/*
 * Checks rules 5, 8 and 9 for a call that arms a timer far ahead. It need not be called if all
 * is as it should be.
 */
void tt_judge_arming(struct tt_lane *lane, struct tt_timer *t, struct tt_attempt *a,
		     const struct tt_armed *armed);

#endif /* TT_LEDGER_H */
