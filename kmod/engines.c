// SPDX-License-Identifier: GPL-2.0-only
/*
 * The alignment engines: how a deletion and its timer's handler are brought
 * together.
 *
 *  - direct: arm and delete in one loop; the timer never fires (pending, idle).
 *  - none:   arm for the next jiffy on another CPU and delete, as fast as it
 *            goes: the honest baseline.
 *  - spin:   rounds of one timer; the deleter predicts the expiry and adds a
 *            random delay, as LTP's fuzzy_sync does.
 *  - chase:  rounds of a batch for one jiffy; their handlers run back to back
 *            and the deleter follows the index that they publish.
 */
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/timer.h>

#include "race.h"

#define TT_FAR_JIFFIES		(3600 * HZ)	/* armed "far ahead" */
#define TT_FIRST_BATCH		64
#define TT_SMALLEST_BATCH	16
#define TT_SWEEP		32	/* one attempt in so many is aimed at random */
#define TT_SCORE		1024	/* all of a round's handlers met */
#define TT_GROWTH		8	/* rounds in which the batch grows to its size */

#define TT_ROUND_GRACE		msecs_to_jiffies(100)

/* splitmix64 (Steele, Lea, Flood 2014) */
u64 tt_random(u64 *state)
{
	u64 z = *state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
	return z ^ (z >> 31);
}

u64 tt_random_seed(u64 seed, u64 salt)
{
	u64 state = seed + salt * 0xda942042e4dd58b5ULL;

	return tt_random(&state);
}

/* Below @bound, which is not 0 */
static u64 tt_random_below(struct tt_worker *worker, u32 bound)
{
	return (tt_random(&worker->random) >> 32) * bound >> 32;
}

/* One turn of a wait for another CPU */
static void tt_pause(const struct tt_cell *cell)
{
	/*
	 * On PREEMPT_RT, timers expire in a thread that a spinning worker of
	 * its CPU would keep waiting.
	 */
	if (cell->sleep || IS_ENABLED(CONFIG_PREEMPT_RT)) {
		usleep_range(50, 100);
	} else {
		cpu_relax();
		cond_resched();
	}
}

/* Watches a spinning worker's clock for pauses: preemption, or a stolen CPU. */
static u64 tt_gap_note(struct tt_lane *lane, u64 last)
{
	u64 now = tt_clock();
	u64 gap = now - last;

	if (gap > lane->gap_max)
		lane->gap_max = gap;
	if (gap > lane->cell->gap_ticks)
		lane->gap_total += gap;
	return now;
}

/*
 * No cpu_relax() where a deleter waits for its moment: PAUSE takes up to 140
 * cycles on real CPUs, and under TCG it leaves the translated code for
 * microseconds.
 */
static void tt_spin_until(u64 deadline)
{
	while ((s64)(tt_clock() - deadline) < 0)
		;
}

/*
 * Rounds: the armer's side
 */

/* The timer's part in this round is over: it ran, or was dequeued. */
static bool tt_timer_done(const struct tt_timer *t, u64 round, bool rearm)
{
	if (READ_ONCE(t->runs) != t->runs_at_open)
		return true;
	if (READ_ONCE(t->gone) == round)
		return true;
	/* a budget that is spent, or an arm that a shutdown undid */
	return rearm && !timer_pending(&t->timer) && !READ_ONCE(t->in_handler);
}

static void tt_armer_arm(struct tt_lane *lane, struct tt_timer *t, unsigned long expires)
{
	tt_timer_renew(t);
	t->rearms_left = TT_REARM_BUDGET;
	tt_timer_next_generation(t);
	if (mod_timer(&t->timer, expires))
		lane->rearms++;
	else
		lane->arms++;
}

/* A handler that re-arms itself may come in between: only in softirqs of this CPU. */
static void tt_armer_arm_again(struct tt_lane *lane, struct tt_timer *t, unsigned long expires)
{
	tt_timer_renew(t);
	local_bh_disable();
	t->rearms_left = TT_REARM_BUDGET;
	if (!timer_pending(&t->timer)) {
		tt_timer_next_generation(t);
		if (mod_timer(&t->timer, expires))
			lane->rearms++;
		else
			lane->arms++;
	}
	local_bh_enable();
}

/* Returns ticks spent. In reverse: timers enter a bucket at its head. */
static u64 tt_armer_batch(struct tt_lane *lane, u32 batch, bool rearm)
{
	unsigned long expires = jiffies;
	u64 begin = tt_clock();
	u32 i;

	for (i = batch; i-- > 0;) {
		struct tt_timer *t = &lane->timers[i];
		u64 start = 0;

		t->runs_at_open = READ_ONCE(t->runs);
		if (rearm) {
			tt_armer_arm_again(lane, t, expires);
			continue;
		}
		if (!(i & 7))
			start = tt_clock();
		tt_armer_arm(lane, t, expires);
		if (!(i & 7))
			tt_hist_add(&lane->hist[TT_ARM], tt_clock() - start);
	}
	return tt_clock() - begin;
}

/* Waits until the round's timers ran or are gone; returns how many are, from the first on. */
static u32 tt_armer_watch(struct tt_lane *lane, u32 batch, u64 round, bool rearm)
{
	unsigned long deadline = jiffies + TT_ROUND_GRACE;
	u32 i = 0;

	while (i < batch && !tt_stopped(lane->cell)) {
		if (tt_timer_done(&lane->timers[i], round, rearm)) {
			i++;
			continue;
		}
		if (time_after(jiffies, deadline))
			break;
		tt_pause(lane->cell);
	}
	return i;
}

/* Takes the timers back from the deleter. Bounded: a hung call ends the wait with the cell. */
static bool tt_armer_close(struct tt_lane *lane)
{
	unsigned long deadline = jiffies + 30 * HZ;

	WRITE_ONCE(lane->open, 0);
	smp_mb();	/* pairs with the one in tt_chaser_enter() */
	/* pairs with the release in tt_chaser_leave() */
	while (smp_load_acquire(&lane->busy)) {
		if (time_after(jiffies, deadline))
			return false;
		tt_pause(lane->cell);
	}
	return true;
}

/* A stamp may be overwritten two generations on: waits until its round is settled. */
static bool tt_armer_may_open(struct tt_lane *lane, u64 round)
{
	while (!tt_stopped(lane->cell)) {
		u64 entered = READ_ONCE(lane->entered);

		/* pairs with the release in tt_chaser_leave() */
		if (smp_load_acquire(&lane->settled) == entered || entered + 1 >= round)
			return true;
		tt_pause(lane->cell);
	}
	return false;
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

static void tt_run_armer(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;
	bool rearm = cell->scen->traits & TT_TRAIT_REARM;
	u32 batch = min_t(u32, lane->timer_count, cell->want.batch ?: TT_FIRST_BATCH);
	u64 round = 0;

	while (!tt_stopped(cell)) {
		u64 arm_ticks, fired;
		u32 done;

		round++;
		if (!tt_armer_may_open(lane, round))
			break;
		WRITE_ONCE(lane->batch, batch);
		WRITE_ONCE(lane->round, round);
		lane->busy_ticks = 0;
		fired = lane->fired;
		arm_ticks = tt_armer_batch(lane, batch, rearm);
		/* Hands the timers to the deleter; pairs with its acquire. */
		smp_store_release(&lane->open, round);
		done = tt_armer_watch(lane, batch, round, rearm);
		if (!tt_armer_close(lane))
			break;
		lane->rounds++;
		/* What neither ran nor is gone would mix two generations up. */
		for (; !rearm && done < batch; done++)
			if (!tt_timer_done(&lane->timers[done], round, rearm) &&
			    timer_delete_sync(&lane->timers[done].timer))
				lane->cleaned++;
		fired = lane->fired - fired;
		lane->arm_cost = tt_learn(lane->arm_cost, div_u64(arm_ticks, batch));
		if (fired)
			WRITE_ONCE(lane->period, tt_learn(lane->period,
							  div64_u64(lane->busy_ticks, fired)));
		batch = tt_armer_resize(lane, batch, rearm);
		cond_resched();
	}
}

/*
 * Rounds: the deleter's side
 */

/* Waits for a round after @last and takes part in it; 0 if the cell stops. */
static u64 tt_chaser_enter(struct tt_lane *lane, u64 last)
{
	u64 clock = tt_clock();
	u64 round;

	while (!tt_stopped(lane->cell)) {
		round = READ_ONCE(lane->open);
		if (round && round != last) {
			WRITE_ONCE(lane->busy, 1);
			smp_mb();	/* pairs with the one in tt_armer_close() */
			/* Pairs with the release that opened it. */
			if (smp_load_acquire(&lane->open) == round) {
				WRITE_ONCE(lane->entered, round);
				/* One round's calls together are far below rule 12's bound. */
				WRITE_ONCE(lane->call_since, jiffies | 1);
				return round;
			}
			/* the round had closed; nothing was touched */
			smp_store_release(&lane->busy, 0);
		}
		tt_pause(lane->cell);
		clock = lane->cell->sleep ? tt_clock() : tt_gap_note(lane, clock);
	}
	return 0;
}

static void tt_chaser_leave(struct tt_lane *lane, u64 round, u32 tried)
{
	u32 i;

	WRITE_ONCE(lane->call_since, 0);
	/* pairs with the acquire in tt_armer_close() */
	smp_store_release(&lane->busy, 0);
	for (i = 0; i < tried; i++)
		tt_settle(lane, &lane->tried[i]);
	/* Pairs with the acquire in tt_armer_may_open(). */
	smp_store_release(&lane->settled, round);
}

static bool tt_round_open(const struct tt_lane *lane, u64 round)
{
	return READ_ONCE(lane->open) == round && !tt_stopped(lane->cell);
}

/*
 * The aims that a chaser tries: how far ahead of the handler that it sees, in
 * quarters of the time from handler to handler. How far is best depends on how
 * long a cache line takes from the base CPU, which no two machines share, and
 * on what a call that comes early does to the base's lock. So it is found out:
 * every round has one aim, and is scored by the share that it met.
 */
static const u8 tt_aims[TT_AIMS] = { 0, 1, 2, 3, 4, 6, 8, 12, 16, 32 };

/* Choice @n: its aim, and whether a handler that began unseen is aimed at too. */
static u64 tt_choice_aim(u32 n, u64 period)
{
	return tt_aims[n % TT_AIMS] * period / 4;
}

static bool tt_choice_eager(u32 n)
{
	return n >= TT_AIMS;
}

static u32 tt_chaser_best(const struct tt_lane *lane)
{
	u32 i, best = 0;

	for (i = 1; i < TT_CHOICES; i++)
		if (lane->score[i] > lane->score[best])
			best = i;
	return best;
}

/* Mostly the best so far; at first each in turn, and now and then another one. */
static u32 tt_chaser_choose(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	u32 best = tt_chaser_best(lane);

	if (lane->scored < TT_GROWTH)
		return 0;
	if (lane->scored < TT_GROWTH + TT_CHOICES)
		return lane->scored - TT_GROWTH;
	if (tt_random_below(worker, lane->score[best] > TT_SCORE / 2 ? 64 : 16))
		return best;
	return tt_random_below(worker, TT_CHOICES);
}

/* @share: of the round's handlers that were met, of TT_SCORE */
static void tt_chaser_score(struct tt_lane *lane, u32 choice, u32 share)
{
	u32 *score = &lane->score[choice];

	if (lane->scored >= TT_GROWTH)
		*score = lane->scored < TT_GROWTH + TT_CHOICES ? share : (3 * *score + share) / 4;
	lane->scored++;
}

/* How far ahead of the handler that is seen, and how long to wait then. */
struct tt_shot {
	u32 ahead;
	u64 late;
};

/*
 * Made before the handler is seen: nothing may stand between that and the
 * call. One in TT_SWEEP is aimed at random, so that every phase is hit.
 */
static struct tt_shot tt_chaser_aim(struct tt_worker *worker, u64 aim, u64 period, u32 tried)
{
	struct tt_shot shot = {};

	if (tried % TT_SWEEP == TT_SWEEP - 1) {
		u64 offset = tt_random_below(worker, 2 * period);

		if (offset < period)
			shot.late = offset;
		else
			aim += offset - period;
	}
	if (aim) {
		shot.ahead = div64_u64(aim + period - 1, period);
		shot.late += shot.ahead * period - aim;
	}
	return shot;
}

/* Follows one round's handlers; returns how many it tried. */
static u32 tt_chase(struct tt_worker *worker, u64 round, u32 choice)
{
	struct tt_lane *lane = worker->lane;
	u64 period = max_t(u64, READ_ONCE(lane->period), lane->cell->handler_ticks + 1);
	u64 aim = tt_choice_aim(choice, period);
	bool eager = tt_choice_eager(choice);
	struct tt_shot shot = tt_chaser_aim(worker, aim, period, 0);
	u32 batch = READ_ONCE(lane->batch);
	u64 clock = tt_clock();
	u32 tried = 0, spins = 0;
	bool fresh = true;
	s64 before = -1;
	u64 seen = 0;

	worker->noise = tt_disturbances(worker);
	while (tt_round_open(lane, round)) {
		u64 published = READ_ONCE(lane->current_index);
		struct tt_attempt *a;
		struct tt_timer *t;
		s64 index, target;

		if (published == seen || published >> 16 != round) {
			fresh = true;
			if (!(++spins & 255)) {
				clock = tt_gap_note(lane, clock);
				cond_resched();
			}
			continue;
		}
		seen = published;
		/* One that began while the deleter was busy: nobody knows when. */
		if (!fresh && !eager)
			continue;
		fresh = false;
		index = (s64)(published & 0xffff) - 1;
		/* Handlers that re-armed themselves come back in reverse order. */
		target = index < before ? index - shot.ahead : index + shot.ahead;
		before = index;
		if (target < 0 || target >= batch)
			continue;
		t = &lane->timers[target];
		if (t->tried == round)
			continue;
		if (shot.late)
			tt_spin_until(tt_clock() + shot.late);
		a = &lane->tried[tried++];
		tt_delete(worker, t, a);
		t->tried = round;
		a->ahead = shot.ahead;
		shot = tt_chaser_aim(worker, aim, period, tried);
	}
	return tried;
}

static void tt_run_chaser(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	u64 round = 0;

	while ((round = tt_chaser_enter(lane, round))) {
		u64 met = lane->attempts[TT_ENCOUNTER];
		u32 batch = READ_ONCE(lane->batch);
		u32 choice = tt_chaser_choose(worker);
		u32 tried = tt_chase(worker, round, choice);

		tt_chaser_leave(lane, round, tried);
		met = lane->attempts[TT_ENCOUNTER] - met;
		tt_chaser_score(lane, choice, div_u64(met * TT_SCORE, batch));
		cond_resched();
	}
}

/* One timer a round: predicts its expiry from the last one's and adds a random delay. */
static void tt_run_spinner(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_timer *t = &lane->timers[0];
	u64 tick = lane->cell->tick_ticks;
	u64 spread = tick / 8;	/* half the window; learned */
	u64 expected = 0, round = 0, generation;

	while ((round = tt_chaser_enter(lane, round))) {
		const struct tt_stamp *stamp;
		u64 now = tt_clock();
		u32 tried = 0;

		generation = READ_ONCE(t->generation);
		if (expected) {
			u64 aim;

			while ((s64)(expected - now) < 0)
				expected += tick;
			aim = expected - spread + tt_random_below(worker, 2 * spread);
			while ((s64)(tt_clock() - aim) < 0 && tt_round_open(lane, round))
				;
			worker->noise = tt_disturbances(worker);
			tt_delete(worker, t, &lane->tried[0]);
			lane->tried[0].ahead = 0;
			tried = 1;
		}
		while (tt_round_open(lane, round))
			tt_pause(lane->cell);
		stamp = tt_stamp_of(t, generation);
		if (stamp) {
			u64 entry = READ_ONCE(stamp->entry);
			u64 error = abs((s64)(entry - expected));

			if (expected && error < tick)
				spread = clamp_t(u64, (7 * spread + 2 * error) / 8,
						 lane->cell->handler_ticks + 1, tick / 4);
			expected = entry;
		}
		tt_chaser_leave(lane, round, tried);
		cond_resched();
	}
}

/*
 * none: no alignment at all
 */

/* Keeps the base CPU awake and its tick running, as the armer does in a round. */
static void tt_run_companion(struct tt_worker *worker)
{
	while (!tt_stopped(worker->lane->cell))
		tt_pause(worker->lane->cell);
}

/* Waits, bounded, until the timer is at rest, so that this worker alone owns it again. */
static void tt_free_rest(struct tt_lane *lane, struct tt_timer *t, const struct tt_attempt *a)
{
	unsigned long deadline = jiffies + TT_ROUND_GRACE;

	/* What was not dequeued fires, or did: its stamp is wanted. */
	while (a->ret != 1 && READ_ONCE(t->runs) == t->runs_at_open &&
	       time_before(jiffies, deadline) && !tt_stopped(lane->cell))
		tt_pause(lane->cell);
	if (timer_delete_sync(&t->timer))
		lane->cleaned++;
}

static void tt_run_free(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;
	bool rearm = cell->scen->traits & TT_TRAIT_REARM;
	struct tt_timer *t = &lane->timers[0];
	struct tt_attempt *a = &lane->tried[0];
	u64 last = tt_clock();
	u32 n = 0;

	while (!tt_stopped(cell)) {
		tt_timer_renew(t);
		t->runs_at_open = READ_ONCE(t->runs);
		t->rearms_left = TT_REARM_BUDGET;
		tt_timer_next_generation(t);
		t->timer.expires = jiffies;
		add_timer_on(&t->timer, lane->base_cpu);
		lane->direct_arms++;
		worker->noise = tt_disturbances(worker);
		WRITE_ONCE(lane->call_since, jiffies | 1);
		tt_delete(worker, t, a);
		WRITE_ONCE(lane->call_since, 0);
		a->ahead = 0;
		/* Only if it did not certainly end there: this is the fastest honest loop. */
		if (a->ret != 1 || rearm || timer_pending(&t->timer))
			tt_free_rest(lane, t, a);
		tt_settle(lane, a);
		last = tt_gap_note(lane, last);
		if (!(++n & 255)) {
			cond_resched();
			last = tt_clock();
		}
	}
}

/*
 * direct: the timer never fires, so that every call's outcome is known before
 */

#define TT_BLOCK	256	/* operations between two looks at the rest of the world */

struct tt_direct {
	struct tt_worker *worker;
	struct tt_timer *t;
	u64 last;
	int expected;		/* return value */
	unsigned int outcome;
	bool local;
	bool idle;
};

static __always_inline void tt_direct_arm(const struct tt_direct *d)
{
	struct tt_lane *lane = d->worker->lane;
	struct tt_timer *t = d->t;

	if (d->idle)
		return;
	if (d->local) {
		if (mod_timer(&t->timer, jiffies + TT_FAR_JIFFIES))
			lane->direct_rearms++;
		else
			lane->direct_arms++;
	} else {
		/* Its only owner, and it is idle. */
		t->timer.expires = jiffies + TT_FAR_JIFFIES;
		add_timer_on(&t->timer, lane->base_cpu);
		lane->direct_arms++;
	}
}

/*
 * @bare: with the clock reads only, no checks and no histograms: what the cost
 * of recording is measured against.
 */
static __always_inline void tt_direct_block(struct tt_direct *d, bool bare)
{
	struct tt_lane *lane = d->worker->lane;
	const struct tt_prim *prim = lane->cell->prim;
	bool shutdown = prim->flags & TT_PRIM_SHUTDOWN;
	struct tt_hist *called = &lane->hist[d->outcome];
	struct tt_hist *armed = &lane->hist[TT_ARM];
	struct tt_extent call_extent = TT_EXTENT_EMPTY;
	struct tt_extent arm_extent = TT_EXTENT_EMPTY;
	struct tt_timer *t = d->t;
	/* tt_disturbed() in registers: this loop's own cost is what it is judged by */
	u64 shortest = d->worker->shortest;
	u64 quiet = shortest + d->worker->interrupt_ticks;
	u64 ones = 0, zeros = 0;
	int i;

	WRITE_ONCE(lane->call_since, jiffies | 1);
	for (i = 0; i < TT_BLOCK; i++) {
		struct tt_attempt a;
		u64 start, duration;

		if (!bare && shutdown) {
			tt_timer_renew(t);
			WRITE_ONCE(t->shut, 1);
		}
		start = tt_clock();
		tt_direct_arm(d);
		a.begin = tt_clock();
		a.ret = prim->call(&t->timer);
		a.end = tt_clock();
		ones += a.ret == 1;
		zeros += a.ret == 0;
		if (bare) {
			barrier_data(&start);
			barrier_data(&a);
			continue;
		}
		duration = a.end - start;
		if (unlikely(duration < shortest)) {
			shortest = duration;
			quiet = shortest + d->worker->interrupt_ticks;
		}
		if (likely(duration < quiet) || !tt_disturbed(d->worker, duration)) {
			tt_hist_count(called, a.end - a.begin);
			tt_extent_add(&call_extent, a.end - a.begin);
			if (!d->idle) {
				tt_hist_count(armed, a.begin - start);
				tt_extent_add(&arm_extent, a.begin - start);
			}
		} else {
			tt_hist_add(&lane->hist[TT_DISTURBED], a.end - a.begin);
			lane->disturbed++;
			tt_gap_note(lane, d->last);
		}
		if (unlikely(a.ret != d->expected || timer_pending(&t->timer))) {
			tt_judge_direct(lane, t, &a, d->expected);
			if (timer_delete_sync(&t->timer))
				lane->cleaned++;
		}
		d->last = a.end;
	}
	WRITE_ONCE(lane->call_since, 0);
	/* Any other value was counted by tt_judge_direct(). */
	lane->dequeues += ones;
	lane->returned[1] += zeros;
	lane->returned[2] += ones;
	if (!bare) {
		d->worker->shortest = shortest;
		tt_extent_merge(&called->extent, &call_extent);
		tt_extent_merge(&armed->extent, &arm_extent);
		WRITE_ONCE(lane->attempts[d->outcome], lane->attempts[d->outcome] + TT_BLOCK);
		lane->calls += TT_BLOCK;
	}
}

static void tt_direct_slice(struct tt_direct *d, struct tt_calibration *c, bool bare)
{
	struct tt_cell *cell = d->worker->lane->cell;
	u64 length = tt_ns_to_ticks((u64)cell->want.slice_ms * NSEC_PER_MSEC);
	u64 begin = tt_clock(), now;
	u64 ops = 0;

	d->worker->noise = tt_disturbances(d->worker);
	do {
		if (bare)
			tt_direct_block(d, true);
		else
			tt_direct_block(d, false);
		ops += TT_BLOCK;
		cond_resched();
		now = tt_clock();
	} while (now - begin < length && !tt_stopped(cell));
	if (bare) {
		c->bare_ops = ops;
		c->bare_ticks = now - begin;
	} else {
		c->recorded_ops = ops;
		c->recorded_ticks = now - begin;
	}
}

static void tt_run_direct(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;
	bool idle = cell->scen->traits & TT_TRAIT_IDLE;
	struct tt_direct d = {
		.worker = worker,
		.t = &lane->timers[0],
		.last = tt_clock(),
		.expected = !idle,
		.outcome = idle ? TT_LATE : TT_EARLY,
		.local = lane->base_cpu == lane->deleter_cpu,
		.idle = idle,
	};

	worker->noise = tt_disturbances(worker);
	while (cell->want.flags & TT_START_CALIBRATE && !tt_stopped(cell) &&
	       lane->calibrations < TT_CALIBRATIONS && !lane->index) {
		struct tt_calibration *c = &lane->calibration[lane->calibrations];
		/* Which of the two goes first alternates, so that a drift favours neither. */
		bool bare_first = lane->calibrations & 1;

		tt_direct_slice(&d, c, bare_first);
		tt_direct_slice(&d, c, !bare_first);
		/* The monitor reads it after this; one cut short by the stop is dropped. */
		if (!tt_stopped(cell))
			/* pairs with the acquire in tt_report_calibrations() */
			smp_store_release(&lane->calibrations, lane->calibrations + 1);
	}
	while (!tt_stopped(cell)) {
		tt_direct_block(&d, false);
		cond_resched();
	}
}

/* Which worker does what. A lane of one CPU, or of an engine of one loop, has no armer. */
void tt_engine_set(struct tt_lane *lane)
{
	const struct tt_cell *cell = lane->cell;

	if (cell->scen->traits & (TT_TRAIT_FAR | TT_TRAIT_IDLE)) {
		lane->deleter.run = tt_run_direct;
		return;
	}
	switch (cell->want.align) {
	case TT_ALIGN_NONE:
		lane->deleter.run = tt_run_free;
		lane->armer.run = tt_run_companion;
		break;
	case TT_ALIGN_SPIN:
		lane->deleter.run = tt_run_spinner;
		lane->armer.run = tt_run_armer;
		break;
	default:
		lane->deleter.run = tt_run_chaser;
		lane->armer.run = tt_run_armer;
		break;
	}
}
