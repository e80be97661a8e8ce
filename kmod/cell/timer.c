// SPDX-License-Identifier: GPL-2.0-only
/*
 * A timer under torture: its life, and the handler that writes its part of the
 * ledger and checks what only a handler can see.
 */
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/timer.h>

#include "forced/defeat.h"
#include "race/race.h"
#include "race/wheel.h"

static void tt_handler(struct timer_list *timer);

static void tt_timer_setup(struct tt_timer *t)
{
	u32 want = t->lane->cell->want.timer_flags;
	u32 traits = t->lane->cell->scen->traits;
	u32 flags = 0;

	if ((want & TT_TIMER_PINNED || traits & TT_TRAIT_BEPINNED) && !(traits & TT_TRAIT_UNPINNED))
		flags |= TIMER_PINNED;
	if (want & TT_TIMER_DEFERRABLE)
		flags |= TIMER_DEFERRABLE;
	if (want & TT_TIMER_IRQSAFE)
		flags |= TIMER_IRQSAFE;
	timer_setup(&t->timer, tt_handler, flags);
}

void tt_timer_init(struct tt_lane *lane, struct tt_timer *t, u32 index)
{
	t->lane = lane;
	t->index = index;
	t->rearms_left = TT_REARM_BUDGET;
	/* Of what is armed far ahead only; others get theirs at every arm. */
	t->due = jiffies + TT_FAR_JIFFIES;
	t->stamp[0].entry = TT_NEVER;
	t->stamp[1].entry = TT_NEVER;
	tt_timer_setup(t);
	if (lane->cell->era)
		tt_model_init(lane, &t->model);
}

/*
 * After a shutdown call, or one that changed its flags: makes the timer what it
 * was set up as. Its owner calls, in process context.
 */
void tt_timer_renew(struct tt_timer *t)
{
	if (likely(!t->shut) && !(t->lane->cell->scen->traits & TT_TRAIT_ESCAPE))
		return;
	/* timer_shutdown() may have left its handler running */
	timer_delete_sync(&t->timer);
	tt_timer_setup(t);
	WRITE_ONCE(t->shut_done, 0);
	WRITE_ONCE(t->shut, 0);
}

/* Right before an arm by whoever owns the timer alone; the arm's lock hands it to the handler. */
void tt_timer_next_generation(struct tt_timer *t, unsigned long expires)
{
	WRITE_ONCE(t->dead, 0);
	WRITE_ONCE(t->freed, 0);
	WRITE_ONCE(t->due, expires);
	t->granule = tt_wheel_granule(expires - jiffies);
	/* a cache line of its own */
	if (unlikely(t->lane->cell->era))
		WRITE_ONCE(t->model.stop, 0);
	WRITE_ONCE(t->generation, t->generation + 1);
}

/* The real timer was dequeued or not: of a model, what its own wheel says counts. */
bool tt_timer_took(struct tt_timer *t, bool dequeued)
{
	return t->lane->cell->era ? tt_model_forget(t) : dequeued;
}

/* Dequeues it without waiting. True if it was queued. */
bool tt_timer_take(struct tt_timer *t)
{
	return tt_timer_took(t, timer_delete(&t->timer));
}

/* Dequeues it and waits until its handler does not run. True if it was queued. */
bool tt_timer_take_sync(struct tt_timer *t)
{
	return tt_timer_took(t, timer_delete_sync(&t->timer));
}

/* The run that consumed @generation, or NULL if there was none (yet). */
const struct tt_stamp *tt_stamp_of(const struct tt_timer *t, u64 generation)
{
	const struct tt_stamp *stamp = &t->stamp[generation & 1];

	/* Pairs with the release in tt_handler(). */
	if (smp_load_acquire(&stamp->entry) == TT_NEVER ||
	    READ_ONCE(stamp->generation) != generation)
		return NULL;
	return stamp;
}

static void tt_due_lower(struct tt_timer *t, unsigned long expires)
{
	unsigned long due = READ_ONCE(t->due);

	while (time_before(expires, due)) {
		unsigned long seen = cmpxchg(&t->due, due, expires);

		if (seen == due)
			break;
		due = seen;
	}
}

/*
 * Arms a timer that others may be arming or deleting, by mod_timer(),
 * timer_reduce() or mod_timer_pending(). Once a round and timer, so that an
 * arm that found the timer pending is known to have replaced the armer's.
 */
int tt_arm_shared(struct tt_worker *worker, struct tt_timer *t, unsigned long expires,
		  enum tt_arming how)
{
	struct tt_lane *lane = worker->lane;
	int ret;

	tt_trace(lane, worker->context, tt_clock(), t, TT_EVENT_ARM, expires - jiffies);
	/* A full barrier: whoever sees the arm's effect sees that it began. */
	atomic64_add_return(TT_ARM_BEGUN, &t->arming);
	tt_due_lower(t, expires);
	switch (how) {
	case TT_MOD_TIMER:
		ret = mod_timer(&t->timer, expires);
		break;
	case TT_TIMER_REDUCE:
		ret = timer_reduce(&t->timer, expires);
		break;
	default:
		ret = mod_timer_pending(&t->timer, expires);
		break;
	}
	if (ret) {
		worker->tally.rearms++;
		if (how != TT_TIMER_REDUCE)
			WRITE_ONCE(t->due, expires);
	} else if (how != TT_MOD_TIMER_PENDING) {
		/* See tt_handler_rearm(). */
		if (READ_ONCE(t->shut))
			worker->tally.doubtful_arms++;
		else
			worker->tally.arms++;
	}
	/* pairs with the acquire in tt_delete() */
	atomic64_add_return_release(TT_ARM_ENDED, &t->arming);
	tt_trace(lane, worker->context, tt_clock(), t, TT_EVENT_ARMED, ret);
	return ret;
}

static enum tt_context tt_handler_context(const struct tt_lane *lane, u32 cpu)
{
	if (likely(cpu == lane->base_cpu))
		return TT_IN_SOFTIRQ + TT_BY_ARMER;
	return TT_IN_SOFTIRQ + (cpu == lane->deleter_cpu ? TT_BY_DELETER : TT_BY_THIRD);
}

/* Injected faults prove that the controller tells a dead kernel from a live one. */
static void tt_handler_inject(struct tt_cell *cell)
{
	u64 entry;

	if (cell->want.inject == TT_INJECT_PANIC) {
		if (READ_ONCE(cell->inject_now))
			panic("timertorture: injected\n");
	} else if (cell->want.inject == TT_INJECT_STUCK) {
		entry = tt_clock();
		while (tt_ticks_to_ns(tt_clock() - entry) < 30 * NSEC_PER_SEC)
			cpu_relax();
	}
}

static void tt_handler_rearm(struct tt_timer *t)
{
	struct tt_lane *lane = t->lane;
	unsigned long due = jiffies;

	if (!t->rearms_left || READ_ONCE(lane->quiet) || tt_stopped(lane->cell))
		return;
	if (lane->cell->era && lane->cell->era->traits & TT_ERA_STOP && READ_ONCE(t->model.stop))
		return;
	t->rearms_left--;
	WRITE_ONCE(t->due, due);
	WRITE_ONCE(t->generation, t->generation + 1);
	if (lane->cell->scen->rearm(t, due))
		t->self_rearms++;
	else if (READ_ONCE(t->shut))
		/*
		 * Undone by a shutdown, or not. One that took the base's lock
		 * before the arm set the mark before that, so it is seen here.
		 */
		t->doubtful_arms++;
	else
		t->self_arms++;
}

/* Rules 1 and 10, in the half that only a handler can see. */
static void tt_handler_check_dead(struct tt_timer *t)
{
	/* Pairs with the release in tt_delete(). */
	u32 dead = smp_load_acquire(&t->dead);

	if (unlikely(dead) && dead - 1 == (u32)(atomic64_read(&t->arming) >> 32))
		tt_violation(t->lane, TT_RULE_NO_RUN_AFTER_SYNC, t, NULL,
			     TT_VIOL_BY_HANDLER | TT_VIOL_IN_HANDLER);
	/* Pairs with the release in tt_revive(). */
	if (unlikely(smp_load_acquire(&t->shut_done)) &&
	    t->lane->cell->prim->flags & TT_PRIM_SYNC)
		tt_violation(t->lane, TT_RULE_SHUTDOWN, t, NULL,
			     TT_VIOL_BY_HANDLER | TT_VIOL_IN_HANDLER);
}

/* Rules 7 and 9: when and where it runs, @late jiffies past its expiry. */
static void tt_handler_check_place(struct tt_timer *t, u32 cpu, long late)
{
	struct tt_lane *lane = t->lane;

	if (unlikely(late < 0) && tt_claimed(lane, TT_RULE_NOT_EARLY))
		tt_violation(lane, TT_RULE_NOT_EARLY, t, NULL,
			     TT_VIOL_BY_HANDLER | TT_VIOL_IN_HANDLER);
	if (unlikely(cpu != lane->base_cpu)) {
		if (tt_claimed(lane, TT_RULE_PINNED))
			tt_violation(lane, TT_RULE_PINNED, t, NULL,
				     TT_VIOL_BY_HANDLER | TT_VIOL_IN_HANDLER);
	}
}

/* Rule 11: what counts as freed is not touched. */
static void tt_handler_check_freed(struct tt_timer *t)
{
	if (unlikely(READ_ONCE(t->freed)))
		tt_violation(t->lane, TT_RULE_FREED, t, NULL,
			     TT_VIOL_BY_HANDLER | TT_VIOL_IN_HANDLER);
}

/* What is written by handlers on the base CPU alone, and what the chase follows. */
static void tt_handler_tell(struct tt_lane *lane, u64 entry, u64 exit, long late)
{
	struct tt_cell *cell = lane->cell;

	WRITE_ONCE(lane->fired, lane->fired + 1);
	/* Back to back with the one before, the kernel's part belongs to it too. */
	lane->busy_ticks += exit - (entry - lane->last_exit < cell->gap_ticks ? lane->last_exit :
				    entry);
	lane->last_exit = exit;
	lane->handler_min = min(lane->handler_min, exit - entry);
	lane->handler_max = max(lane->handler_max, exit - entry);
	if (unlikely(late > (long)lane->round_late_max))
		lane->round_late_max = late;
}

static void tt_handler_run(struct tt_timer *t)
{
	struct tt_lane *lane = t->lane;
	struct tt_cell *cell = lane->cell;
	u32 traits = cell->scen->traits;
	u32 cpu = raw_smp_processor_id();
	enum tt_context context = tt_handler_context(lane, cpu);
	u64 generation = READ_ONCE(t->generation);
	struct tt_stamp *stamp = &t->stamp[generation & 1];
	u64 entry = tt_clock();
	u64 now, exit;
	long late;

	/* Rule 6. The mark pairs with the acquire in tt_delete(). */
	if (unlikely(atomic_fetch_add(1, &t->in_handler)) && tt_claimed(lane, TT_RULE_NO_OVERLAP))
		tt_violation(lane, TT_RULE_NO_OVERLAP, t, NULL,
			     TT_VIOL_BY_HANDLER | TT_VIOL_IN_HANDLER);
	/* The deleter is waiting for this. */
	if (likely(cpu == lane->base_cpu))
		WRITE_ONCE(lane->current_index, lane->round << 16 | (t->index + 1));

	WRITE_ONCE(t->first, generation);
	WRITE_ONCE(t->half, 0);
	WRITE_ONCE(stamp->entry, TT_NEVER);
	/* No reader may take the old run's entry with the new run's exit. */
	smp_wmb();
	WRITE_ONCE(stamp->exit, 0);
	WRITE_ONCE(stamp->generation, generation);
	/* Pairs with the acquire in tt_stamp_of(). */
	smp_store_release(&stamp->entry, entry);

	late = (long)(jiffies - READ_ONCE(t->due));
	tt_trace(lane, context, entry, t, TT_EVENT_ENTER, late);
	tt_handler_check_place(t, cpu, late);
	tt_handler_check_dead(t);
	if (traits & TT_TRAIT_FREES)
		tt_handler_check_freed(t);
	if (traits & TT_TRAIT_REARM)
		tt_handler_rearm(t);
	now = tt_pace_until(&lane->pace, tt_clock(), entry + cell->handler_ticks / 2);
	WRITE_ONCE(t->half, 1);
	tt_pace_until(&lane->pace, now, entry + cell->handler_ticks);
	if (unlikely(cell->want.inject))
		tt_handler_inject(cell);

	if (traits & TT_TRAIT_FREES) {
		WRITE_ONCE(t->payload, generation);
		tt_handler_check_freed(t);
	}
	WRITE_ONCE(t->runs, t->runs + 1);
	exit = tt_clock();
	if (likely(cpu == lane->base_cpu))
		tt_handler_tell(lane, entry, exit, late - (long)t->granule);
	tt_trace(lane, context, exit, t, TT_EVENT_EXIT, 0);
	WRITE_ONCE(stamp->exit, exit);
	/* Plain, and the last but the mark: rule 2 is about this one. */
	WRITE_ONCE(t->last, generation);
	/* The last act: from here on the memory may be gone. Pairs with tt_delete(). */
	if (likely(!(traits & TT_TRAIT_ESCAPE)))
		atomic_set_release(&t->in_handler, 0);
	else
		atomic_dec_return_release(&t->in_handler);
}

static void tt_handler(struct timer_list *timer)
{
	struct tt_timer *t = timer_container_of(t, timer, timer);
	const struct tt_era *era = t->lane->cell->era;

	if (unlikely(t->lane->defeat)) {
		tt_defeat_ring(t);
	} else if (likely(!era)) {
		tt_handler_run(t);
	} else if (tt_model_begin(NULL, t, tt_model_home(t->lane))) {
		tt_handler_run(t);
		if (era->traits & TT_ERA_MARK_TIMER)
			/* timer_exit(), the handler's last act in 2.3.99 */
			smp_store_release(&t->model.running, 0);
		tt_model_end(NULL, t, tt_model_home(t->lane));
	}
}
