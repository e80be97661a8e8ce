/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Between timertorture and timertorture_victim, the module that is unloaded
 * while its handlers run. The timers are memory of timertorture, which stays:
 * what a deletion leaves behind then faults in the handler's text, and nowhere
 * else.
 */
#ifndef TT_VICTIM_H
#define TT_VICTIM_H

#include <linux/atomic.h>
#include <linux/timer.h>
#include <linux/types.h>

#include <timertorture.h>

#include "compat.h"

/* From 6.13 on, namespaces are strings. */
#ifdef TT_HAVE_NS_WORD
#define TT_EXPORT(symbol)	EXPORT_SYMBOL_NS_GPL(symbol, TIMERTORTURE)
#define TT_IMPORT		MODULE_IMPORT_NS(TIMERTORTURE)
#else
#define TT_EXPORT(symbol)	EXPORT_SYMBOL_NS_GPL(symbol, "TIMERTORTURE")
#define TT_IMPORT		MODULE_IMPORT_NS("TIMERTORTURE")
#endif

/**
 * struct tt_victim_timer - a timer whose handler is the victim's
 * @timer: re-armed by its handler
 * @in_handler: how many of its handlers run
 * @number: its own, from 1
 * @running: where a handler says the number of its timer, and 0 at its end
 * @spin: how long a handler takes, in ticks
 * @step: it is armed again for so many jiffies from now
 * @runs: handlers that ended
 */
struct tt_victim_timer {
	struct timer_list timer;
	atomic_t in_handler;
	u32 number;
	u32 *running;
	u64 spin;
	unsigned long step;
	u64 runs;
} ____cacheline_aligned_in_smp;

/**
 * struct tt_victim_want - what the victim is loaded with
 * @primitive: by which its exit deletes; one that waits
 * @handler: in the victim's text
 * @handler_ns: how long it takes, up to TT_MAX_HANDLER_NS
 * @base_cpu: where the timers are pinned
 * @deleter_cpu: where they are deleted
 */
struct tt_victim_want {
	const char *primitive;
	void (*handler)(struct timer_list *timer);
	u32 handler_ns;
	u32 base_cpu;
	u32 deleter_cpu;
};

/*
 * Arms the timers. -EPERM without unsafe=1, -ENOENT, -EOPNOTSUPP or -EINVAL for
 * a primitive, CPUs or a length that does not fit, -ENODEV for a CPU that is
 * not online, -EBUSY if an earlier victim left a timer behind.
 */
int tt_victim_begin(const struct tt_victim_want *want);

/* Deletes them all, once a handler is seen running. Counted: see struct tt_victim. */
void tt_victim_end(void);

/* Within timertorture */
int tt_get_victim(struct tt_victim *victim);

#endif /* TT_VICTIM_H */
