/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rule 13: no timer is overtaken. CONTRACT.md states the rule and why it holds.
 *
 * A witness is a timer that the armer arms on the base CPU and that nobody deletes. Its
 * handler proves that the base has come past every bucket up to the expiry of the witness,
 * so that no timer of these buckets may still be queued. Witnesses are on all levels of the
 * wheel, and are judged by each other as the timers of a batch are.
 *
 * When the base CPU goes off line, its timers move to the base of another CPU together, and
 * that base files them again. What is proven about one of the two bases does not hold for
 * the other one. So each timer belongs to a stay: the time between two off-lines.
 */
#ifndef TT_ORDER_H
#define TT_ORDER_H

#include <linux/types.h>

struct tt_lane;
struct tt_timer;
struct tt_worker;

/* Makes the witnesses of a lane. An error undoes nothing, tt_order_free() does. */
int tt_order_create(struct tt_lane *lane);
void tt_order_free(struct tt_lane *lane);

/* Learns where the base's clock is. The armer calls this and the next ones on the base CPU. */
void tt_order_begin(struct tt_worker *armer);

/*
 * A round is about to be armed. Returns a time at which the base's clock is, or that it has
 * passed. Softirqs are off until after tt_order_open().
 */
unsigned long tt_order_prepare(struct tt_worker *armer);

/*
 * Sends a scout after the timers of a round, which have been armed for @due. @clk is what
 * tt_order_prepare() returned.
 */
void tt_order_open(struct tt_worker *armer, unsigned long due, unsigned long clk);

/*
 * Whether the base is to have a lull: a few jiffies with buckets of outer levels, but without
 * timers on the first level. So it must know that a timer of an outer level is its next one.
 * No round begins meanwhile.
 */
bool tt_order_lull(const struct tt_lane *lane);

/* Returns how many jiffies the armer waits for a round that does not end. */
unsigned long tt_order_patience(const struct tt_lane *lane);

/* Returns whether no timer of the round may be queued any more. Sends scouts until then. */
bool tt_order_passed(struct tt_worker *armer);

/* Judges some of the witnesses, and arms those that have run. */
void tt_order_tend(struct tt_worker *armer);

/*
 * Judges the timers of a lane whose base CPU is off line: none may be queued there. The
 * kthread that took it off line calls this.
 */
void tt_order_left_behind(struct tt_lane *lane);

/* The base CPU went off line after @before, in jiffies, and has come back. */
void tt_order_back(struct tt_worker *armer, unsigned long before);

/* Judges a timer of a round that the base has passed. It has not run in this round. */
void tt_order_judge(struct tt_lane *lane, struct tt_timer *t);

/* The handler of a timer of the round has begun on the base CPU after @lane->order.passed. */
void tt_order_judge_run(struct tt_timer *t);

/*
 * Dequeues the witnesses of a lane whose armer is gone, and judges those that are neither
 * queued nor have run. Returns false if the handler of one of them runs still.
 */
bool tt_order_rest(struct tt_lane *lane);

#endif /* TT_ORDER_H */
