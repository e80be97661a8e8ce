// SPDX-License-Identifier: GPL-2.0-only
/*
 * timertorture_victim: a module whose exit deletes its timers by the primitive under test,
 * and whose text is gone a moment later. It only contains what a handler executes. The rest
 * is in timertorture, in victim/host.c.
 */
#include <linux/module.h>
#include <linux/timer.h>

#include "timing/clock.h"
#include "victim/victim.h"

static char *primitive = "timer_delete_sync";
module_param(primitive, charp, 0444);
MODULE_PARM_DESC(primitive, "how to delete the timers, a name of a primitive of timertorture");

static unsigned int handler_ns = 300;
module_param(handler_ns, uint, 0444);
MODULE_PARM_DESC(handler_ns, "duration of a handler");

static unsigned int base = 1;
module_param(base, uint, 0444);
MODULE_PARM_DESC(base, "the CPU that the timers are pinned to");

static unsigned int deleter;
module_param(deleter, uint, 0444);
MODULE_PARM_DESC(deleter, "the CPU that deletes them");

static unsigned int third = TT_NO_CPU;
module_param(third, uint, 0444);
MODULE_PARM_DESC(third, "the CPU that arms them meanwhile; none if it is not given");

static void tt_victim_handler(struct timer_list *timer)
{
	struct tt_victim_timer *t = timer_container_of(t, timer, timer);
	u64 end = tt_clock() + t->spin;

	atomic_inc(&t->in_handler);
	WRITE_ONCE(*t->running, t->number);
	while ((s64)(tt_clock() - end) < 0)
		;
	mod_timer(timer, jiffies + t->step);
	WRITE_ONCE(*t->running, 0);
	WRITE_ONCE(t->runs, t->runs + 1);
	/* Pairs with the acquire in tt_victim_active(). */
	atomic_dec_return_release(&t->in_handler);
}

static int __init tt_victim_init(void)
{
	struct tt_victim_want want = {
		.primitive = primitive,
		.handler = tt_victim_handler,
		.handler_ns = handler_ns,
		.base_cpu = base,
		.deleter_cpu = deleter,
		.third_cpu = third,
	};

	return tt_victim_begin(&want);
}

static void __exit tt_victim_exit(void)
{
	tt_victim_end();
}

module_init(tt_victim_init);
module_exit(tt_victim_exit);

MODULE_DESCRIPTION("timertorture's victim: its handlers run while it is unloaded");
MODULE_AUTHOR("the timertorture authors");
MODULE_LICENSE("GPL");
TT_IMPORT;
