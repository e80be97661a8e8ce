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

#include <linux/atomic.h>
#include <linux/timer.h>
#include <linux/types.h>

#define TT_WITNESSES	1024	/* of a lane */
#define TT_SCOUTS	8	/* so many of them are kept for the rounds */
#define TT_STAYS_KEPT	16	/* what other bases have proven about so many stays is kept */

struct tt_lane;
struct tt_timer;
struct tt_worker;

enum tt_witness_state {
	TT_WITNESS_IDLE,
	TT_WITNESS_ARMED,
	TT_WITNESS_RAN,
};

/**
 * struct tt_witness - a timer that nobody deletes
 * @timer: the kernel's timer
 * @lane: lane that it belongs to
 * @due: its expiry
 * @latest: the latest bucket in which it may be
 * @stay: stay of the base CPU in which it was armed
 * @state: enum tt_witness_state. The handler sets TT_WITNESS_RAN, the armer the others
 * @in_handler: number of its handlers that run now
 * @runs_left: how often its handler may still arm it again
 * @ran_on: the CPU on which it ran last, TT_NO_CPU if it has not run since it was armed
 * @early: it ran before its expiry
 * @overtaken: it ran after a handler of a later bucket of its base had begun
 * @own_base: it ran on the base on which it was armed
 * @proven: its run tells how far its base has come
 */
struct tt_witness {
	struct timer_list timer;
	struct tt_lane *lane;
	unsigned long due;
	unsigned long latest;
	u64 stay;
	u32 state;
	atomic_t in_handler;
	u32 runs_left;
	u32 ran_on;
	bool early;
	bool overtaken;
	bool own_base;
	bool proven;
};

/**
 * struct tt_moved - what another base has proven about the timers of one stay
 * @stay: the stay plus 1, 0 if this entry is not in use
 * @due: no timer of the stay that is due then or earlier may still be queued
 */
struct tt_moved {
	u64 stay;
	unsigned long due;
};

/**
 * struct tt_order - how far the base has come
 * @reached: the base has begun to expire this bucket, or a later one. Handlers on the base
 *	CPU write it
 * @known: @reached was proven in this stay
 * @passed: the base has reached a later bucket than those of the round. Handlers write it, too
 * @stay: number of off-lines so far. The armer writes this field and those below
 * @by_softirq: the scouts are not deferrable, although the other timers are. One softirq
 *	expires first the scouts' base and then the other one
 * @floor: the base's clock was at this value or later when this stay began
 * @moved: what other bases have proven, by stay modulo TT_STAYS_KEPT
 * @dangling: a timer that had moved was overtaken, and may be on no list although it says so
 * @judging: the timers of the round are judged
 * @round_stay: stay in which they were armed
 * @round_due: their expiry
 * @round_latest: the latest bucket in which one of them may be
 * @scouted_at: jiffies when a scout was armed for the round; 0 if none was
 * @next: the witness that is looked at next
 * @judged: witnesses that ran and proved something
 * @witnesses: TT_WITNESSES of them, the scouts first; NULL if the rule is not checked
 */
struct tt_order {
	unsigned long reached;
	u32 known;
	u32 passed;
	u64 stay;
	bool by_softirq;
	unsigned long floor;
	struct tt_moved moved[TT_STAYS_KEPT];
	bool dangling;
	u32 judging;
	u64 round_stay;
	unsigned long round_due;
	unsigned long round_latest;
	unsigned long scouted_at;
	u32 next;
	u64 judged;
	struct tt_witness *witnesses;
};

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
