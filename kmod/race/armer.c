// SPDX-License-Identifier: GPL-2.0-only
/*
 * The armer's side of a round: it arms the batch for one jiffy, opens the round, waits
 * until each timer ran or is dequeued, and closes the round. In scenarios where other
 * CPUs arm too, it then dequeues what they armed.
 */
#include <linux/bottom_half.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/timer.h>

#include "cell/cell.h"
#include "cell/random.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "race/armer.h"
#include "race/arming.h"
#include "race/hotplug.h"
#include "rules/evidence.h"
#include "rules/order.h"
#include "timing/patience.h"

#define TT_FIRST_BATCH		64
#define TT_SMALLEST_BATCH	16
#define TT_STOLEN_NS		(100 * NSEC_PER_MSEC)
#define TT_AWAY_ROUNDS		4	/* With hotplug the CPU goes off line in one of 4 rounds, */
#define TT_AWAY_JIFFIES		4	/* and the timers of that round are due so much later. */
#define TT_PULLED_JIFFIES	4	/* A CPU without work goes idle in so many jiffies. */
#define TT_DEFERRED_JIFFIES	8	/* It is woken up to so many after its timers are due. */
#define TT_ALONE_ROUNDS		64	/* In two of so many rounds nobody deletes, */
#define TT_ALONE_ROUND		15	/* and the second of these, which follows one, is timed. */

/* Whether the timer ran in this round or was dequeued */
static bool tt_timer_done(const struct tt_timer *t, u64 round, bool rearm)
{
	if (READ_ONCE(t->run.ended) != t->ledger.runs_at_open)
		return true;
	if (READ_ONCE(t->ledger.dequeued_in) == round)
		return true;
	/* The handler may not re-arm any more, or a shutdown undid the arm. */
	return rearm && !tt_timer_queued(t) && !atomic_read(&t->run.in_handler);
}

/* Draws the call by which to arm a timer. Only mod_timer() may find it queued. */
static enum tt_arming tt_armer_draw(struct tt_worker *worker, const struct tt_timer *t)
{
	const struct tt_armings *armings = worker->armings;

	if (armings->count == 1 || unlikely(timer_pending(&t->timer)))
		return TT_ARMING_MOD_TIMER;
	return armings->call[tt_random_below(&worker->random, armings->count)];
}

/* Arms a timer, and times one in eight of the calls of mod_timer(). */
static void tt_armer_mod(struct tt_worker *worker, struct tt_timer *t, unsigned long expires)
{
	struct tt_lane *lane = worker->lane;
	enum tt_arming call = tt_armer_draw(worker, t);
	u64 begin;
	int ret;

	tt_timer_next_generation(t, expires);
	begin = tt_clock();
	ret = tt_arm_by(worker, t, expires, call);
	if (call == TT_ARMING_MOD_TIMER && !(t->index & 7))
		tt_histogram_add(&lane->measured.histogram[TT_HISTOGRAM_ARM], tt_clock() - begin);
	tt_trace(lane, worker->context, begin, t, TT_EVENT_ARM, expires - jiffies);
	if (ret)
		worker->tally.rearms++;
	else
		worker->tally.arms++;
}

static void tt_armer_arm(struct tt_worker *worker, struct tt_timer *t, unsigned long expires)
{
	tt_timer_renew(t);
	t->rearms_left = TT_REARM_BUDGET;
	tt_armer_mod(worker, t, expires);
}

/*
 * Arms a timer whose handler may arm it, too. The handler runs in a softirq of this CPU,
 * so it cannot come between the check and the arm.
 */
static void tt_armer_arm_again(struct tt_worker *worker, struct tt_timer *t,
			       unsigned long expires)
{
	tt_timer_renew(t);
	local_bh_disable();
	t->rearms_left = TT_REARM_BUDGET;
	if (!tt_timer_queued(t))
		tt_armer_mod(worker, t, expires);
	local_bh_enable();
}

/* Stands still as a virtual CPU does whose host has no time for it. */
static void tt_armer_stolen(void)
{
	unsigned long flags;

	local_irq_save(flags);
	tt_spin_until(tt_clock() + tt_ns_to_ticks(TT_STOLEN_NS));
	local_irq_restore(flags);
}

/*
 * Arms the batch and returns the ticks that it took. A timer enters its bucket at the
 * head, so the last one comes first.
 */
static u64 tt_armer_batch(struct tt_worker *worker, u32 batch, bool rearm, unsigned long expires)
{
	struct tt_lane *lane = worker->lane;
	u64 begin = tt_clock();
	u32 i;

	tt_watch_begin(worker);
	for (i = batch; i-- > 0;) {
		struct tt_timer *t = &lane->timers[i];

		t->ledger.runs_at_open = READ_ONCE(t->run.ended);
		if (rearm)
			tt_armer_arm_again(worker, t, expires);
		else
			tt_armer_arm(worker, t, expires);
	}
	tt_watch_end(worker);
	if (unlikely(lane->cell->want.inject == TT_INJECT_STOLEN_ARM))
		tt_armer_stolen();
	return tt_clock() - begin;
}

/*
 * Rule 8: a timer runs a granule after its expiry at the latest, except for the time in which
 * this CPU did not run, which was @away ticks. @left: a timer has not run at all.
 */
static void tt_armer_judge_late(struct tt_lane *lane, u64 away, const struct tt_timer *left)
{
	u32 late = READ_ONCE(lane->handlers.late_max);

	/* A handler that re-arms its timer may have run before the armer watched. */
	if (!tt_claimed(lane, TT_RULE_NOT_LOST) || lane->round.cpu_away || lane->cell->stalls ||
	    lane->cell->scen->traits & TT_TRAIT_REARM)
		return;
	if (left && tt_timer_queued(left))
		late = max_t(long, late, (long)(jiffies - left->ledger.due) - left->ledger.granule);
	lane->round.late_max = max(lane->round.late_max, late);
	if (late > 2 + div64_u64(away, lane->cell->length.jiffy))
		lane->round.late++;
}

/* Rule 13: the base has passed the timers of the round. */
static void tt_armer_judge_order(struct tt_lane *lane, u32 from, u32 batch, u64 round, bool rearm)
{
	u32 i;

	for (i = from; i < batch && !lane->order.dangling; i++)
		if (!tt_timer_done(&lane->timers[i], round, rearm))
			tt_order_judge(lane, &lane->timers[i]);
}

/*
 * Adds to @away the time since @clock if the armer did not look for more than a quarter of a
 * jiffy, and returns the clock.
 */
static u64 tt_armer_away(const struct tt_lane *lane, u64 clock, u64 *away)
{
	u64 now = tt_clock();

	if (now - clock > lane->cell->length.jiffy / 4)
		*away += now - clock;
	return now;
}

/*
 * Lets some time pass before the armer looks again. Deferrable timers wait for it, because it
 * wakes their CPU.
 */
static void tt_armer_pause(struct tt_worker *worker)
{
	u32 traits = worker->lane->cell->scen->traits;
	long later = 1;

	if (!(traits & TT_TRAIT_PULLED)) {
		tt_pause(worker->lane->cell);
		return;
	}
	if (traits & TT_TRAIT_DEFERRABLE)
		later += tt_random_below(&worker->random, TT_DEFERRED_JIFFIES);
	schedule_timeout_interruptible(TT_PULLED_JIFFIES + later);
}

/*
 * Waits until each timer of the round ran or is dequeued, or the base is known to have passed
 * them. Returns how many are done, counted from the first one. @clock is the clock when arming
 * began. If others arm the timers as well, they may run later, and the round goes on.
 */
static u32 tt_armer_watch(struct tt_worker *worker, u32 batch, bool rearm, bool shared, u64 clock)
{
	struct tt_lane *lane = worker->lane;
	u64 round = lane->round.number;
	unsigned long bound = shared ? TT_ROUND_GRACE : tt_order_patience(lane);
	struct tt_patience patience;
	bool passed = false;
	u64 away = 0;
	u32 i = 0;

	tt_patience_begin(&patience);
	while (i < batch && !tt_stopped(lane->cell)) {
		if (tt_timer_done(&lane->timers[i], round, rearm)) {
			i++;
			continue;
		}
		if (!passed && tt_order_passed(worker)) {
			passed = true;
			tt_armer_judge_order(lane, i, batch, round, rearm);
		}
		if ((passed && !shared) || tt_patience_over(&patience, bound))
			break;
		tt_armer_pause(worker);
		clock = tt_armer_away(lane, clock, &away);
	}
	/* All may be done at the first look. */
	tt_armer_away(lane, clock, &away);
	if (!tt_stopped(lane->cell))
		tt_armer_judge_late(lane, away, i < batch && !shared ? &lane->timers[i] : NULL);
	return i;
}

static bool tt_party_busy(const struct tt_party *party)
{
	/* Pairs with the release in tt_round_leave(). */
	return smp_load_acquire(&party->busy);
}

/* Takes the timers back. Returns false if a worker does not return them in time. */
static bool tt_armer_close(struct tt_lane *lane)
{
	struct tt_patience patience;

	WRITE_ONCE(lane->round.open, 0);
	WRITE_ONCE(lane->round.quiet, lane->cell->scen->traits & TT_TRAIT_ESCAPE);
	smp_mb();	/* pairs with the one in tt_round_enter() */
	tt_patience_begin(&patience);
	while (tt_party_busy(&lane->deleter.party) || tt_party_busy(&lane->third.party)) {
		if (tt_patience_over(&patience, 30 * HZ))
			return false;
		tt_pause(lane->cell);
	}
	return true;
}

static bool tt_party_settled(const struct tt_party *party, u64 round)
{
	u64 entered = READ_ONCE(party->entered);

	/* Pairs with the release in tt_round_leave(). */
	return smp_load_acquire(&party->settled) == entered || entered + 1 >= round;
}

/* Waits until the next round may overwrite stamps, which it does two generations later. */
static bool tt_armer_may_open(struct tt_lane *lane, u64 round)
{
	/* If other CPUs arm, or a freed timer is looked at, all rounds must be settled. */
	if (lane->cell->scen->traits & (TT_TRAIT_SHARED | TT_TRAIT_HOP | TT_TRAIT_FREES |
					TT_TRAIT_SELFFREE) ||
	    lane->third.run)
		round = U64_MAX;
	while (!tt_stopped(lane->cell)) {
		if (tt_party_settled(&lane->deleter.party, round) &&
		    tt_party_settled(&lane->third.party, round))
			return true;
		tt_pause(lane->cell);
	}
	return false;
}

/*
 * Dequeues a timer of a closed round that other CPUs may have armed, and waits, bounded,
 * until its handler does not run. A handler that escapes the deletion may take several
 * attempts.
 */
static void tt_armer_rest(struct tt_worker *worker, struct tt_timer *t)
{
	struct tt_lane *lane = worker->lane;
	struct tt_patience patience;

	tt_patience_begin(&patience);
	do {
		tt_watch_begin(worker);
		if (tt_timer_take_sync(t))
			lane->round.cleaned++;
		tt_watch_end(worker);
	} while ((atomic_read_acquire(&t->run.in_handler) || tt_timer_queued(t)) &&
		 !tt_patience_over(&patience, TT_ROUND_GRACE));
}

/* No call is to blame, so the evidence only has the time when the timer was missed. */
static void tt_armer_lost(struct tt_lane *lane, const struct tt_timer *t)
{
	struct tt_attempt missed = { .end = tt_clock(), .generation = t->generation };

	tt_violation(lane, TT_RULE_NOT_LOST, t, &missed, 0);
}

/*
 * Dequeues timers that neither ran nor were dequeued, because the next round would mix up
 * two generations. A timer that is not queued and did not run is lost: rule 8.
 */
static void tt_armer_clean(struct tt_worker *worker, u32 done, u32 batch, u64 round)
{
	struct tt_lane *lane = worker->lane;

	for (; done < batch; done++) {
		struct tt_timer *t = &lane->timers[done];

		bool taken;

		if (tt_timer_done(t, round, false))
			continue;
		tt_watch_begin(worker);
		taken = tt_timer_take_sync(t);
		tt_watch_end(worker);
		if (taken)
			lane->round.cleaned++;
		else if (!tt_timer_done(t, round, false) && tt_claimed(lane, TT_RULE_NOT_LOST) &&
			 !READ_ONCE(t->ledger.shutdown_begun))
			tt_armer_lost(lane, t);
	}
}

/* Updates a running mean, on which a pause of the CPU has little effect. */
static u64 tt_learn(u64 mean, u64 sample)
{
	if (!mean)
		return sample;
	return (7 * mean + min(sample, 4 * mean)) / 8;
}

/*
 * Returns a batch size whose handlers, as they were measured, keep interrupts off for no longer
 * than is allowed. Where handlers arm their timers again, two batches may follow each other: a
 * timer that is due at once runs in the next jiffy, which may begin while interrupts are off.
 */
static u32 tt_armer_resize_irqsafe(struct tt_lane *lane, u32 batch)
{
	u64 budget = tt_ns_to_ticks(tt_irqs_off_budget(lane->cell->scen));
	u64 fitting = min_t(u64, div64_u64(budget, lane->round.period), 2 * batch);

	return clamp_t(u64, fitting, 1, lane->timer_count);
}

/* Returns a batch size with which arming and expiring leave the CPU a fifth of a tick. */
static u32 tt_armer_resize(struct tt_lane *lane, u32 batch, bool rearm)
{
	u64 budget = div_u64(lane->cell->length.jiffy * (rearm ? 5 : 8), 10);
	u64 cost = lane->round.arm_cost + lane->round.period;
	u64 fitting;

	if (!lane->round.period)
		return batch;
	if (tt_cell_irqsafe(lane->cell))
		return tt_armer_resize_irqsafe(lane, batch);
	if (lane->cell->want.batch)
		return batch;
	fitting = min_t(u64, div64_u64(budget, cost), 2 * batch);
	return clamp_t(u64, fitting, min_t(u32, TT_SMALLEST_BATCH, lane->timer_count),
		       lane->timer_count);
}

static u32 tt_armer_first_batch(const struct tt_lane *lane)
{
	u32 batch = lane->cell->want.batch ?: TT_FIRST_BATCH;

	/* Nobody knows yet how long they keep interrupts off. */
	if (tt_cell_irqsafe(lane->cell))
		batch = min_t(u32, batch, TT_SMALLEST_BATCH);
	return min(lane->timer_count, batch);
}

/*
 * Whether a round is left to its handlers, so that one sees how many would expire a second if
 * nobody deleted. Not where the base CPU goes idle: its rounds take as long as it sleeps.
 */
static bool tt_armer_alone(const struct tt_cell *cell, u64 number)
{
	u32 place = number % TT_ALONE_ROUNDS;

	return (place == TT_ALONE_ROUND || place == TT_ALONE_ROUND - 1) &&
	       cell->want.align == TT_ALIGN_CHASE && !(cell->scen->traits & TT_TRAIT_PULLED);
}

/* Counts the @fired handlers of a round that was left alone. The one before ended at @since. */
static void tt_armer_count_alone(struct tt_worker *worker, u64 number, u64 fired, u64 since)
{
	struct tt_counts *tally = &worker->tally;

	/* The monitor reads it meanwhile. */
	WRITE_ONCE(tally->alone_expiries, tally->alone_expiries + fired);
	if (number % TT_ALONE_ROUNDS != TT_ALONE_ROUND)
		return;
	tally->alone_timed += fired;
	tally->alone_ns += tt_ticks_to_ns(tt_clock() - since);
}

void tt_armer_run(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_round *round = &lane->round;
	struct tt_cell *cell = lane->cell;
	bool foreign = cell->scen->traits & (TT_TRAIT_SHARED | TT_TRAIT_HOP | TT_TRAIT_ESCAPE);
	bool rearm = cell->scen->traits & TT_TRAIT_REARM && !foreign;
	bool pulled = cell->scen->traits & TT_TRAIT_PULLED;
	u32 batch = tt_armer_first_batch(lane);
	u64 number = 0, ended = 0;

	tt_order_begin(worker);
	worker->armings = tt_armings_of(lane);
	while (!tt_stopped(cell)) {
		u64 arm_ticks, fired, begin;
		unsigned long due, clk;
		u32 done, i;
		bool alone;

		number++;
		alone = tt_armer_alone(cell, number);
		while (tt_order_lull(lane) && !tt_stopped(cell))
			tt_pause(cell);
		if (!tt_armer_may_open(lane, number))
			break;
		WRITE_ONCE(round->batch, batch);
		WRITE_ONCE(round->number, number);
		lane->handlers.busy_ticks = 0;
		lane->handlers.late_max = 0;
		begin = tt_clock();
		WRITE_ONCE(round->quiet, 0);
		fired = lane->handlers.fired;
		round->cpu_away = cell->cycler.task && !(number % TT_AWAY_ROUNDS);
		/* No handler may run before the round is open, even if a tick comes. */
		local_bh_disable();
		if (tt_worker_displaced(worker)) {
			local_bh_enable();
			break;
		}
		clk = tt_order_prepare(worker);
		due = jiffies;
		if (round->cpu_away)
			due += TT_AWAY_JIFFIES;
		else if (pulled)
			due += TT_PULLED_JIFFIES;
		arm_ticks = tt_armer_batch(worker, batch, rearm, due);
		tt_order_open(worker, due, clk);
		if (!alone)
			/* Hands the timers to the other workers. Pairs with tt_round_enter(). */
			smp_store_release(&round->open, number);
		local_bh_enable();
		if (round->cpu_away) {
			due = jiffies;
			tt_hotplug_ask(lane);
			tt_order_back(worker, due);
		}
		done = tt_armer_watch(worker, batch, rearm, foreign, begin);
		if (!tt_armer_close(lane))
			break;
		round->count++;
		if (lane->order.dangling)
			break;
		if (!rearm && !foreign)
			tt_armer_clean(worker, done, batch, number);
		/* After an off-line a handler may run on another base, and keep its timer there. */
		for (i = 0; (foreign || round->cpu_away) && i < batch; i++)
			tt_armer_rest(worker, &lane->timers[i]);
		/* Pairs with the acquire in tt_round_leave(). */
		smp_store_release(&round->rested, number);
		fired = lane->handlers.fired - fired;
		if (alone)
			tt_armer_count_alone(worker, number, fired, ended);
		ended = tt_clock();
		round->arm_cost = tt_learn(round->arm_cost, div_u64(arm_ticks, batch));
		if (fired)
			WRITE_ONCE(round->period,
				   tt_learn(round->period,
					    div64_u64(lane->handlers.busy_ticks, fired)));
		batch = tt_armer_resize(lane, batch, rearm);
		tt_order_tend(worker);
		cond_resched();
	}
}
