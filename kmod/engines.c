// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which engine a cell has, and what they share.
 */
#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/sched.h>

#include "race/engine.h"

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

/* One turn of a wait for another CPU */
void tt_pause(const struct tt_cell *cell)
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
u64 tt_gap_note(struct tt_lane *lane, u64 last)
{
	u64 now = tt_clock();
	u64 gap = now - last;

	if (gap > lane->gap_max)
		lane->gap_max = gap;
	if (gap > lane->cell->gap_ticks)
		lane->gap_total += gap;
	return now;
}

/* Which worker does what. A lane of one CPU, or of an engine of one loop, has no armer. */
void tt_engine_set(struct tt_lane *lane)
{
	const struct tt_cell *cell = lane->cell;

	if (cell->scen->traits & (TT_TRAIT_FAR | TT_TRAIT_IDLE)) {
		lane->deleter.run = tt_run_direct;
		return;
	}
	if (cell->scen->script) {
		lane->deleter.run = tt_run_defeat_deleter;
		lane->armer.run = tt_run_defeat_armer;
		if (cell->scen->flags & TT_SCEN_THIRD)
			lane->third.run = tt_run_defeat_third;
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
	if (cell->scen->meddle)
		lane->third.run = tt_run_third;
}
