// SPDX-License-Identifier: GPL-2.0-only
/*
 * timertorture: races the kernel's functions that delete a timer_list against
 * its handler, checks what they promise, and times them.
 *
 * This file loads and unloads the module, and handles the two events that end a cell from
 * outside: a CPU that goes off line, and a suspend.
 */
#include <linux/completion.h>
#include <linux/cpuhotplug.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/suspend.h>

#include "catalogue.h"
#include "cell/cell.h"
#include "device/answers.h"
#include "device/device.h"
#include "device/owner.h"
#include "race/hotplug.h"
#include "stalls/places.h"
#include "timing/clock.h"

#define TT_LOCK_SECONDS	2

/* Stops the cell, and waits, bounded, for its end. Returns whether it has ended. */
static bool tt_end_cell(void)
{
	lockdep_assert_held(&tt_mutex);
	tt_cell_stop(tt_owner->cell, TT_END_HOTPLUG);
	return wait_for_completion_timeout(&tt_owner->cell->end.ended, 2 * TT_HUNG_SECONDS * HZ);
}

/*
 * Ends a cell that uses @cpu, because its workers would be left on another CPU, and its timers
 * would be migrated.
 */
static int tt_cpu_goes(unsigned int cpu)
{
	unsigned long deadline = jiffies + TT_LOCK_SECONDS * HZ;
	int err = 0;

	/* The holder of the mutex may be waiting for this CPU to go off line. */
	if (tt_hotplug_is_ours(cpu))
		return 0;
	while (!mutex_trylock(&tt_mutex)) {
		/* The CPU stays on line. User space may try again. */
		if (time_after(jiffies, deadline))
			return -EBUSY;
		msleep(20);
	}
	if (tt_owner && tt_cell_uses_cpu(tt_owner->cell, cpu) && !tt_end_cell())
		err = -EBUSY;
	mutex_unlock(&tt_mutex);
	return err;
}

static int tt_pm_event(struct notifier_block *block, unsigned long event, void *unused)
{
	bool ended = true;

	if (event == PM_SUSPEND_PREPARE || event == PM_HIBERNATION_PREPARE) {
		mutex_lock(&tt_mutex);
		if (tt_owner)
			ended = tt_end_cell();
		mutex_unlock(&tt_mutex);
	}
	return ended ? NOTIFY_DONE : notifier_from_errno(-EBUSY);
}

static struct miscdevice tt_misc = {
	.minor	= MISC_DYNAMIC_MINOR,
	.name	= TT_DEVICE_NAME,
	.fops	= &tt_fops,
	.mode	= 0600,
};

static struct notifier_block tt_pm_block = { .notifier_call = tt_pm_event };
static int tt_cpuhp_state;

static int __init tt_init(void)
{
	int err;

	err = tt_scens_check();
	if (err)
		return err;
	if (!tt_clock_khz()) {
		pr_err("timertorture: the kernel does not know the frequency of the TSC\n");
		return -ENODEV;
	}
	tt_answers_init();
	err = cpuhp_setup_state_nocalls(CPUHP_AP_ONLINE_DYN, "timertorture:online", NULL,
					tt_cpu_goes);
	if (err < 0)
		return err;
	tt_cpuhp_state = err;
	err = register_pm_notifier(&tt_pm_block);
	if (err)
		goto no_pm;
	err = misc_register(&tt_misc);
	if (err)
		goto no_misc;
	return 0;

no_misc:
	unregister_pm_notifier(&tt_pm_block);
no_pm:
	cpuhp_remove_state_nocalls(tt_cpuhp_state);
	return err;
}

static void __exit tt_exit(void)
{
	misc_deregister(&tt_misc);
	unregister_pm_notifier(&tt_pm_block);
	cpuhp_remove_state_nocalls(tt_cpuhp_state);
	tt_places_free();
}

module_init(tt_init);
module_exit(tt_exit);

MODULE_DESCRIPTION("stress test and stopwatch for the deletion of timers");
MODULE_AUTHOR("the timertorture authors");
MODULE_LICENSE("GPL");
/* for the checks that depend on it; see checks.list.h */
MODULE_INFO(tt_hz, __stringify(CONFIG_HZ));
