// SPDX-License-Identifier: GPL-2.0-only
/*
 * Attempts that are more than a call in the context of the deleter's kthread.
 */
#include <linux/bottom_half.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/jiffies.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "compat.h"
#include "race/arming.h"
#include "race/attempt.h"
#include "rules/mechanism.h"

/**
 * struct tt_wanted_attempt - what the interrupt is to do
 * @tasklet: of an attempt in a softirq
 * @work: of an attempt in a hard interrupt
 * @worker: the deleter, which waits meanwhile
 * @t: the timer
 * @a: the attempt
 */
struct tt_wanted_attempt {
	struct tasklet_struct tasklet;
	struct irq_work work;
	struct tt_worker *worker;
	struct tt_timer *t;
	struct tt_attempt *a;
};

static void tt_attempt_here(const struct tt_wanted_attempt *wanted)
{
	/* The interrupt in which this runs does not disturb the call. */
	tt_disturbance_begin(&wanted->worker->disturbance);
	tt_delete(wanted->worker, wanted->t, wanted->a);
}

static void tt_attempt_by_tasklet(struct tasklet_struct *tasklet)
{
	tt_attempt_here(container_of(tasklet, struct tt_wanted_attempt, tasklet));
}

void tt_attempt_in_softirq(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a)
{
	struct tt_wanted_attempt wanted = { .worker = worker, .t = t, .a = a };

	tasklet_setup(&wanted.tasklet, tt_attempt_by_tasklet);
	local_bh_disable();
	tasklet_hi_schedule(&wanted.tasklet);
	local_bh_enable();
	/* Only ksoftirqd, if it has work already, leaves something to wait for. */
	tasklet_kill(&wanted.tasklet);
}

static void tt_attempt_by_irq_work(struct irq_work *work)
{
	tt_attempt_here(container_of(work, struct tt_wanted_attempt, work));
}

void tt_attempt_in_hardirq(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a)
{
	struct tt_wanted_attempt wanted = { .worker = worker, .t = t, .a = a };

	tt_init_hard_irq_work(&wanted.work, tt_attempt_by_irq_work);
	irq_work_queue(&wanted.work);
	irq_work_sync(&wanted.work);
}

void tt_attempt_locked(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a)
{
	struct tt_lane *lane = worker->lane;

	/* A handler holds it for a moment only. */
	while (cmpxchg_acquire(&lane->lock, 0, 1) && !tt_stopped(lane->cell))
		;
	tt_delete(worker, t, a);
	/* Pairs with the acquire in tt_handler_lock(). */
	smp_store_release(&lane->lock, 0);
}

void tt_attempt_to_arm(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a)
{
	unsigned long expires = jiffies;

	a->index = t->index;
	a->generation = READ_ONCE(t->generation);
	a->excused = false;
	t->wanted = expires;
	tt_arming_begin(t);
	tt_move_begin(t, expires);
	tt_timer_due_by(t, expires);
	/* The run that this causes must not overwrite the stamp of the one that it meets. */
	WRITE_ONCE(t->generation, a->generation + 1);
	a->begin = tt_clock();
	a->ret = worker->deletion.call(&t->timer);
	a->end = tt_clock();
	tt_arming_end(t);
	a->disturbed = tt_disturbed(&worker->disturbance, a->end - a->begin);
	/* Null arms nothing. */
	if (!worker->deletion.arms)
		return;
	if (a->ret)
		worker->tally.rearms++;
	else
		worker->tally.arms++;
}
