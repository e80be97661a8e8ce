// SPDX-License-Identifier: GPL-2.0-only
/*
 * Rule 13, and rules 7 to 9 for its witnesses. All but the handler runs in the armer, so that
 * the proof costs the race nothing but a few more timers.
 */
#include <linux/bottom_half.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/smp.h>
#include <linux/timer.h>

#include "cell/cell.h"
#include "cell/random.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "rules/evidence.h"
#include "rules/order.h"
#include "timing/wheel.h"

#define TT_TENDED		128	/* Between two rounds so many witnesses are looked at. */
#define TT_WITNESS_RUNS		4	/* So often it arms itself on another base at most. */
#define TT_SOON			64	/* Half of the witnesses on a level are due so soon. */
#define TT_SCOUT_JIFFIES	16	/* If a scout does not come back, another one follows. */
#define TT_SHIFTS		8	/* So many stays take turns in arming far ahead. */
#define TT_MOVES		64	/* One far witness in so many is armed anew. */
#define TT_REDUCED		4	/* To one witness in so many timer_reduce() is applied. */
#define TT_DETOURS		4	/* One witness in so many is queued elsewhere first. */
#define TT_DETOUR_BITS		13	/* Its first expiry is later by less than 2 to this. */
/* A lull has a bucket of level 1 at 184 and buckets of levels 1 and 2 at 192. */
#define TT_LULL_EACH		256
#define TT_LULL_BEGIN		181
#define TT_LULL_END		194

/*
 * A run on another base proves that this base expires the witness's bucket or a later one.
 * The bucket may contain timers that are due earlier. So the witness runs once more, from a
 * later bucket of the same base: mod_timer() leaves a running timer on its base.
 */
static bool tt_witness_runs_again(struct tt_witness *w, u32 cpu)
{
	if (w->own_base || w->ran_on == cpu || !w->runs_left)
		return false;
	w->runs_left--;
	WRITE_ONCE(w->ran_on, cpu);
	mod_timer(&w->timer, jiffies);
	return true;
}

/*
 * Whether @w is on another base than the timers of the lane. How far theirs has come says
 * nothing about such a witness: its own base is expired before theirs, and the clock goes on
 * in between.
 */
static bool tt_witness_scouts_by_softirq(const struct tt_witness *w)
{
	const struct tt_order *order = &w->lane->order;

	return order->by_softirq && w < order->witnesses + TT_SCOUTS;
}

static void tt_witness_run(struct timer_list *timer)
{
	struct tt_witness *w = timer_container_of(w, timer, timer);
	struct tt_lane *lane = w->lane;
	struct tt_order *order = &lane->order;
	u32 cpu = raw_smp_processor_id();
	unsigned long past = w->due + 1;	/* No bucket for this expiry is earlier. */

	atomic_inc(&w->in_handler);
	if (w->ran_on == TT_NO_CPU) {
		w->early = time_before(jiffies, w->due);
		w->own_base = cpu == lane->pair.base_cpu && w->stay == READ_ONCE(order->stay);
		w->overtaken = w->own_base && order->known &&
			       !tt_witness_scouts_by_softirq(w) &&
			       time_after(order->reached, READ_ONCE(w->latest));
	}
	if (!tt_witness_runs_again(w, cpu)) {
		w->proven = !w->early && (w->own_base || w->ran_on == cpu);
		if (w->proven && w->own_base && !tt_witness_scouts_by_softirq(w) &&
		    (!order->known || time_after(past, order->reached))) {
			WRITE_ONCE(order->reached, past);
			/* Pairs with the acquire in tt_order_past(). */
			smp_store_release(&order->known, 1);
			/* Pairs with the release in tt_order_open(). */
			if (smp_load_acquire(&order->judging) && w->stay == order->round_stay &&
			    time_after(past, order->round_latest))
				WRITE_ONCE(order->passed, 1);
		}
		WRITE_ONCE(w->ran_on, cpu);
		/* Pairs with the acquire in tt_witness_judge(). */
		smp_store_release(&w->state, TT_WITNESS_RAN);
	}
	/* The memory may be gone after this. Pairs with the acquire in tt_order_rest(). */
	atomic_dec_return_release(&w->in_handler);
}

int tt_order_create(struct tt_lane *lane)
{
	struct tt_order *order = &lane->order;
	u32 flags = tt_timer_flags(lane->cell);
	u32 i;

	if (!tt_claimed(lane, TT_RULE_NOT_OVERTAKEN))
		return 0;
	/* So far back that no timer is judged before a witness has run */
	order->floor = jiffies - tt_wheel_start(TT_WHEEL_LEVELS);
	order->witnesses = kvzalloc_node(array_size(TT_WITNESSES, sizeof(*order->witnesses)),
					 GFP_KERNEL, lane->pair.node);
	if (!order->witnesses)
		return -ENOMEM;
	/* With PREEMPT_RT, the armer may run between the two bases. */
	order->by_softirq = flags & TIMER_DEFERRABLE && !IS_ENABLED(CONFIG_PREEMPT_RT);
	for (i = 0; i < TT_WITNESSES; i++) {
		struct tt_witness *w = &order->witnesses[i];

		w->lane = lane;
		w->ran_on = TT_NO_CPU;
		timer_setup(&w->timer, tt_witness_run,
			    tt_witness_scouts_by_softirq(w) ? flags & ~TIMER_DEFERRABLE : flags);
	}
	return 0;
}

void tt_order_free(struct tt_lane *lane)
{
	kvfree(lane->order.witnesses);
}

/* Returns a time at which the base's clock is, or that it has passed. */
static unsigned long tt_order_clock(const struct tt_lane *lane)
{
	const struct tt_order *order = &lane->order;

	/* The clock is advanced before the first handler of a bucket begins. */
	return READ_ONCE(order->known) ? READ_ONCE(order->reached) + 1 : order->floor;
}

/*
 * The latest bucket for an expiry that was armed just now. @clk is tt_order_clock() from
 * before. A base's clock is never more than a jiffy ahead.
 */
static unsigned long tt_order_latest(unsigned long due, unsigned long clk)
{
	unsigned long bucket = tt_wheel_latest(due, clk);
	unsigned long soonest = jiffies + 1;

	return time_after(soonest, bucket) ? soonest : bucket;
}

/*
 * Returns whether no timer may be queued any more that was armed for @due, in @stay, with
 * @latest as its latest bucket.
 */
static bool tt_order_past(const struct tt_order *order, u64 stay, unsigned long due,
			  unsigned long latest)
{
	const struct tt_moved *moved = &order->moved[stay % TT_STAYS_KEPT];

	/* Pairs with the release in tt_witness_run(). */
	if (stay == order->stay && smp_load_acquire(&order->known) &&
	    time_after(READ_ONCE(order->reached), latest))
		return true;
	return moved->stay == stay + 1 && !time_after(due, moved->due);
}

/*
 * Queues a witness for a later expiry, on any level, from where mod_timer() must then move
 * it. Its softirq cannot run before that. If it did, the witness would not be early.
 */
static void tt_witness_detour(struct tt_witness *w, u64 *random)
{
	u32 bits = tt_random_below(random, TT_DETOUR_BITS) + 1;

	mod_timer(&w->timer, w->due + 1 + tt_random_below(random, BIT(bits)));
}

/* Arms a witness on the base CPU. Returns false if that is not possible now. */
static bool tt_witness_arm(struct tt_lane *lane, struct tt_witness *w, unsigned long due)
{
	unsigned long clk = tt_order_clock(lane);
	bool here;

	/* A timer stays on the base on which its handler runs. */
	if (w->ran_on != TT_NO_CPU && w->ran_on != lane->pair.base_cpu &&
	    timer_delete_sync_try(&w->timer) < 0)
		return false;
	local_bh_disable();
	here = raw_smp_processor_id() == lane->pair.base_cpu;
	if (here) {
		w->due = due;
		w->stay = lane->order.stay;
		w->ran_on = TT_NO_CPU;
		w->runs_left = TT_WITNESS_RUNS;
		WRITE_ONCE(w->latest, due + LONG_MAX / 2);
		WRITE_ONCE(w->state, TT_WITNESS_ARMED);
		if (!tt_random_below(&lane->armer.random, TT_DETOURS))
			tt_witness_detour(w, &lane->armer.random);
		mod_timer(&w->timer, due);
		/* A later expiry does not count. A kernel that takes it puts the witness off. */
		if (!tt_random_below(&lane->armer.random, TT_REDUCED))
			timer_reduce(&w->timer, due + 1 + tt_random_below(&lane->armer.random,
									  TT_SOON));
		WRITE_ONCE(w->latest, tt_order_latest(due, clk));
	}
	local_bh_enable();
	return here;
}

static void tt_witness_accuse(struct tt_witness *w, u32 rule, u32 flags)
{
	struct tt_attempt seen = { .end = tt_clock(), .ret = (long)(jiffies - w->due) };

	if (tt_claimed(w->lane, rule))
		tt_violation(w->lane, rule, NULL, &seen, flags);
}

/*
 * The softirq in which a scout ran has ended, because the armer runs again on the same CPU. So
 * it has expired the other base of that CPU as far.
 */
static void tt_softirq_hear(struct tt_witness *w)
{
	struct tt_order *order = &w->lane->order;

	w->proven = w->proven && w->own_base && w->stay == order->stay &&
		    raw_smp_processor_id() == w->lane->pair.base_cpu;
	if (!w->proven)
		return;
	local_bh_disable();
	/* The other base's clock may be at the scout's bucket still. */
	if (!order->known || time_after(w->due, order->reached))
		WRITE_ONCE(order->reached, w->due);
	WRITE_ONCE(order->known, 1);
	local_bh_enable();
}

/* Notes what a witness that ran has proven. */
static void tt_witness_hear(struct tt_witness *w)
{
	struct tt_order *order = &w->lane->order;
	struct tt_moved *moved = &order->moved[w->stay % TT_STAYS_KEPT];

	w->state = TT_WITNESS_IDLE;
	if (tt_witness_scouts_by_softirq(w))
		tt_softirq_hear(w);
	if (w->early)
		tt_witness_accuse(w, TT_RULE_NOT_EARLY, 0);
	if (w->overtaken)
		tt_witness_accuse(w, TT_RULE_NOT_OVERTAKEN, 0);
	if (w->ran_on != w->lane->pair.base_cpu)
		tt_witness_accuse(w, TT_RULE_PINNED, 0);
	if (!w->proven)
		return;
	order->judged++;
	if (w->own_base || moved->stay > w->stay + 1)
		return;
	if (moved->stay < w->stay + 1 || time_after(w->due, moved->due))
		moved->due = w->due;
	moved->stay = w->stay + 1;
}

/*
 * A timer that moved with its CPU's timers and was overtaken may be on no list, although it
 * says that it is queued. To dequeue it would corrupt memory.
 */
static void tt_order_dangles(struct tt_lane *lane)
{
	WRITE_ONCE(lane->order.dangling, true);
	atomic_set(&lane->cell->verdicts.suspect, 1);
	tt_cell_stop(lane->cell, TT_END_SUSPECT);
}

/* Judges a witness that is queued, or was. @past: no timer like it may be queued any more. */
static void tt_witness_overtaken(struct tt_witness *w, bool past)
{
	/* A witness that arms itself notes before that it ran. */
	smp_rmb();
	if (likely(!past) || READ_ONCE(w->ran_on) != TT_NO_CPU)
		return;
	tt_witness_accuse(w, TT_RULE_NOT_OVERTAKEN, TT_VIOL_PENDING);
	if (w->stay != w->lane->order.stay)
		tt_order_dangles(w->lane);
	else if (timer_delete_sync_try(&w->timer) >= 0)
		w->state = TT_WITNESS_IDLE;
}

/*
 * Judges a witness. Nobody but its own handler dequeues it, so that it is queued, runs, or
 * has run. Returns whether the armer may arm it.
 */
static bool tt_witness_judge(struct tt_witness *w)
{
	struct tt_order *order = &w->lane->order;
	bool past;

	/* Pairs with the release in tt_witness_run(). */
	switch (smp_load_acquire(&w->state)) {
	case TT_WITNESS_IDLE:
		return true;
	case TT_WITNESS_RAN:
		tt_witness_hear(w);
		return true;
	}
	/* This comes before the look at the timer, which may run in between. */
	past = !tt_witness_scouts_by_softirq(w) &&
	       tt_order_past(order, w->stay, w->due, w->latest);
	if (timer_pending(&w->timer)) {
		if (!order->dangling)
			tt_witness_overtaken(w, past);
		return false;
	}
	switch (timer_delete_sync_try(&w->timer)) {
	case 0:
		if (READ_ONCE(w->state) != TT_WITNESS_ARMED)
			return false;
		tt_witness_accuse(w, TT_RULE_NOT_LOST, 0);
		break;
	case 1:		/* Its handler had armed it again. */
		break;
	default:
		return false;
	}
	w->state = TT_WITNESS_IDLE;
	return true;
}

static bool tt_scout_send(struct tt_lane *lane, unsigned long due)
{
	u32 i;

	for (i = 0; i < TT_SCOUTS; i++) {
		struct tt_witness *scout = &lane->order.witnesses[i];

		if (tt_witness_judge(scout) && tt_witness_arm(lane, scout, due))
			return true;
	}
	return false;
}

void tt_order_begin(struct tt_worker *armer)
{
	struct tt_lane *lane = armer->lane;
	unsigned long deadline = jiffies + TT_ROUND_GRACE;

	if (!lane->order.witnesses)
		return;
	tt_scout_send(lane, jiffies);
	while (!READ_ONCE(lane->order.known) && time_before(jiffies, deadline) &&
	       !tt_stopped(lane->cell)) {
		tt_pause(lane->cell);
		tt_witness_judge(&lane->order.witnesses[0]);
	}
}

static void tt_order_scout(struct tt_lane *lane)
{
	struct tt_order *order = &lane->order;
	unsigned long due;

	if (order->scouted_at && time_before(jiffies, order->scouted_at + TT_SCOUT_JIFFIES))
		return;
	/* By its softirq a scout proves a jiffy less than by its bucket: see tt_softirq_hear(). */
	due = order->judging ? order->round_latest + order->by_softirq : jiffies;
	if (tt_scout_send(lane, due))
		order->scouted_at = jiffies ?: 1;
}

unsigned long tt_order_prepare(struct tt_worker *armer)
{
	struct tt_order *order = &armer->lane->order;

	WRITE_ONCE(order->judging, 0);
	WRITE_ONCE(order->passed, 0);
	return tt_order_clock(armer->lane);
}

void tt_order_open(struct tt_worker *armer, unsigned long due, unsigned long clk)
{
	struct tt_lane *lane = armer->lane;
	struct tt_order *order = &lane->order;

	if (!order->witnesses)
		return;
	order->round_stay = order->stay;
	order->round_due = due;
	order->round_latest = tt_order_latest(due, clk);
	/* If the base's clock is not known yet, no witness can prove anything in time. */
	if (raw_smp_processor_id() == lane->pair.base_cpu &&
	    time_before(order->round_latest, jiffies + tt_wheel_start(2)))
		/* Pairs with the acquire in tt_witness_run(). */
		smp_store_release(&order->judging, 1);
	order->scouted_at = 0;
	tt_order_scout(lane);
}

unsigned long tt_order_patience(const struct tt_lane *lane)
{
	return lane->order.judging ? TT_HUNG_SECONDS * HZ : TT_ROUND_GRACE;
}

bool tt_order_passed(struct tt_worker *armer)
{
	struct tt_lane *lane = armer->lane;
	struct tt_order *order = &lane->order;
	u32 i;

	if (!order->judging)
		return false;
	/* A scout that ran on another base than the round's timers has to be heard. */
	for (i = 0; i < TT_SCOUTS; i++)
		if (order->stay != order->round_stay || order->by_softirq)
			tt_witness_judge(&order->witnesses[i]);
	if (tt_order_past(order, order->round_stay, order->round_due, order->round_latest))
		return true;
	if (order->stay == order->round_stay)
		tt_order_scout(lane);
	return false;
}

/*
 * Levels 0, 1 and 2 have a half, a quarter and an eighth of the witnesses. The rest is on the
 * outer levels, where a witness hardly ever runs while the cell does.
 */
static unsigned int tt_witness_level(u32 index)
{
	if (index & 1)
		return 0;
	if (index & 2)
		return 1;
	if (index & 4)
		return 2;
	return 3 + (index >> 3) % (TT_WHEEL_LEVELS - 3);
}

static bool tt_lull_at(unsigned long time)
{
	unsigned long phase = time % TT_LULL_EACH;

	return phase >= TT_LULL_BEGIN && phase < TT_LULL_END;
}

bool tt_order_lull(const struct tt_lane *lane)
{
	return lane->order.witnesses && tt_lull_at(jiffies);
}

static unsigned long tt_witness_delta(struct tt_worker *armer, u32 index)
{
	unsigned int level = tt_witness_level(index);
	unsigned long start = level ? tt_wheel_start(level) : 1;
	unsigned long width = tt_wheel_start(level + 1) - start;

	if (tt_random_below(&armer->random, 2))
		width = min_t(unsigned long, width, TT_SOON);
	return start + tt_random_below(&armer->random, width);
}

static void tt_witness_send(struct tt_worker *armer, u32 index)
{
	unsigned long due = jiffies + tt_witness_delta(armer, index);

	/* It is due no earlier than one jiffy before its bucket. */
	if (!tt_witness_level(index) && tt_lull_at(due + 1))
		due += TT_LULL_END - due % TT_LULL_EACH;
	tt_witness_arm(armer->lane, &armer->lane->order.witnesses[index], due);
}

/*
 * Whether to arm a witness that ran. If the CPU goes off line again and again, some of those
 * that are far ahead are kept back, so that each off-line moves timers of all levels.
 */
static bool tt_witness_wanted(const struct tt_lane *lane, u32 index)
{
	return !lane->cell->cycler.task || tt_witness_level(index) < 2 ||
	       (index / TT_SHIFTS) % TT_SHIFTS == lane->order.stay % TT_SHIFTS;
}

/*
 * Whether to arm a queued witness anew, which is so far from its expiry that it is not about
 * to run on any base. Timers that moved are first judged where they are.
 */
static bool tt_witness_moves(struct tt_worker *armer, const struct tt_witness *w)
{
	const struct tt_order *order = &armer->lane->order;

	if (READ_ONCE(w->state) != TT_WITNESS_ARMED || READ_ONCE(w->ran_on) != TT_NO_CPU ||
	    !time_after(w->due, jiffies + tt_wheel_start(2)))
		return false;
	return w->stay == order->stay ? !tt_random_below(&armer->random, TT_MOVES) :
	       w->stay + TT_SHIFTS <= order->stay;
}

void tt_order_tend(struct tt_worker *armer)
{
	struct tt_order *order = &armer->lane->order;
	u32 i;

	if (!order->witnesses)
		return;
	for (i = 0; i < TT_SCOUTS; i++)
		tt_witness_judge(&order->witnesses[i]);
	for (i = 0; i < TT_TENDED; i++) {
		u32 index = TT_SCOUTS + order->next++ % (TT_WITNESSES - TT_SCOUTS);

		if (tt_witness_judge(&order->witnesses[index]) ?
		    tt_witness_wanted(armer->lane, index) :
		    tt_witness_moves(armer, &order->witnesses[index]))
			tt_witness_send(armer, index);
	}
}

/* Nobody arms a timer while its CPU is off line, so that its flags can be relied on. */
static bool tt_queued_on(const struct timer_list *timer, u32 cpu)
{
	return timer_pending(timer) && (READ_ONCE(timer->flags) & TIMER_CPUMASK) == cpu;
}

void tt_order_left_behind(struct tt_lane *lane)
{
	u32 cpu = lane->pair.base_cpu;
	u32 i;

	for (i = 0; lane->order.witnesses && i < TT_WITNESSES; i++)
		if (tt_queued_on(&lane->order.witnesses[i].timer, cpu))
			tt_witness_accuse(&lane->order.witnesses[i], TT_RULE_NOT_LOST,
					  TT_VIOL_PENDING);
	for (i = 0; tt_claimed(lane, TT_RULE_NOT_LOST) && i < lane->round.batch; i++)
		if (tt_queued_on(&lane->timers[i].timer, cpu))
			tt_violation(lane, TT_RULE_NOT_LOST, &lane->timers[i], NULL,
				     TT_VIOL_PENDING);
}

void tt_order_back(struct tt_worker *armer, unsigned long before)
{
	struct tt_lane *lane = armer->lane;
	struct tt_order *order = &lane->order;

	if (!order->witnesses || lane->hotplug.cycles == order->stay)
		return;
	/* The base starts afresh, and its clock with it. */
	order->floor = before;
	WRITE_ONCE(order->known, 0);
	WRITE_ONCE(order->stay, lane->hotplug.cycles);
}

/* Whether the third CPU has armed or deleted a timer in this round */
static bool tt_order_meddled(const struct tt_lane *lane, const struct tt_timer *t)
{
	return lane->third.run &&
	       READ_ONCE(lane->third.attempts.round_of[t->index]) == lane->round.number;
}

void tt_order_judge_run(struct tt_timer *t)
{
	struct tt_lane *lane = t->lane;
	struct tt_attempt seen = {
		.end = tt_clock(),
		.generation = t->generation,
		.ret = (long)(jiffies - lane->order.round_due),
	};

	/* It has run in this round before, or it was armed in another way. */
	if (t->run.ended != READ_ONCE(t->ledger.runs_at_open) || tt_order_meddled(lane, t) ||
	    t->run.lagged || lane->order.stay != lane->order.round_stay)
		return;
	tt_violation(lane, TT_RULE_NOT_OVERTAKEN, t, &seen,
		     TT_VIOL_BY_HANDLER | TT_VIOL_IN_HANDLER);
}

void tt_order_judge(struct tt_lane *lane, struct tt_timer *t)
{
	struct tt_attempt seen = {
		.end = tt_clock(),
		.generation = t->generation,
		.ret = (long)(jiffies - lane->order.round_due),
	};

	if (!tt_timer_queued(t))
		return;
	/* Whoever has armed it again left a mark before that. */
	smp_rmb();
	if (tt_order_meddled(lane, t) || READ_ONCE(t->run.lagged) ||
	    atomic_read(&t->run.in_handler))
		return;
	/* The handler counts its run before it clears its mark. */
	smp_rmb();
	if (READ_ONCE(t->run.ended) != t->ledger.runs_at_open)
		return;
	tt_violation(lane, TT_RULE_NOT_OVERTAKEN, t, &seen, TT_VIOL_PENDING);
	if (lane->order.round_stay != lane->order.stay)
		tt_order_dangles(lane);
}

bool tt_order_rest(struct tt_lane *lane)
{
	u32 i;

	for (i = 0; lane->order.witnesses && i < TT_WITNESSES; i++) {
		struct tt_witness *w = &lane->order.witnesses[i];
		int ret = timer_delete_sync_try(&w->timer);

		/* Pairs with the release in tt_witness_run(). */
		if (ret < 0 || atomic_read_acquire(&w->in_handler))
			return false;
		if (ret == 1)
			w->state = TT_WITNESS_IDLE;
		tt_witness_judge(w);
	}
	return true;
}
