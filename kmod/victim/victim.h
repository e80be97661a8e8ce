/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The interface between timertorture and timertorture_victim, the module that is unloaded
 * while its handlers run. The timers are in the memory of timertorture, which stays. So a
 * timer that a deletion leaves behind faults in the handler's text, and nowhere else.
 */
#ifndef TT_VICTIM_H
#define TT_VICTIM_H

#include <linux/atomic.h>
#include <linux/timer.h>
#include <linux/types.h>

#include <timertorture.h>

#include "compat.h"

/* From 6.13 on, namespaces are strings. */
#if TT_HAVE_NS_WORD
#define TT_EXPORT(symbol)	EXPORT_SYMBOL_NS_GPL(symbol, TIMERTORTURE)
#define TT_IMPORT		MODULE_IMPORT_NS(TIMERTORTURE)
#else
#define TT_EXPORT(symbol)	EXPORT_SYMBOL_NS_GPL(symbol, "TIMERTORTURE")
#define TT_IMPORT		MODULE_IMPORT_NS("TIMERTORTURE")
#endif

/**
 * struct tt_victim_timer - a timer whose handler is in the victim
 * @timer: the timer; its handler arms it again
 * @in_handler: number of its handlers that run now
 * @number: its number, from 1
 * @running: a handler stores the number of its timer here, and 0 at its end
 * @spin: duration of a handler, in ticks
 * @step: the handler arms it for so many jiffies later
 * @runs: number of handlers that ended
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
 * struct tt_victim_want - the parameters of the victim
 * @primitive: how its exit deletes the timers; the primitive must wait for handlers
 * @handler: the handler, in the victim's text
 * @handler_ns: duration of a handler, up to TT_MAX_HANDLER_NS
 * @base_cpu: the CPU that the timers are pinned to
 * @deleter_cpu: the CPU that deletes them
 * @third_cpu: the CPU that arms them meanwhile, by mod_timer(); TT_NO_CPU if nobody does
 */
struct tt_victim_want {
	const char *primitive;
	void (*handler)(struct timer_list *timer);
	u32 handler_ns;
	u32 base_cpu;
	u32 deleter_cpu;
	u32 third_cpu;
};

/*
 * Arms the timers. Returns -EPERM without unsafe=1; -ENOENT, -EOPNOTSUPP or -EINVAL if the
 * primitive, the CPUs or the duration do not fit; -ENODEV if a CPU is not online; and -EBUSY
 * if an earlier victim left a timer behind.
 */
int tt_victim_begin(const struct tt_victim_want *want);

/*
 * Deletes all timers while a handler runs, and counts what happens, see struct tt_victim. If
 * somebody arms them meanwhile, that has ended when this returns.
 */
void tt_victim_end(void);

#endif /* TT_VICTIM_H */
