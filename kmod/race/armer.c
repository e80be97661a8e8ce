// SPDX-License-Identifier: GPL-2.0-only
/*
 * The armer's side of a round: it arms the batch for one jiffy, opens the
 * round, waits until all timers ran or are gone, and takes them back. In scenarios where
 * others arm too it puts them to rest then.
 */
#include <linux/bottom_half.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/timer.h>

#include "race/engine.h"

#define TT_FIRST_BATCH		64
#define TT_SMALLEST_BATCH	16
#define TT_AWAY_ROUNDS		8	/* with hotplug, the CPU goes in one round of so many */
#define TT_AWAY_JIFFIES		4	/* and its timers are due then */

/* The timer's part in this round is over: it ran, or was dequeued. */
static bool tt_timer_done(const struct tt_timer *t, u64 round, bool rearm)
{
	if (READ_ONCE(t->runs) != t->runs_at_open)
		return true;
	if (READ_ONCE(t->gone) == round)
		return true;
	/* a budget that is spent, or an arm that a shutdown undid */
	return rearm && !tt_timer_queued(t) && !atomic_read(&t->in_handler);
}

/* One in eight is timed. */
static void tt_armer_mod(struct tt_worker *worker, struct tt_timer *t, unsigned long expires)
{
	struct tt_lane *lane = worker->lane;
	u64 begin;
	int ret;

	tt_timer_next_generation(t, expires);
	begin = tt_clock();
	ret = tt_timer_arm(t, expires);
	if (!(t->index & 7))
		tt_hist_add(&lane->hist[TT_ARM], tt_clock() - begin);
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

/* A handler that re-arms itself may come in between: only in softirqs of this CPU. */
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

/* Returns ticks spent. In reverse: timers enter a bucket at its head. */
static u64 tt_armer_batch(struct tt_worker *worker, u32 batch, bool rearm, unsigned long expires)
{
	struct tt_lane *lane = worker->lane;
	u64 begin = tt_clock();
	u32 i;

	for (i = batch; i-- > 0;) {
		struct tt_timer *t = &lane->timers[i];

		t->runs_at_open = READ_ONCE(t->runs);
		if (rearm)
			tt_armer_arm_again(worker, t, expires);
		else
			tt_armer_arm(worker, t, expires);
	}
	return tt_clock() - begin;
}

/*
 * Rule 8, of a round of which all ran: a granule past their expiry they are
 * due, but for the longest time in which this CPU was away, as @gap ticks tell.
 */
static void tt_armer_judge_late(struct tt_lane *lane, u64 gap)
{
	u32 late = READ_ONCE(lane->round_late_max);

	/* A handler that arms itself again may have run before this round was watched. */
	if (!tt_claimed(lane, TT_RULE_NOT_LOST) || lane->sweep ||
	    lane->cell->scen->traits & TT_TRAIT_REARM)
		return;
	lane->late_max = max(lane->late_max, late);
	if (late > 2 + div64_u64(gap, lane->cell->tick_ticks))
		lane->late++;
}

/*
 * Waits until the round's timers ran or are gone; returns how many are, from
 * the first on. @clock: when arming began.
 */
static u32 tt_armer_watch(struct tt_lane *lane, u32 batch, u64 round, bool rearm, u64 clock)
{
	unsigned long deadline = jiffies + TT_ROUND_GRACE;
	u64 gap = 0;
	u32 i = 0;

	while (i < batch && !tt_stopped(lane->cell)) {
		u64 now;

		if (tt_timer_done(&lane->timers[i], round, rearm)) {
			i++;
			continue;
		}
		if (time_after(jiffies, deadline))
			break;
		tt_pause(lane->cell);
		now = tt_clock();
		gap = max(gap, now - clock);
		clock = now;
	}
	if (i == batch)
		tt_armer_judge_late(lane, gap);
	return i;
}

static bool tt_party_busy(const struct tt_party *party)
{
	/* pairs with the release in tt_round_leave() */
	return smp_load_acquire(&party->busy);
}

/* Takes the timers back. Bounded: a hung call ends the wait with the cell. */
static bool tt_armer_close(struct tt_lane *lane)
{
	unsigned long deadline = jiffies + 30 * HZ;

	WRITE_ONCE(lane->open, 0);
	WRITE_ONCE(lane->quiet, lane->cell->scen->traits & TT_TRAIT_ESCAPE);
	smp_mb();	/* pairs with the one in tt_round_enter() */
	while (tt_party_busy(&lane->deleter.party) || tt_party_busy(&lane->third.party)) {
		if (time_after(jiffies, deadline))
			return false;
		tt_pause(lane->cell);
	}
	return true;
}

static bool tt_party_settled(const struct tt_party *party, u64 round)
{
	u64 entered = READ_ONCE(party->entered);

	/* pairs with the release in tt_round_leave() */
	return smp_load_acquire(&party->settled) == entered || entered + 1 >= round;
}

/* A stamp may be overwritten two generations on: waits until its round is settled. */
static bool tt_armer_may_open(struct tt_lane *lane, u64 round)
{
	/* Where others arm, or a freed timer is looked at, one generation on is too soon. */
	if (lane->cell->scen->traits & (TT_TRAIT_SHARED | TT_TRAIT_FREES | TT_TRAIT_SELFFREE) ||
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
 * A timer of a closed round that others may have armed: dequeues it and waits,
 * bounded, until no handler of it runs. One that escapes its own deletion may
 * take several turns.
 */
static void tt_armer_rest(struct tt_lane *lane, struct tt_timer *t)
{
	unsigned long deadline = jiffies + TT_ROUND_GRACE;

	do {
		if (tt_timer_take_sync(t))
			lane->cleaned++;
	} while ((atomic_read_acquire(&t->in_handler) || tt_timer_queued(t)) &&
		 time_before(jiffies, deadline));
}

/* There is no call to blame, so the evidence has just the time at which it was missed. */
static void tt_armer_lost(struct tt_lane *lane, const struct tt_timer *t)
{
	struct tt_attempt missed = { .end = tt_clock(), .generation = t->generation };

	tt_violation(lane, TT_RULE_NOT_LOST, t, &missed, 0);
}

/*
 * What neither ran nor is gone would mix two generations up. One that vanished
 * without having run is lost: rule 8.
 */
static void tt_armer_clean(struct tt_lane *lane, u32 done, u32 batch, u64 round)
{
	for (; done < batch; done++) {
		struct tt_timer *t = &lane->timers[done];

		if (tt_timer_done(t, round, false))
			continue;
		if (tt_timer_take_sync(t))
			lane->cleaned++;
		else if (!tt_timer_done(t, round, false) && tt_claimed(lane, TT_RULE_NOT_LOST) &&
			 !READ_ONCE(t->shut))
			tt_armer_lost(lane, t);
	}
}

/* A running mean that a pause of the CPU cannot throw far off. */
static u64 tt_learn(u64 mean, u64 sample)
{
	if (!mean)
		return sample;
	return (7 * mean + min(sample, 4 * mean)) / 8;
}

/* So that arming and expiring fill the tick but leave the CPU a fifth of its time. */
static u32 tt_armer_resize(struct tt_lane *lane, u32 batch, bool rearm)
{
	u64 budget = div_u64(lane->cell->tick_ticks * (rearm ? 5 : 8), 10);
	u64 cost = lane->arm_cost + lane->period;
	u64 fitting;

	if (lane->cell->want.batch || !lane->period)
		return batch;
	fitting = min_t(u64, div64_u64(budget, cost), 2 * batch);
	return clamp_t(u64, fitting, min_t(u32, TT_SMALLEST_BATCH, lane->timer_count),
		       lane->timer_count);
}

void tt_run_armer(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;
	bool foreign = cell->scen->traits & (TT_TRAIT_SHARED | TT_TRAIT_ESCAPE);
	bool rearm = cell->scen->traits & TT_TRAIT_REARM && !foreign;
	u32 batch = min_t(u32, lane->timer_count, cell->want.batch ?: TT_FIRST_BATCH);
	u64 round = 0;

	while (!tt_stopped(cell)) {
		u64 arm_ticks, fired, begin;
		u32 done, i;

		round++;
		if (!tt_armer_may_open(lane, round))
			break;
		WRITE_ONCE(lane->batch, batch);
		WRITE_ONCE(lane->round, round);
		lane->busy_ticks = 0;
		lane->round_late_max = 0;
		begin = tt_clock();
		WRITE_ONCE(lane->quiet, 0);
		fired = lane->fired;
		lane->sweep = cell->hotplug && !(round % TT_AWAY_ROUNDS);
		/* No handler before the round is open, though a tick come while it is armed. */
		local_bh_disable();
		arm_ticks = tt_armer_batch(worker, batch, rearm,
					   jiffies + (lane->sweep ? TT_AWAY_JIFFIES : 0));
		/* Hands the timers to the others; pairs with their acquire. */
		smp_store_release(&lane->open, round);
		local_bh_enable();
		if (lane->sweep)
			tt_hotplug_ask(lane);
		done = tt_armer_watch(lane, batch, round, rearm, begin);
		if (!tt_armer_close(lane))
			break;
		lane->rounds++;
		for (i = 0; foreign && i < batch; i++)
			tt_armer_rest(lane, &lane->timers[i]);
		if (!rearm && !foreign)
			tt_armer_clean(lane, done, batch, round);
		/* pairs with the acquire in tt_round_leave() */
		smp_store_release(&lane->rested, round);
		fired = lane->fired - fired;
		lane->arm_cost = tt_learn(lane->arm_cost, div_u64(arm_ticks, batch));
		if (fired)
			WRITE_ONCE(lane->period, tt_learn(lane->period,
							  div64_u64(lane->busy_ticks, fired)));
		batch = tt_armer_resize(lane, batch, rearm);
		cond_resched();
	}
}
