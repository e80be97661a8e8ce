/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The witnesses of a lane, and what they have proven. rules/order.h explains them.
 */
#ifndef TT_WITNESS_H
#define TT_WITNESS_H

#include <linux/atomic.h>
#include <linux/timer.h>
#include <linux/types.h>

#define TT_WITNESSES	1024	/* of a lane */
#define TT_SCOUTS	8	/* so many of them are kept for the rounds */
#define TT_STAYS_KEPT	16	/* what other bases have proven about so many stays is kept */

struct tt_lane;

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

#endif /* TT_WITNESS_H */
