// SPDX-License-Identifier: GPL-2.0-only
/*
 * A kthread moves the breakpoints from place to place. Each of them exists once for each CPU of
 * the cell, and is moved by changing its event, which is cheaper than to make a new one.
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/hw_breakpoint.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/perf_event.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "cell/cell.h"
#include "cell/random.h"
#include "cell/wait.h"
#include "stalls/places.h"
#include "stalls/stalls.h"
#include "timing/clock.h"
#include "timing/pace.h"

#define TT_BREAKPOINTS		4	/* of a CPU */
#define TT_STAY_US		10000	/* A breakpoint stays so long at a place. */
#define TT_STALL_EACH		8	/* About one hit in so many is stalled. */
#define TT_STALLS_A_STAY	128	/* So at most a half of a CPU's time is stalled. */
#define TT_STALL_NS		20000	/* the longest stall */
#define TT_SWEEP		"sweep"
#define TT_KINDS		(TT_OUTCOMES + TT_RETURNS)
#define TT_TELLING		64	/* Fewer calls in a stay tell nothing. */

/*
 * Only x86 steps over a kernel's breakpoint that has a handler of its own. On arm64 it would
 * be hit again and again at once.
 */
#if IS_ENABLED(CONFIG_X86) && IS_ENABLED(CONFIG_HAVE_HW_BREAKPOINT) && \
	IS_ENABLED(CONFIG_PERF_EVENTS)

/**
 * struct tt_staller - a breakpoint on one CPU
 * @event: its perf event, NULL if it could not be made
 * @cpu: the CPU
 * @place: where it is
 * @random: state of its random numbers. The handler writes this field and those below
 * @longest: iterations of the counted loop in the longest stall
 * @skip: hits until the next stall
 * @hits: hits at this place
 * @left: stalls that may still follow at this place
 * @stalls: stalls so far
 * @stalled_place: place of the last one
 * @stalled_at: clock at its end, 0 if there was none
 */
struct tt_staller {
	struct perf_event *event;
	u32 cpu;
	struct tt_place place;
	u64 random;
	u32 longest;
	u32 skip;
	u32 hits;
	u32 left;
	u64 stalls;
	struct tt_place stalled_place;
	u64 stalled_at;
};

/**
 * struct tt_mix - which shares of the cell's calls had which outcome and returned what
 * @counted: calls of each kind until the last stay
 * @usual: the share of each kind in a stay, in thousandths, as a running mean
 */
struct tt_mix {
	u64 counted[TT_KINDS];
	s32 usual[TT_KINDS];
};

/**
 * struct tt_stalls - the stalls of a cell
 * @task: the kthread
 * @over: the cell is over
 * @done: the breakpoints have been given back
 * @fixed: there is one place only, and it is @place
 * @place: that place
 * @random: state of random numbers
 * @stays: stays of a breakpoint during which it was hit
 * @windows: those of @stays that were at a window
 * @mix: what the calls of the cell usually lead to
 * @count: number of @staller
 * @staller: TT_BREAKPOINTS for each CPU
 */
struct tt_stalls {
	struct task_struct *task;
	u32 over;
	struct completion done;
	bool fixed;
	struct tt_place place;
	u64 random;
	u64 stays;
	u64 windows;
	struct tt_mix mix;
	u32 count;
	struct tt_staller staller[];
};

/* Runs in the context of a debug exception, with interrupts off. It must not use any lock. */
static void tt_stall(struct perf_event *event, struct perf_sample_data *data, struct pt_regs *regs)
{
	struct tt_staller *s = event->overflow_handler_context;

	s->hits++;
	if (s->skip) {
		s->skip--;
		return;
	}
	s->skip = tt_random_below(&s->random, 2 * TT_STALL_EACH);
	if (!s->left)
		return;
	s->left--;
	tt_pace_loop(s->longest / 20 + tt_random_below(&s->random, s->longest));
	s->stalls++;
	s->stalled_place = s->place;
	WRITE_ONCE(s->stalled_at, tt_clock());
}

static void tt_staller_make(struct tt_staller *s)
{
	struct perf_event_attr attr;
	struct perf_event *event;

	hw_breakpoint_init(&attr);
	attr.bp_addr = tt_place_address(s->place);
	attr.bp_len = sizeof(long);
	attr.bp_type = HW_BREAKPOINT_X;
	attr.disabled = 1;
	event = perf_event_create_kernel_counter(&attr, s->cpu, NULL, tt_stall, s);
	s->event = IS_ERR(event) ? NULL : event;
}

/* Moves a breakpoint. The kernel may refuse a place, which is then one that is never hit. */
static void tt_staller_move(struct tt_staller *s, struct tt_place place)
{
	struct perf_event_attr attr;

	if (!s->event)
		return;
	perf_event_disable(s->event);
	s->place = place;
	s->hits = 0;
	s->left = TT_STALLS_A_STAY;
	attr = s->event->attr;
	attr.bp_addr = tt_place_address(place);
	attr.disabled = 0;
	modify_user_hw_breakpoint(s->event, &attr);
}

/* Moves one breakpoint on all CPUs to another place. */
static void tt_stalls_move(struct tt_stalls *stalls, u32 breakpoint)
{
	struct tt_place place = stalls->fixed ? stalls->place : tt_place_draw(&stalls->random);
	u32 i;

	for (i = breakpoint; i < stalls->count; i += TT_BREAKPOINTS)
		tt_staller_move(&stalls->staller[i], place);
}

static u64 tt_mix_count(const struct tt_cell *cell, u32 kind)
{
	u64 count = 0;
	u32 i;

	for (i = 0; i < cell->lane_count; i++) {
		const struct tt_counts *tally = &cell->lanes[i].deleter.tally;

		count += kind < TT_OUTCOMES ? READ_ONCE(tally->attempts[kind]) :
			 READ_ONCE(tally->returned[kind - TT_OUTCOMES]);
	}
	return count;
}

/*
 * Returns by how many thousandths, in all kinds together, the calls since the last stay differ
 * from what they usually lead to, and updates that. Returns 0 if they were too few to tell.
 */
static u32 tt_mix_change(struct tt_mix *mix, const struct tt_cell *cell)
{
	u64 made[TT_KINDS], calls = 0;
	u32 change = 0, i;

	for (i = 0; i < TT_KINDS; i++) {
		u64 count = tt_mix_count(cell, i);

		made[i] = count - mix->counted[i];
		mix->counted[i] = count;
		calls += i < TT_OUTCOMES ? made[i] : 0;
	}
	if (calls < TT_TELLING)
		return 0;
	for (i = 0; i < TT_KINDS; i++) {
		s32 share = div64_u64(made[i] * 1000, calls);

		change += abs(share - mix->usual[i]);
		mix->usual[i] += (share - mix->usual[i]) / 8;
	}
	return change;
}

/*
 * Notes whether a breakpoint was hit on any CPU since it was moved, and by how much the outcomes
 * of the cell changed meanwhile.
 */
static void tt_stalls_note_stay(struct tt_stalls *stalls, u32 breakpoint, u32 change)
{
	struct tt_place place;
	u32 i, hits = 0;

	for (i = breakpoint; i < stalls->count; i += TT_BREAKPOINTS)
		hits += READ_ONCE(stalls->staller[i].hits);
	if (!stalls->count)
		return;
	place = stalls->staller[breakpoint].place;
	tt_place_stayed(place, hits, change);
	if (hits) {
		stalls->stays++;
		stalls->windows += tt_place_is_window(place);
	}
}

static int tt_stalls_run(void *data)
{
	struct tt_cell *cell = data;
	struct tt_stalls *stalls = cell->stalls;
	u32 breakpoints = stalls->fixed ? 1 : TT_BREAKPOINTS;
	struct tt_pace pace;
	u32 change, i;

	/* The workers spin on their CPUs. */
	sched_set_fifo_low(current);
	tt_pace_init(&pace);
	for (i = 0; i < stalls->count; i++) {
		struct tt_staller *s = &stalls->staller[i];

		s->longest = (tt_ns_to_ticks(TT_STALL_NS) * pace.loops >> TT_PACE_SHIFT) + 1;
		s->random = tt_random_seed(cell->want.seed, TT_MAX_BATCH + i);
		if (i % TT_BREAKPOINTS < breakpoints)
			tt_staller_make(s);
	}
	while (!READ_ONCE(stalls->over)) {
		for (i = 0; i < breakpoints; i++)
			tt_stalls_move(stalls, i);
		usleep_range(TT_STAY_US, TT_STAY_US + TT_STAY_US / 4);
		change = tt_mix_change(&stalls->mix, cell);
		for (i = 0; i < breakpoints; i++)
			tt_stalls_note_stay(stalls, i, change);
	}
	for (i = 0; i < stalls->count; i++)
		if (stalls->staller[i].event)
			perf_event_release_kernel(stalls->staller[i].event);
	complete(&stalls->done);
	tt_sleep_until_stop();
	return 0;
}

/* The events of a CPU that goes off line would be lost, so it gets none. */
static bool tt_stalls_want_cpu(const struct tt_cell *cell, u32 cpu)
{
	u32 i;

	if (!tt_cell_uses_cpu(cell, cpu))
		return false;
	for (i = 0; cell->want.flags & TT_START_HOTPLUG && i < cell->lane_count; i++)
		if (cell->lanes[i].pair.base_cpu == cpu)
			return false;
	return true;
}

int tt_stalls_create(struct tt_cell *cell)
{
	struct tt_stalls *stalls;
	struct task_struct *task;
	u32 cpu, i;

	if (!cell->want.stalls[0] || !tt_places_find())
		return 0;
	stalls = kvzalloc(struct_size(stalls, staller, TT_BREAKPOINTS * nr_cpu_ids), TT_GFP);
	if (!stalls)
		return -ENOMEM;
	init_completion(&stalls->done);
	stalls->random = tt_random_seed(cell->want.seed, TT_MAX_BATCH - 1);
	stalls->fixed = strcmp(cell->want.stalls, TT_SWEEP);
	if (stalls->fixed)
		tt_place_parse(cell->want.stalls, &stalls->place);
	for_each_online_cpu(cpu) {
		for (i = 0; tt_stalls_want_cpu(cell, cpu) && i < TT_BREAKPOINTS; i++) {
			stalls->staller[stalls->count].cpu = cpu;
			stalls->staller[stalls->count++].place = stalls->place;
		}
	}
	cell->stalls = stalls;
	task = kthread_create(tt_stalls_run, cell, "tt_stalls");
	if (IS_ERR(task))
		return PTR_ERR(task);
	stalls->task = task;
	return 0;
}

void tt_stalls_free(struct tt_cell *cell)
{
	/* It has not been begun, or it has ended. */
	if (cell->stalls && cell->stalls->task)
		kthread_stop(cell->stalls->task);
	kvfree(cell->stalls);
}

void tt_stalls_begin(struct tt_cell *cell)
{
	if (cell->stalls)
		wake_up_process(cell->stalls->task);
}

bool tt_stalls_end(struct tt_cell *cell, unsigned long bound)
{
	if (!cell->stalls)
		return true;
	WRITE_ONCE(cell->stalls->over, 1);
	if (!wait_for_completion_timeout(&cell->stalls->done, bound))
		return false;
	kthread_stop(cell->stalls->task);
	cell->stalls->task = NULL;
	return true;
}

void tt_stalls_count(const struct tt_lane *lane, struct tt_counts *counts)
{
	const struct tt_stalls *stalls = lane->cell->stalls;
	const struct tt_pair *pair = &lane->pair;
	u32 i;

	if (!stalls)
		return;
	for (i = 0; i < stalls->count; i++) {
		const struct tt_staller *s = &stalls->staller[i];

		if (s->cpu == pair->deleter_cpu || s->cpu == pair->base_cpu ||
		    s->cpu == pair->third_cpu)
			counts->stalls += READ_ONCE(s->stalls);
	}
	/* All lanes share the breakpoints. */
	if (!pair->index) {
		counts->stall_stays += READ_ONCE(stalls->stays);
		counts->stall_windows += READ_ONCE(stalls->windows);
	}
}

void tt_stalls_note(const struct tt_cell *cell, struct tt_rec_violation *v)
{
	const struct tt_stalls *stalls = cell->stalls;
	const struct tt_staller *last = NULL;
	u32 i;

	for (i = 0; stalls && i < stalls->count; i++) {
		const struct tt_staller *s = &stalls->staller[i];
		u64 at = READ_ONCE(s->stalled_at);

		if (at && (!last || (s64)(at - v->stalled_at) > 0)) {
			last = s;
			v->stalled_at = at;
		}
	}
	if (!last)
		return;
	v->stalled_cpu = last->cpu;
	tt_place_print(last->stalled_place, v->stalled_place, sizeof(v->stalled_place));
}

#else

int tt_stalls_create(struct tt_cell *cell)
{
	return 0;
}

void tt_stalls_free(struct tt_cell *cell)
{
}

void tt_stalls_begin(struct tt_cell *cell)
{
}

bool tt_stalls_end(struct tt_cell *cell, unsigned long bound)
{
	return true;
}

void tt_stalls_count(const struct tt_lane *lane, struct tt_counts *counts)
{
}

void tt_stalls_note(const struct tt_cell *cell, struct tt_rec_violation *v)
{
}

#endif

bool tt_stalls_known(const char *stalls)
{
	struct tt_place place;

	if (strnlen(stalls, TT_PLACE_LEN) == TT_PLACE_LEN)
		return false;
	return !stalls[0] || !strcmp(stalls, TT_SWEEP) || !tt_places_find() ||
	       tt_place_parse(stalls, &place);
}
