/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An engine brings a deletion and the handler of its timer together:
 *
 *  - direct:    arms and deletes in one loop; the timer never fires.
 *  - arming:    calls that arm a timer, in one loop; the timer never fires.
 *  - expiring:  batches of timers that expire, and that nobody deletes.
 *  - pulled:    the same, but the CPU that armed them goes idle.
 *  - unaligned: arms for the next jiffy on another CPU and deletes, as fast as
 *               possible. This is the honest baseline, align=none.
 *  - spinner:   rounds of one timer. The deleter predicts the expiry and adds a
 *               random delay, as LTP's fuzzy_sync does.
 *  - chaser:    rounds of a batch of timers for one jiffy. Their handlers run
 *               back to back, and the deleter follows the index that they publish.
 *  - forced:    trials of a script, which forces one interleaving.
 *
 * In a round the armer (race/armer.c) arms the timers, and the deleter joins the
 * round (race/round.c). In some scenarios a third CPU joins too, and interferes
 * (race/third.c).
 */
#ifndef TT_ENGINE_H
#define TT_ENGINE_H

#include <linux/types.h>

struct timer_list;
struct tt_lane;
struct tt_worker;

/**
 * struct tt_engine_ops - an engine
 * @batches: a round has a batch of timers; otherwise the lane has one timer
 * @deleter: what the deleter runs
 * @armer: what the armer runs; NULL if the deleter does all by itself
 * @third: what the third worker runs in scenarios that need one
 * @handler: what the kernel calls when a timer expires; NULL for that of the timers
 * @create: makes what a lane needs, or NULL
 * @free: frees what @create made, or NULL
 */
struct tt_engine_ops {
	bool batches;
	void (*deleter)(struct tt_worker *worker);
	void (*armer)(struct tt_worker *worker);
	void (*third)(struct tt_worker *worker);
	void (*handler)(struct timer_list *timer);
	int (*create)(struct tt_lane *lane);
	void (*free)(struct tt_lane *lane);
};

#endif /* TT_ENGINE_H */
