// SPDX-License-Identifier: GPL-2.0-only
/*
 * The part of scenario unload that stays loaded: the victim's timers, and their deletion by
 * the primitive under test.
 */
#include <linux/cpu.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

#include "catalogue.h"
#include "cell/cell.h"
#include "permission.h"
#include "timing/clock.h"
#include "victim/host.h"
#include "victim/victim.h"

#define TT_VICTIM_TIMERS	64
/* An upper bound for arming and expiring a timer without its handler, also when emulated */
#define TT_VICTIM_OVERHEAD_NS	5000
#define TT_VICTIM_PATIENCE	(HZ / 10 + 1)
#define TT_VICTIM_LOOKS		1000	/* Looks between two calls of cond_resched() */

static DEFINE_MUTEX(tt_victim_mutex);
static struct tt_victim_timer tt_victims[TT_VICTIM_TIMERS];
static unsigned int tt_victim_count;	/* timers of the loaded victim, 0 if none is loaded */
static u32 tt_victim_running;
static const struct tt_prim *tt_victim_prim;
static u32 tt_victim_deleter;
static u32 tt_victim_third;
static u32 tt_victim_rounds;	/* how often the third CPU has armed all of them */
static u32 tt_victim_stop;	/* the owner asks it to stop */
static struct tt_victim tt_victim_counts;

static bool tt_victim_active(struct tt_victim_timer *t)
{
	/* Pairs with the release in tt_victim_handler(). */
	return atomic_read_acquire(&t->in_handler) || timer_pending(&t->timer);
}

static bool tt_victim_left_behind(void)
{
	u32 i;

	for (i = 0; i < TT_VICTIM_TIMERS; i++)
		if (tt_victim_active(&tt_victims[i]))
			return true;
	return false;
}

/* The handlers take half a tick at most, because they arm their timers again. */
static u32 tt_victim_timers(u32 handler_ns)
{
	return clamp(TICK_NSEC / 2 / (handler_ns + TT_VICTIM_OVERHEAD_NS), 1UL,
		     (unsigned long)TT_VICTIM_TIMERS);
}

static int tt_victim_arm(const struct tt_victim_want *want)
{
	u32 i;

	if (tt_victim_count || tt_victim_left_behind()) {
		pr_alert("timertorture: a victim's timers are still there\n");
		return -EBUSY;
	}
	if (!cpu_online(want->base_cpu) || !cpu_online(want->deleter_cpu) ||
	    (want->third_cpu != TT_NO_CPU && !cpu_online(want->third_cpu)))
		return -ENODEV;
	tt_victim_third = want->third_cpu;
	tt_victim_deleter = want->deleter_cpu;
	tt_victim_count = tt_victim_timers(want->handler_ns);
	WRITE_ONCE(tt_victim_running, 0);
	for (i = 0; i < tt_victim_count; i++) {
		struct tt_victim_timer *t = &tt_victims[i];

		t->number = i + 1;
		t->running = &tt_victim_running;
		t->spin = tt_ns_to_ticks(want->handler_ns);
		t->step = 1 + 2 * (want->handler_ns / TICK_NSEC);
		t->runs = 0;
		timer_setup(&t->timer, want->handler, TIMER_PINNED);
		t->timer.expires = jiffies + 1;
		add_timer_on(&t->timer, want->base_cpu);
	}
	return 0;
}

int tt_victim_begin(const struct tt_victim_want *want)
{
	const struct tt_prim *prim = tt_prim_find(want->primitive);
	int err;

	if (!tt_unsafe_allowed())
		return -EPERM;
	if (!prim)
		return -ENOENT;
	if (prim->reason)
		return -EOPNOTSUPP;
	/* A model needs timers of a lane, and these are none. */
	if (!(prim->flags & TT_PRIM_SYNC) || prim->flags & (TT_PRIM_INSIDE | TT_PRIM_MODEL) ||
	    want->handler_ns > TT_MAX_HANDLER_NS || want->base_cpu >= nr_cpu_ids ||
	    want->deleter_cpu >= nr_cpu_ids || want->base_cpu == want->deleter_cpu)
		return -EINVAL;
	if (want->third_cpu != TT_NO_CPU &&
	    (want->third_cpu >= nr_cpu_ids || want->third_cpu == want->base_cpu ||
	     want->third_cpu == want->deleter_cpu))
		return -EINVAL;
	cpus_read_lock();
	mutex_lock(&tt_victim_mutex);
	tt_victim_prim = prim;
	err = tt_victim_arm(want);
	mutex_unlock(&tt_victim_mutex);
	cpus_read_unlock();
	return err;
}

TT_EXPORT(tt_victim_begin);

/*
 * Waits, bounded, until a handler of another timer than number @not runs. Returns the number
 * of its timer, or 0 if there was none in time.
 */
static u32 tt_victim_wait(u32 not)
{
	unsigned long deadline = jiffies + TT_VICTIM_PATIENCE;
	u32 number, n;

	do {
		for (n = 0; n < TT_VICTIM_LOOKS; n++) {
			number = READ_ONCE(tt_victim_running);
			if (number && number != not)
				return number;
		}
		cond_resched();
	} while (time_before(jiffies, deadline));
	return 0;
}

/*
 * Deletes the timers on the deleter's CPU, beginning with the one whose handler runs, in the
 * order of the handlers, so that it catches up with a handler that it just missed. That order
 * is reversed each time, because a handler arms its timer at the head of the bucket.
 */
static long tt_victim_delete(void *unused)
{
	unsigned long deadline = jiffies + TT_HUNG_SECONDS * HZ;
	u32 before = tt_victim_count > 1 ? tt_victim_wait(0) : 0;
	u32 next = tt_victim_wait(before) ?: 1;
	u32 step = next > before ? 1 : tt_victim_count - 1;
	bool met = false;
	u32 i;

	for (i = 0, next--; i < tt_victim_count; i++) {
		struct tt_victim_timer *t = &tt_victims[next];

		met |= atomic_read(&t->in_handler);
		while (tt_victim_prim->call(&t->timer) < 0 && time_before(jiffies, deadline))
			cpu_relax();
		if (tt_victim_active(t))
			tt_victim_counts.escaped++;
		next += step;
		if (next >= tt_victim_count)
			next -= tt_victim_count;
	}
	tt_victim_counts.exits++;
	tt_victim_counts.met += met;
	return 0;
}

/*
 * What else in a driver may still arm the timers while its exit runs. It leaves those alone that
 * are queued: armed for the next jiffy again and again, they would never expire.
 */
static void tt_victim_arm_on(struct work_struct *work)
{
	unsigned long deadline = jiffies + 2 * TT_HUNG_SECONDS * HZ;
	u32 i;

	while (!READ_ONCE(tt_victim_stop) && time_before(jiffies, deadline)) {
		for (i = 0; i < tt_victim_count; i++)
			if (!timer_pending(&tt_victims[i].timer))
				mod_timer(&tt_victims[i].timer, jiffies + 1);
		WRITE_ONCE(tt_victim_rounds, tt_victim_rounds + 1);
		cond_resched();
	}
}

/* Waits, bounded, until the third CPU has armed each timer once more. */
static void tt_victim_let_arm(void)
{
	unsigned long deadline = jiffies + TT_VICTIM_PATIENCE;
	u32 rounds = READ_ONCE(tt_victim_rounds);

	while (READ_ONCE(tt_victim_rounds) - rounds < 2 && time_before(jiffies, deadline))
		cond_resched();
}

static void tt_victim_delete_all(void)
{
	if (cpu_online(tt_victim_deleter))
		work_on_cpu(tt_victim_deleter, tt_victim_delete, NULL);
	else
		tt_victim_delete(NULL);
}

static void tt_victim_delete_beside_third(void)
{
	struct work_struct work;

	INIT_WORK_ONSTACK(&work, tt_victim_arm_on);
	WRITE_ONCE(tt_victim_stop, 0);
	queue_work_on(tt_victim_third, system_highpri_wq, &work);
	tt_victim_let_arm();
	tt_victim_delete_all();
	tt_victim_let_arm();
	WRITE_ONCE(tt_victim_stop, 1);
	flush_work(&work);
	destroy_work_on_stack(&work);
}

void tt_victim_end(void)
{
	u32 i;

	cpus_read_lock();
	mutex_lock(&tt_victim_mutex);
	if (tt_victim_third != TT_NO_CPU && cpu_online(tt_victim_third))
		tt_victim_delete_beside_third();
	else
		tt_victim_delete_all();
	for (i = 0; i < tt_victim_count; i++)
		tt_victim_counts.expiries += READ_ONCE(tt_victims[i].runs);
	tt_victim_count = 0;
	mutex_unlock(&tt_victim_mutex);
	cpus_read_unlock();
}

TT_EXPORT(tt_victim_end);

int tt_get_victim(struct tt_victim *victim)
{
	mutex_lock(&tt_victim_mutex);
	*victim = tt_victim_counts;
	mutex_unlock(&tt_victim_mutex);
	return 0;
}
