// SPDX-License-Identifier: GPL-2.0-only
/*
 * The handler of a timer under torture.
 */
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/timer.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "race/handler.h"
#include "rules/evidence.h"
#include "rules/order.h"
#include "timing/clock.h"
#include "timing/wheel.h"

#define TT_LOCK_SECONDS	(TT_HUNG_SECONDS + 4)	/* A watchdog of the kernel's waits for 20. */
#define TT_SIBLINGS	4	/* One handler in so many deletes another timer. */

static enum tt_context tt_handler_context(const struct tt_lane *lane, u32 cpu)
{
	if (likely(cpu == lane->pair.base_cpu))
		return TT_IN_SOFTIRQ + TT_BY_ARMER;
	return TT_IN_SOFTIRQ + (cpu == lane->pair.deleter_cpu ? TT_BY_DELETER : TT_BY_THIRD);
}

/*
 * Whether the deleter follows the handlers on @cpu. It does not follow those on its own CPU,
 * which interrupt it.
 */
static bool tt_handler_followable(const struct tt_lane *lane, u32 traits, u32 cpu)
{
	return likely(cpu == lane->pair.base_cpu) ||
	       (traits & TT_TRAIT_PULLED && cpu != lane->pair.deleter_cpu);
}

/* Injected faults prove that the controller can tell a dead kernel from a live one. */
static void tt_handler_inject(struct tt_timer *t)
{
	const struct tt_cell *cell = t->lane->cell;
	u64 entry;

	if (cell->want.inject == TT_INJECT_PANIC) {
		if (READ_ONCE(cell->fault.now))
			panic("timertorture: injected\n");
	} else if (cell->want.inject == TT_INJECT_WARN) {
		WARN_ONCE(1, "timertorture: injected\n");
	} else if (cell->want.inject == TT_INJECT_STUCK) {
		entry = tt_clock();
		while (tt_ticks_to_ns(tt_clock() - entry) < 30 * NSEC_PER_SEC)
			cpu_relax();
	} else if (cell->want.inject == TT_INJECT_DOUBT) {
		tt_violation(t->lane, TT_RULE_NO_OVERLAP, t, NULL, TT_VIOL_BY_HANDLER);
	}
}

static bool tt_handler_may_rearm(const struct tt_timer *t)
{
	const struct tt_lane *lane = t->lane;

	if (!t->rearms_left || READ_ONCE(lane->round.quiet) || tt_stopped(lane->cell))
		return false;
	return tt_timers_native(lane) || lane->timer_ops->may_rearm(t);
}

static void tt_handler_rearm(struct tt_timer *t)
{
	unsigned long due = jiffies;
	u32 deleted;

	if (!tt_handler_may_rearm(t))
		return;
	/* Pairs with the release in tt_delete(). */
	deleted = smp_load_acquire(&t->ledger.deleted);
	t->rearms_left--;
	/* The base's clock is past the expiry, so the level depends on the distance from it. */
	WRITE_ONCE(t->run.lagged, due - t->ledger.due >= tt_wheel_start(1));
	WRITE_ONCE(t->ledger.due, due);
	WRITE_ONCE(t->generation, t->generation + 1);
	if (t->lane->cell->scen->rearm(t, due))
		t->run.rearms++;
	else if (READ_ONCE(t->ledger.shutdown_begun))
		/*
		 * A shutdown may have undone this arm. A shutdown that took the
		 * base's lock before the arm set the mark before it took the
		 * lock, so the mark is visible here.
		 */
		t->run.doubtful_arms++;
	else
		t->run.arms++;
	if (unlikely(deleted) && !READ_ONCE(t->ledger.shutdown_begun)) {
		WRITE_ONCE(t->ledger.deleted, 0);
		tt_handlers_count(&t->lane->handlers, armed_again);
	}
}

/* Returns the duration of a handler, in ticks. @generation: of its timer */
static u64 tt_handler_length(const struct tt_timer *t, u64 generation, u32 traits)
{
	static const u8 halves[] = { 0, 1, 2, 4 };
	u64 length = t->lane->cell->length.handler;

	if (likely(!(traits & TT_TRAIT_LENGTHS)))
		return length;
	return length * halves[(t->index + generation) % ARRAY_SIZE(halves)] / 2;
}

/*
 * Deletes a timer that is queued in the bucket that this CPU is just expiring, or one whose
 * handler has ended, by the primitive under test. The deleter may do so at the same time.
 */
static void tt_handler_delete_sibling(struct tt_timer *t, u64 generation)
{
	struct tt_lane *lane = t->lane;
	u32 batch = READ_ONCE(lane->round.batch);
	/* The timers of a batch expire in the order of their indexes. */
	u32 index = t->index + ((generation & 1) ? 1 : 2);
	struct tt_attempt a = {};
	struct tt_timer *sibling;

	if (t->index % TT_SIBLINGS || index >= batch)
		return;
	sibling = &lane->timers[index];
	a.generation = READ_ONCE(sibling->generation);
	if (lane->deleter.deletion.shutdown)
		/* See tt_delete(). */
		WRITE_ONCE(sibling->ledger.shutdown_begun, 1);
	a.begin = tt_clock();
	a.ret = lane->deleter.deletion.call(&sibling->timer);
	a.end = tt_clock();
	tt_handlers_count(&lane->handlers, returned[tt_returned(a.ret)]);
	if (a.ret != 1)
		return;
	if (unlikely(tt_timer_queued(sibling)))
		tt_violation(lane, TT_RULE_NOT_PENDING, sibling, &a,
			     TT_VIOL_BY_HANDLER | TT_VIOL_PENDING);
	WRITE_ONCE(sibling->ledger.dequeued_in, lane->round.number);
	tt_handlers_count(&lane->handlers, dequeues);
}

static void tt_handler_violation(struct tt_timer *t, u32 rule)
{
	tt_violation(t->lane, rule, t, NULL, TT_VIOL_BY_HANDLER | TT_VIOL_IN_HANDLER);
}

/* Rules 1 and 10, as far as only a handler can check them */
static void tt_handler_check_promise(struct tt_timer *t)
{
	/* Pairs with the release in tt_delete(). */
	u32 no_run_before = smp_load_acquire(&t->run.no_run_before);

	if (unlikely(no_run_before) &&
	    no_run_before - 1 == (u32)(atomic64_read(&t->ledger.arming) >> 32))
		tt_handler_violation(t, TT_RULE_NO_RUN_AFTER_SYNC);
	/* Pairs with the release in tt_revive(). */
	if (unlikely(smp_load_acquire(&t->ledger.shutdown_returned)) &&
	    t->lane->cell->prim->flags & TT_PRIM_SYNC)
		tt_handler_violation(t, TT_RULE_SHUTDOWN);
}

/* Returns the expiry for which the handler that begins was armed. */
static unsigned long tt_handler_due(const struct tt_timer *t, u32 traits)
{
	/* An earlier run of the round consumed the armer's arm, so this one is the third CPU's. */
	if (traits & TT_TRAIT_SHARED && t->run.ended != READ_ONCE(t->ledger.runs_at_open))
		return READ_ONCE(t->move.expires);
	return READ_ONCE(t->ledger.due);
}

/* Rules 7 and 9: the handler runs on @cpu, @late jiffies after its expiry. */
static void tt_handler_check_place(struct tt_timer *t, u32 cpu, long late)
{
	struct tt_lane *lane = t->lane;

	if (unlikely(late < 0) && tt_claimed(lane, TT_RULE_NOT_EARLY)) {
		t->run.early = -late;
		tt_handler_violation(t, TT_RULE_NOT_EARLY);
	}
	if (unlikely(cpu != lane->pair.base_cpu) && tt_claimed(lane, TT_RULE_PINNED))
		tt_handler_violation(t, TT_RULE_PINNED);
}

/* Rule 14: a timer that is queued has a function. */
static void tt_handler_check_function(struct tt_timer *t)
{
	if (likely(READ_ONCE(t->timer.function) || !timer_pending(&t->timer)))
		return;
	/*
	 * A shutdown dequeues the timer and clears its function under the base's lock. This
	 * call takes that lock, and changes nothing, so a shutdown that is under way ends.
	 */
	mod_timer_pending(&t->timer, t->timer.expires + 1);
	if (!READ_ONCE(t->timer.function) && timer_pending(&t->timer))
		tt_violation(t->lane, TT_RULE_HAS_FUNCTION, t, NULL,
			     TT_VIOL_BY_HANDLER | TT_VIOL_IN_HANDLER | TT_VIOL_PENDING);
}

/* Rule 15: handlers run in a softirq, those of IRQSAFE timers with interrupts off. */
static void tt_handler_check_context(struct tt_timer *t)
{
	bool softirq = in_serving_softirq();
	bool irqs_off = irqs_disabled();
	u32 flags = TT_VIOL_BY_HANDLER | TT_VIOL_IN_HANDLER;

	if (likely(softirq && irqs_off == tt_cell_irqsafe(t->lane->cell)))
		return;
	if (softirq)
		flags |= TT_VIOL_IN_SOFTIRQ;
	if (irqs_off)
		flags |= TT_VIOL_IRQS_OFF;
	tt_violation(t->lane, TT_RULE_CONTEXT, t, NULL, flags);
}

/* Rule 11: nobody uses a timer that counts as freed. */
static void tt_handler_check_freed(struct tt_timer *t)
{
	if (unlikely(READ_ONCE(t->ledger.freed)))
		tt_handler_violation(t, TT_RULE_FREED);
}

/*
 * Takes the lock that the deleter may hold, and releases it. If the deleter waits for this handler,
 * neither would ever go on. So the handler breaks the lock, after the monitor must have noticed.
 */
static void tt_handler_lock(struct tt_lane *lane, u64 entry)
{
	u64 bound = tt_ns_to_ticks((u64)TT_LOCK_SECONDS * NSEC_PER_SEC);

	/* Pairs with the release in tt_attempt_locked(). */
	while (cmpxchg_acquire(&lane->lock, 0, 1) && tt_clock() - entry < bound)
		cpu_relax();
	/* Pairs with the acquire in tt_attempt_locked(). */
	smp_store_release(&lane->lock, 0);
}

/* Updates the sums that only handlers which the deleter may follow write: one at a time does. */
static void tt_handler_count(struct tt_lane *lane, u64 entry, u64 exit, long late)
{
	struct tt_handlers *sums = &lane->handlers;

	WRITE_ONCE(sums->fired, sums->fired + 1);
	/* If it follows another handler at once, the kernel's time in between counts too. */
	sums->busy_ticks += exit - (entry - sums->last_exit < lane->cell->length.gap ?
				    sums->last_exit : entry);
	sums->last_exit = exit;
	sums->min = min(sums->min, exit - entry);
	sums->max = max(sums->max, exit - entry);
	if (unlikely(late > (long)sums->late_max))
		sums->late_max = late;
}

void tt_handler_run(struct tt_timer *t)
{
	struct tt_lane *lane = t->lane;
	struct tt_cell *cell = lane->cell;
	u32 traits = cell->scen->traits;
	u32 cpu = raw_smp_processor_id();
	bool followable = tt_handler_followable(lane, traits, cpu);
	enum tt_context context = tt_handler_context(lane, cpu);
	u64 generation = READ_ONCE(t->generation);
	struct tt_stamp *stamp = &t->run.stamp[generation & 1];
	u64 entry = tt_clock();
	u64 now, exit, length;
	long late;

	if (unlikely(traits & TT_TRAIT_ESCAPE))
		WRITE_ONCE(t->run.moved, 0);
	WRITE_ONCE(t->run.begun, t->run.begun + 1);
	/* Rule 6. The mark pairs with the acquire in tt_delete(). */
	if (unlikely(atomic_fetch_add(1, &t->run.in_handler)) &&
	    tt_claimed(lane, TT_RULE_NO_OVERLAP))
		tt_handler_violation(t, TT_RULE_NO_OVERLAP);
	/* The deleter is waiting for this store. */
	if (followable)
		WRITE_ONCE(lane->published, lane->round.number << 16 | (t->index + 1));

	WRITE_ONCE(t->run.first_store, generation);
	WRITE_ONCE(t->run.past_half, 0);
	WRITE_ONCE(stamp->entry, TT_NEVER);
	/* No reader may combine the entry of the old run with the exit of the new one. */
	smp_wmb();
	WRITE_ONCE(stamp->exit, 0);
	WRITE_ONCE(stamp->generation, generation);
	/* Pairs with the acquire in tt_stamp_of(). */
	smp_store_release(&stamp->entry, entry);

	late = (long)(jiffies - tt_handler_due(t, traits));
	tt_trace(lane, context, entry, t, TT_EVENT_ENTER, late);
	/* mod_timer() leaves a timer on its base while its handler runs; add_timer_on() may not. */
	if (unlikely(cpu != (READ_ONCE(t->timer.flags) & TIMER_CPUMASK)))
		tt_handlers_count(&lane->handlers, remote_expiries);
	tt_handler_check_place(t, cpu, late);
	if (likely(tt_claimed(lane, TT_RULE_CONTEXT)))
		tt_handler_check_context(t);
	tt_handler_check_promise(t);
	if (unlikely(READ_ONCE(lane->order.passed)) && cpu == lane->pair.base_cpu)
		tt_order_judge_run(t);
	if (traits & TT_TRAIT_FREES)
		tt_handler_check_freed(t);
	if (traits & TT_TRAIT_REARM)
		tt_handler_rearm(t);
	if (traits & TT_TRAIT_SIBLINGS)
		tt_handler_delete_sibling(t, generation);
	if (unlikely(traits & TT_TRAIT_LOCKED))
		tt_handler_lock(lane, entry);
	length = tt_handler_length(t, generation, traits);
	now = tt_pace_until(&lane->handlers.pace, tt_clock(), entry + length / 2);
	WRITE_ONCE(t->run.past_half, 1);
	tt_pace_until(&lane->handlers.pace, now, entry + length);
	if (unlikely(cell->want.inject))
		tt_handler_inject(t);

	if (unlikely(tt_claimed(lane, TT_RULE_HAS_FUNCTION)))
		tt_handler_check_function(t);
	if (traits & TT_TRAIT_FREES) {
		WRITE_ONCE(t->run.payload, generation);
		tt_handler_check_freed(t);
	}
	WRITE_ONCE(t->run.ended, t->run.ended + 1);
	exit = tt_clock();
	if (followable)
		tt_handler_count(lane, entry, exit, late - (long)t->ledger.granule);
	tt_trace(lane, context, exit, t, TT_EVENT_EXIT, 0);
	WRITE_ONCE(stamp->exit, exit);
	/* Rule 2 is about this plain store, the last one before the mark is cleared. */
	WRITE_ONCE(t->run.last_store, generation);
	/* The memory may be gone after this. Pairs with the acquire in tt_delete(). */
	if (likely(!(traits & TT_TRAIT_ESCAPE)))
		atomic_set_release(&t->run.in_handler, 0);
	else
		atomic_dec_return_release(&t->run.in_handler);
}

void tt_handler(struct timer_list *timer)
{
	struct tt_timer *t = timer_container_of(t, timer, timer);

	tt_handler_run(t);
}

/* Adds the time since the end of the handler before, if that ran in the same softirq. */
static void tt_handler_followed(struct tt_lane *lane, u64 entry)
{
	struct tt_handlers *sums = &lane->handlers;
	u64 since = entry - sums->last_exit;
	u32 kind = since < lane->cell->length.gap ? TT_HISTOGRAM_LATE : TT_HISTOGRAM_DISTURBED;

	if (!sums->last_exit)
		return;
	tt_histogram_add(&lane->measured.histogram[kind], since);
	WRITE_ONCE(sums->followed, sums->followed + 1);
	if (kind == TT_HISTOGRAM_DISTURBED)
		sums->tally.disturbed++;
}

void tt_handler_of_expiry(struct timer_list *timer)
{
	u64 entry = tt_clock();
	struct tt_timer *t = timer_container_of(t, timer, timer);
	struct tt_lane *lane = t->lane;
	u32 cpu = raw_smp_processor_id();
	u64 exit;

	if (unlikely(cpu != (READ_ONCE(t->timer.flags) & TIMER_CPUMASK)))
		tt_handlers_count(&lane->handlers, remote_expiries);
	atomic_set(&t->run.in_handler, 1);
	tt_handler_check_place(t, cpu, (long)(jiffies - READ_ONCE(t->ledger.due)));
	if (likely(tt_claimed(lane, TT_RULE_CONTEXT)))
		tt_handler_check_context(t);
	/* The kernel runs the timers of a base one after the other, whichever CPU does it. */
	tt_handler_followed(lane, entry);
	WRITE_ONCE(lane->handlers.fired, lane->handlers.fired + 1);
	tt_pace_until(&lane->handlers.pace, tt_clock(), entry + lane->cell->length.handler);
	exit = tt_clock();
	WRITE_ONCE(lane->handlers.last_exit, exit);
	/* Pairs with the acquire in tt_expiring_wait(). */
	smp_store_release(&t->run.ended, t->run.ended + 1);
	/* The memory may be gone after this. */
	atomic_set_release(&t->run.in_handler, 0);
}
