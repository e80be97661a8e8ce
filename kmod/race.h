/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A cell at work: its lanes (a pair and its timers), its workers, and what
 * they write down.
 *
 * Who writes what: the armer owns a timer's `armed` part between two rounds;
 * the handler its `fired` part; the deleter its `deleted` part. Fields that
 * another CPU reads are written with WRITE_ONCE() or a release.
 */
#ifndef TT_RACE_H
#define TT_RACE_H

#include <linux/atomic.h>
#include <linux/bits.h>
#include <linux/cache.h>
#include <linux/completion.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <linux/wait.h>

#include <timertorture.h>

#include "catalogue.h"
#include "clock.h"
#include "history.h"
#include "histogram.h"

#define TT_EVIDENCE		16	/* violations a rule that come with evidence */
#define TT_CALIBRATIONS		512	/* pairs of slices that are kept */
#define TT_NO_TIMER		0xffffffffU
#define TT_AIMS			10
#define TT_CHOICES		(2 * TT_AIMS)
#define TT_NEVER		U64_MAX
#define TT_REARM_BUDGET		8
#define TT_HUNG_SECONDS		10
#define TT_GAP_NS		50000
#define TT_INTERRUPT_NS		100
#define TT_IRQSAFE_NS		100000	/* at most, of handlers with interrupts off */
#define TT_FAR_JIFFIES		(3600 * HZ)	/* armed "far ahead" */
#define TT_ARM_BEGUN		BIT_ULL(32)	/* tt_timer.arming */
#define TT_ARM_ENDED		BIT_ULL(0)
#define TT_POISON		0x6b6b6b6b6b6b6b6bULL
#define TT_EVENTS		1024	/* that a context remembers; a power of two */
#define TT_EVENTS_TOLD		64	/* the last of them, and of those of one timer */

struct tt_lane;
struct tt_cell;
struct tt_defeat;
struct tt_stream;

/**
 * struct tt_stamp - one run of a handler
 * @generation: of the arm that it consumed
 * @entry: ticks, its first act; TT_NEVER if there was none
 * @exit: ticks, its last; 0 while it runs
 */
struct tt_stamp {
	u64 generation;
	u64 entry;
	u64 exit;
};

/**
 * struct tt_timer - a timer and its ledger
 *
 * What the kernel and the handler touch, what the deleter and the armer touch,
 * and what the handler writes have cache lines of their own: the race is also
 * one of cache lines.
 *
 * @timer: the real one
 * @lane: it belongs to
 * @index: in the lane
 * @rearms_left: the handler's budget; the armer refills it, so that handlers
 *	that starve the armer end by themselves
 * @generation: of the last arm; its run is stamped in stamp[generation & 1],
 *	so that a round can be settled while the next runs
 * @runs_at_open: of the round that is open
 * @shut: a shutdown call began; arming is void until the next set-up
 * @gone: round in which a deletion returned 1
 * @due: the smallest expiry of an arm that is not consumed, jiffies
 * @granule: of the wheel level that it is on, jiffies
 * @shut_done: a shutdown call has returned
 * @freed: the deleter counts it as freed
 * @arming: arming calls of others than the armer: begun in the upper half, ended in the lower
 * @in_handler: how many of its handlers run
 * @dead: a call that promises so has returned: no run until the next arm
 * @half: the handler is past the half of its time
 * @first: first plain store of a run: its generation
 * @last: last plain store of a run: its generation
 * @payload: what a handler writes at its end; TT_POISON while it counts as freed
 * @runs: handlers that ended
 * @self_arms: by the handler, that found it idle
 * @self_rearms: by the handler, that found it pending
 * @doubtful_arms: by the handler, that may have come after a shutdown
 * @stamp: the last two runs
 * @model: what an old kernel's deletion sees of it
 */
struct tt_timer {
	struct timer_list timer;
	struct tt_lane *lane;
	u32 index;
	u32 rearms_left;
	u64 generation;
	u64 runs_at_open ____cacheline_aligned;
	u32 shut;
	u32 granule;
	u64 gone;
	unsigned long due;
	u32 shut_done;
	u32 freed;
	atomic64_t arming;
	struct {
		atomic_t in_handler;
		u32 dead;
		u32 half;
		u64 first;
		u64 last;
		u64 payload;
		u64 runs;
		u64 self_arms;
		u64 self_rearms;
		u64 doubtful_arms;
		struct tt_stamp stamp[2];
	} ____cacheline_aligned;
	struct tt_model model;
} ____cacheline_aligned;

/**
 * struct tt_attempt - one deletion, kept until its round is settled
 * @begin: of the call, ticks
 * @end: of the call, ticks
 * @generation: of the timer when the call was over
 * @index: of the timer
 * @ret: what the call returned
 * @ahead: handlers between the one that ran when it was aimed and its own
 * @disturbed: a tick, softirq or context switch fell into it
 * @excused: somebody else may have armed the timer meanwhile
 */
struct tt_attempt {
	u64 begin;
	u64 end;
	u64 generation;
	u32 index;
	s32 ret;
	u32 ahead;
	bool disturbed;
	bool excused;
};

#define TT_WORKERS	3	/* a lane has at most: deleter, armer, third */

/* What arms a timer that others may arm too. */
enum tt_arming {
	TT_MOD_TIMER,
	TT_TIMER_REDUCE,
	TT_MOD_TIMER_PENDING,
};

/* How a worker takes part in rounds: see struct tt_lane. */
struct tt_party {
	u32 busy;
	u64 entered;	/* the last round it took part in */
	u64 settled;	/* the last one that it settled */
	unsigned long call_since;	/* jiffies | 1 of the call under way, 0 if none */
};

/* What a worker counts; nobody else writes it. */
struct tt_tally {
	u64 attempts[TT_OUTCOMES];
	u64 returned[4];	/* -1, 0, 1, other */
	u64 dequeues;
	u64 arms;
	u64 rearms;
	u64 doubtful_arms;
	u64 meddled;
	u64 shutdown_arms;
	u64 disagreements;
	u64 disturbed;
	u64 phases[TT_PHASES];
	u64 phase_bins[TT_PHASE_BINS];
	u64 drawn[TT_DRAWS];
	u64 drawn_level[TT_DRAW_LEVELS];
	u64 drawn_ahead[TT_DRAW_AHEADS];
	u64 checked[TT_RULES];
};

/* The last events of one context of one CPU; written there only. */
struct tt_trace {
	u32 next;
	struct tt_event event[TT_EVENTS];
};

/* The contexts of a lane that have a trace: its workers, and handlers by CPU. */
enum tt_context {
	TT_BY_DELETER,
	TT_BY_ARMER,
	TT_BY_THIRD,
	TT_IN_SOFTIRQ,	/* and on: on the CPU of these three */
	TT_CONTEXTS = 2 * TT_IN_SOFTIRQ,
};

/**
 * struct tt_worker - a kthread that stays on its CPU
 * @task: NULL if the lane needs none here
 * @lane: it works for
 * @cpu: it is bound to
 * @run: its engine's part
 * @call: the primitive, at hand
 * @claims: mask of the rules, at hand
 * @shutdown: the primitive is a shutdown
 * @model: it is a model of an old one
 * @shared: others arm its timers too
 * @follow_up: the scenario goes on when a call has returned
 * @random: state
 * @noise: tt_disturbances() when it last looked
 * @shortest: duration of what it times that it has seen, ticks
 * @interrupt_ticks: TT_INTERRUPT_NS
 * @cpu_time: its CPU's time by kind, for tt_disturbances()
 * @softirqs: its CPU's softirqs, two counters a word, likewise
 * @context: its trace
 * @tried: attempts of the round
 * @touched: of each timer, the round in which it last did something to it; kept
 *	here because a look at the timer would fetch a line from the base CPU
 * @tries: how many, of the third CPU
 * @unsettled: attempts in @tried that wait for their timers to come to rest
 * @attempted: attempts of the last round, still in @tried
 * @traced: they are in its trace: see tt_trace_attempts()
 * @tally: what it did
 * @party: its part in rounds
 * @done: it left its engine; only kthread_stop() is left
 */
struct tt_worker {
	struct task_struct *task;
	struct tt_lane *lane;
	unsigned int cpu;
	void (*run)(struct tt_worker *worker);
	int (*call)(struct timer_list *timer);
	u32 claims;
	bool shutdown;
	bool model;
	bool shared;
	bool follow_up;
	u64 random;
	u64 noise;
	u64 shortest;
	u64 interrupt_ticks;
	const u64 *cpu_time;
	const u64 *softirqs;
	enum tt_context context;
	struct tt_attempt *tried;
	u64 *touched;
	u32 tries;
	u32 unsettled;
	u32 attempted;
	bool traced;
	struct completion done;
	struct tt_tally tally;
	struct tt_party party ____cacheline_aligned;
} ____cacheline_aligned;

struct tt_calibration {
	u64 recorded_ops;
	u64 recorded_ticks;
	u64 bare_ops;
	u64 bare_ticks;
};

/**
 * struct tt_lane - a pair at work
 *
 * A round: the armer arms the batch for one jiffy and publishes its number in
 * @open; the handlers publish (round, index) in @current_index; the deleter,
 * and the third CPU's worker if there is one, set their party's busy, follow
 * them, and settle what they did once the round has come to rest. The armer
 * closes it by clearing @open and waiting for every busy to fall: both sides
 * have a full barrier between their store and their load, so one of them sees
 * the other (Dekker). It then waits for the last handlers and publishes the
 * round in @rested. What is not settled when the cell stops is left to the
 * monitor: a handler may still be on its way.
 */
struct tt_lane {
	struct tt_cell *cell;
	u32 index;
	u32 deleter_cpu;
	u32 base_cpu;
	u32 third_cpu;
	u32 node;
	struct tt_worker deleter;
	struct tt_worker armer;
	struct tt_worker third;
	struct tt_timer *timers;
	u32 timer_count;

	/* written by the armer */
	struct {
		u64 open;
		u32 batch;
		u32 quiet;	/* handlers do not arm their timers again */
		u32 sweep;	/* this round there is nobody to follow: see hotplug.c */
		u64 round;
		u64 rested;	/* the last one whose timers have come to rest */
		u64 rounds;
		u64 cleaned;
		u64 late;	/* rounds whose timers were late: rule 8 */
		u32 late_max;
		u64 period;	/* from handler to handler, learned, ticks */
		u64 arm_cost;	/* of one timer, learned, ticks */
	} ____cacheline_aligned;

	/* written by handlers, all on the base CPU; the deleter spins on it */
	u64 current_index ____cacheline_aligned;	/* round << 16 | index + 1 */

	/* written by handlers, read by nobody who is in a hurry */
	struct {
		u64 fired;
		u64 last_exit;
		u64 busy_ticks;	/* of this round's handlers and the kernel between them */
		u64 handler_min;
		u64 handler_max;
		u32 round_late_max;	/* of this round, jiffies past expiry and granule */
	} ____cacheline_aligned;

	/* written by the deleter */
	struct {
		u64 calls;		/* recorded ones of the direct engine */
		u64 gap_max;
		u64 gap_total;
		u32 score[TT_CHOICES];	/* of a chaser's aims: see chaser.c */
		u32 scored;		/* rounds */
	} ____cacheline_aligned;

	/* see hotplug.c */
	u32 away;		/* the armer asks for it, and sleeps */
	struct completion back;
	u64 hotplugs;
	u64 hotplugs_refused;

	u64 warp_last;
	u64 warp_max;
	u64 pending_at_stop;
	u64 closed;		/* rule 4 was judged */
	atomic64_t violated[TT_RULES];
	u32 frozen;		/* the traces are kept as they are */
	u32 traced_rule;	/* that froze them */
	u32 traced_timer;
	u64 traced_clock;	/* ticks, of the violation */
	struct tt_trace *trace;	/* TT_CONTEXTS of them */
	struct tt_hist *hist;	/* TT_HISTOGRAMS of them */
	struct tt_calibration *calibration;	/* of lane 0 only */
	u32 calibrations;	/* complete ones */
	struct tt_machine machine;	/* of a model's time */
	struct tt_defeat *defeat;	/* of a forced scenario, else NULL */
};

/* @number: in the order of enum tt_context */
static inline struct tt_worker *tt_lane_worker(struct tt_lane *lane, u32 number)
{
	switch (number) {
	case TT_BY_DELETER:
		return &lane->deleter;
	case TT_BY_ARMER:
		return &lane->armer;
	default:
		return &lane->third;
	}
}

/* A violation's evidence; the slot is claimed by an atomic counter. */
struct tt_evidence {
	struct tt_rec_violation record;
	u32 ready;
};

enum tt_cell_state {
	TT_CELL_RUNNING,
	TT_CELL_ENDED,	/* at rest: its last records can be made */
	TT_CELL_LEAKED,	/* likewise, but something still uses its memory */
};

/**
 * struct tt_cell - one TT_START, from its check to its last record
 * @want: as user space asked
 * @prim: the primitive
 * @era: what it is a model of, else NULL
 * @scen: the scenario
 * @stream: where the monitor puts records
 * @claims: mask of the rules that are checked
 * @sleep: workers sleep at barriers instead of spinning
 * @handler_ticks: length of a handler
 * @tick_ticks: of the clock in a jiffy
 * @gap_ticks: a longer pause of a spinning worker counts as stolen time
 * @lanes: one a pair
 * @lane_count: how many
 * @worker_count: how many kthreads race
 * @arrived: workers at the start barrier
 * @go: the barrier is open
 * @through: lanes that have made all their trials
 * @early: workers that went through before all had arrived
 * @begun: workers that left the warp test
 * @warp_lock: serialises two reads of the clock
 * @stop: everybody leaves
 * @reason: TT_END_*, set before @stop
 * @begin_ns: CLOCK_MONOTONIC when all had begun
 * @begin_clock: ticks at that moment
 * @inject_from: ticks from which a violation brings on the injected fault
 * @inject_now: it has
 * @elapsed_ns: from then to the stop
 * @wait: for the monitor, and for sleepers at the barrier
 * @readers: woken when there are records
 * @hotplug: the kthread that takes CPUs off line, NULL if none does
 * @monitor: the kthread that keeps time, reports, and tears down
 * @ended: the monitor is through; only kthread_stop() is left
 * @state: see enum tt_cell_state; written by the monitor before @ended
 * @violations: by rule, over all lanes
 * @traced: a lane's traces are or were kept for its report
 * @traces_reported: they were
 * @suspect: a native primitive broke a rule that leaves the wheel in doubt
 * @evidence: the first of each rule
 * @reported: of each rule, how many went to the stream
 * @slice_before: buckets of the aimed outcome at the end of the last slice
 * @slice_now: and now
 * @slices: done
 * @calibrations: reported
 * @record: room for the monitor's largest record
 */
struct tt_cell {
	struct tt_start want;
	struct tt_prim *prim;
	const struct tt_era *era;
	struct tt_scen *scen;
	struct tt_stream *stream;
	u32 claims;
	bool sleep;
	u64 handler_ticks;
	u64 tick_ticks;
	u64 gap_ticks;

	struct tt_lane *lanes;
	u32 lane_count;
	u32 worker_count;

	atomic_t arrived;
	u32 go;
	atomic_t through;
	atomic_t early;
	atomic_t begun;
	raw_spinlock_t warp_lock;

	u32 stop;
	u32 reason;
	u64 begin_ns;
	u64 begin_clock;
	u64 inject_from;
	u32 inject_now;
	u64 elapsed_ns;
	wait_queue_head_t wait;
	wait_queue_head_t *readers;

	struct task_struct *hotplug;
	struct task_struct *monitor;
	struct completion ended;
	enum tt_cell_state state;

	atomic_t violations[TT_RULES];
	atomic_t suspect;
	atomic_t traced;
	bool traces_reported;
	struct tt_evidence (*evidence)[TT_EVIDENCE];
	u32 reported[TT_RULES];
	u64 *slice_before;
	u64 *slice_now;
	u32 slices;
	u32 calibrations;
	void *record;
};

static inline bool tt_stopped(const struct tt_cell *cell)
{
	return READ_ONCE(cell->stop);
}

/* timer.c: a timer and its handler */
void tt_timer_init(struct tt_lane *lane, struct tt_timer *t, u32 index);
void tt_timer_renew(struct tt_timer *t);
bool tt_timer_take(struct tt_timer *t);
bool tt_timer_take_sync(struct tt_timer *t);
bool tt_timer_took(struct tt_timer *t, bool dequeued);
void tt_timer_next_generation(struct tt_timer *t, unsigned long expires);
const struct tt_stamp *tt_stamp_of(const struct tt_timer *t, u64 generation);
int tt_arm_shared(struct tt_worker *worker, struct tt_timer *t, unsigned long expires,
		  enum tt_arming how);

/* ledger.c: the deletion, the checks, the sums */
void tt_delete(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a);
void tt_judge_direct(struct tt_lane *lane, struct tt_timer *t, struct tt_attempt *a, int expected);
void tt_settle(struct tt_worker *worker, const struct tt_attempt *a);
void tt_lane_count(const struct tt_lane *lane, struct tt_rec_counters *count);
void tt_ledger_close(struct tt_lane *lane);
void tt_disturbances_init(struct tt_worker *worker);
u64 tt_disturbances(const struct tt_worker *worker);
u32 tt_claims(const struct tt_prim *prim, const struct tt_scen *scen,
	      const struct tt_start *want);

static inline bool tt_claimed(const struct tt_lane *lane, u32 rule)
{
	return lane->cell->claims & 1 << rule;
}

/* round.c: judges what a worker has left, its round or its cell at rest */
void tt_round_settle(struct tt_worker *worker);

/* phase.c */
void tt_phase_count(struct tt_worker *worker, const struct tt_timer *t,
		    const struct tt_stamp *stamp, const struct tt_attempt *a);

/* evidence.c: violations, and the events that led to the first */
void tt_violation(struct tt_lane *lane, u32 rule, const struct tt_timer *t,
		  const struct tt_attempt *a, u32 flags);
void tt_violation_sum(struct tt_lane *lane, const struct tt_rec_counters *count);
void tt_violation_hung(struct tt_lane *lane);

static inline struct tt_slot *tt_model_home(const struct tt_lane *lane)
{
	return lane->machine.slot[lane->machine.home];
}

/* Of a model, what its era had: the real timer may ring for nothing. */
static inline bool tt_timer_queued(const struct tt_timer *t)
{
	return t->lane->cell->era ? READ_ONCE(t->model.queued) : timer_pending(&t->timer);
}

/* Arms it on the CPU that calls. Returns what mod_timer() did. */
static inline int tt_timer_arm(struct tt_timer *t, unsigned long expires)
{
	if (unlikely(t->lane->cell->era))
		return tt_model_arm(NULL, t, tt_model_home(t->lane), expires, tt_ring_here);
	return mod_timer(&t->timer, expires);
}

/* Arms it on the base CPU; its only owner calls, and it is idle. */
static inline void tt_timer_arm_on_base(struct tt_timer *t, unsigned long expires)
{
	if (unlikely(t->lane->cell->era)) {
		tt_model_arm(NULL, t, tt_model_home(t->lane), expires, tt_ring_on_base);
		return;
	}
	t->timer.expires = expires;
	add_timer_on(&t->timer, t->lane->base_cpu);
}

static inline struct tt_event *tt_trace_next(struct tt_trace *trace)
{
	return &trace->event[trace->next++ % TT_EVENTS];
}

/* Remembers an event; what happens after a violation is not remembered. */
static inline void tt_trace(struct tt_lane *lane, enum tt_context context, u64 clock,
			    const struct tt_timer *t, u32 what, s32 value)
{
	struct tt_event *event;

	if (unlikely(READ_ONCE(lane->frozen)))
		return;
	event = tt_trace_next(&lane->trace[context]);
	event->clock = clock;
	event->generation = READ_ONCE(t->generation);
	event->timer = t->index;
	event->cpu = raw_smp_processor_id();
	event->what = what;
	event->value = value;
}

void tt_trace_attempts(struct tt_worker *worker);

/*
 * A tick, softirq or context switch fell into the @duration that just ended.
 * No interrupt comes and goes within TT_INTERRUPT_NS, so what took less than
 * that above the shortest cannot hold one, and needs no look.
 */
static inline bool tt_disturbed(struct tt_worker *worker, u64 duration)
{
	bool disturbed = false;
	u64 noise;

	if (unlikely(duration >= worker->shortest + worker->interrupt_ticks)) {
		noise = tt_disturbances(worker);
		disturbed = noise != worker->noise;
		worker->noise = noise;
	}
	if (duration < worker->shortest)
		worker->shortest = duration;
	return disturbed;
}

/* engines.c: see engine.h for what runs */
void tt_engine_set(struct tt_lane *lane);
u64 tt_random(u64 *state);
u64 tt_random_seed(u64 seed, u64 salt);

/* cell.c */
/* Timers a batch: see cell.c */
u32 tt_batch_limit(const struct tt_scen *scen, u32 handler_ns, u32 timer_flags);
struct tt_cell *tt_cell_create(const struct tt_start *want, struct tt_prim *prim,
			       struct tt_scen *scen, const struct tt_pair *pairs, u32 count);
int tt_cell_launch(struct tt_cell *cell, struct tt_stream *stream, wait_queue_head_t *readers);
void tt_cell_stop(struct tt_cell *cell, u32 reason);
bool tt_cell_uses_cpu(const struct tt_cell *cell, unsigned int cpu);
bool tt_cell_wait(struct tt_cell *cell);
void tt_cell_free(struct tt_cell *cell);

/* defeat.c */
int tt_defeat_create(struct tt_lane *lane);
void tt_defeat_ring(struct tt_timer *t);

/* hotplug.c */
bool tt_hotplug_is_ours(unsigned int cpu);
void tt_hotplug_ask(struct tt_lane *lane);
struct task_struct *tt_hotplug_create(struct tt_cell *cell);

/* report.c */
void tt_report_start(struct tt_cell *cell);
void tt_report_progress(struct tt_cell *cell);
void tt_report_violations(struct tt_cell *cell);
void tt_report_slice(struct tt_cell *cell);
void tt_report_calibrations(struct tt_cell *cell);
void tt_report_traces(struct tt_cell *cell, bool last);
void tt_report_defeats(struct tt_cell *cell);
const void *tt_report_last(const struct tt_cell *cell, u32 number, void *room);

#endif /* TT_RACE_H */
