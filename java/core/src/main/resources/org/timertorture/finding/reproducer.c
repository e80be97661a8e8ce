// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cpu.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/timer.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 15, 0)
#define timer_delete		del_timer
#define timer_delete_sync	del_timer_sync
#endif
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 16, 0)
#define timer_delete_sync_try	try_to_del_timer_sync
#endif

/* The CPU on which the timers run, the one that deletes them, and a third one. */
enum { BASE, DELETER, THIRD };

#define TIMERS			32
#define TURN_OF_FIRST_LEVEL	64

static unsigned int seconds = 10;
module_param(seconds, uint, 0444);
MODULE_PARM_DESC(seconds, "how long to race");

struct victim {
	struct timer_list timer;
	unsigned long expires;	/* what the last arm asked for */
	int running;		/* set by the handler while it runs */
	unsigned int began;	/* handlers that began since the timer was armed */
};

static struct victim victims[TIMERS];
static struct task_struct *deleter, *third;
static unsigned long met, broken;
static int round_goes_on;

static void handler(struct timer_list *timer)
{
	struct victim *v = container_of(timer, struct victim, timer);

	if (EARLY && time_before(jiffies, READ_ONCE(v->expires))) {
		if (!broken++)
			pr_err("reproducer: a handler began %ld jiffies early\n",
			       (long)(READ_ONCE(v->expires) - jiffies));
	}
	WRITE_ONCE(v->began, v->began + 1);
	smp_store_release(&v->running, 1);
	REARM(timer);
	udelay(HANDLER_US);
	smp_store_release(&v->running, 0);
}

static void arm(void *unused)
{
	unsigned long expires = jiffies + 2;
	int i;

	for (i = 0; i < TIMERS; i++) {
		WRITE_ONCE(victims[i].expires, expires);
		WRITE_ONCE(victims[i].began, 0);
		mod_timer(&victims[i].timer, expires);
	}
}

/* Waits until the handler runs. Returns false if it does not within its time. */
static bool await_handler(struct victim *v)
{
	unsigned long end = jiffies + HZ / 10;

	while (!smp_load_acquire(&v->running)) {
		if (READ_ONCE(v->began) || time_after(jiffies, end))
			return false;
		cpu_relax();
	}
	return true;
}

static int delete(void *unused)
{
	unsigned long end = jiffies + seconds * HZ;
	int i;

	while (!kthread_should_stop() && time_before(jiffies, end)) {
		for (i = 0; i < TIMERS; i++)
			timer_setup(&victims[i].timer, handler, FLAGS);
		smp_call_function_single(BASE, arm, NULL, 1);
		WRITE_ONCE(round_goes_on, 1);
		/* The timer that was armed last runs first. */
		for (i = TIMERS - 1; i >= 0; i--) {
			bool runs = await_handler(&victims[i]);

			DELETE(&victims[i].timer);
			if (!runs)
				continue;
			met++;
			if (!EARLY && smp_load_acquire(&victims[i].running)) {
				if (!broken++)
					pr_err("reproducer: the handler runs although the call returned\n");
			}
		}
		WRITE_ONCE(round_goes_on, 0);
		/* Nobody arms them any more once the third CPU and all handlers have ended. */
		msleep(1);
		for (i = 0; i < TIMERS; i++) {
			while (smp_load_acquire(&victims[i].running))
				cond_resched();
			timer_delete_sync(&victims[i].timer);
		}
	}
	while (!kthread_should_stop())
		schedule_timeout_interruptible(HZ / 10);
	return 0;
}

/* Moves timers whose bucket is just being expired to the same bucket a turn later. */
static int move(void *unused)
{
	int i;

	while (!kthread_should_stop()) {
		for (i = 0; i < TIMERS && READ_ONCE(round_goes_on); i++) {
			struct victim *v = &victims[i];
			unsigned long later = v->expires + TURN_OF_FIRST_LEVEL;

			/* The first handler that runs shows that the bucket is being expired. */
			if (!READ_ONCE(victims[TIMERS - 1].running) && !READ_ONCE(victims[TIMERS - 2].running))
				break;
			if (!READ_ONCE(v->began) && mod_timer(&v->timer, later) == 1 && !READ_ONCE(v->began))
				WRITE_ONCE(v->expires, later);
		}
		cond_resched();
	}
	return 0;
}

static struct task_struct *start(int (*function)(void *), int cpu, const char *name)
{
	struct task_struct *task = kthread_create(function, NULL, "reproducer-%s", name);

	if (!IS_ERR(task)) {
		kthread_bind(task, cpu);
		wake_up_process(task);
	}
	return task;
}

static int __init reproducer_init(void)
{
	if (num_online_cpus() <= (MOVES ? THIRD : DELETER)) {
		pr_err("reproducer: needs %d CPUs\n", MOVES ? THIRD + 1 : DELETER + 1);
		return -ENODEV;
	}
	deleter = start(delete, DELETER, "delete");
	if (IS_ERR(deleter))
		return PTR_ERR(deleter);
	if (!MOVES)
		return 0;
	third = start(move, THIRD, "move");
	if (IS_ERR(third)) {
		kthread_stop(deleter);
		return PTR_ERR(third);
	}
	return 0;
}

static void __exit reproducer_exit(void)
{
	if (third)
		kthread_stop(third);
	kthread_stop(deleter);
	pr_info("reproducer: broken %lu times, %lu deletions met a handler\n", broken, met);
}

module_init(reproducer_init);
module_exit(reproducer_exit);
MODULE_DESCRIPTION("Reproduces a broken promise of the kernel's timers");
MODULE_LICENSE("GPL");
