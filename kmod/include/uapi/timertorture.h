/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * timertorture: the one contract between the module and user space.
 *
 * Two channels over /dev/timertorture:
 *
 *  - ioctl() with flat structs. No pointer, no union, every field of a fixed
 *    width and naturally aligned, none larger than 4 KiB, reserved fields
 *    zero. Every request is _IOWR, so that a carrier forms the number from
 *    (nr, size) without understanding it. A struct that grows gets a new nr.
 *  - read() yields whole records (struct tt_rec_hdr, then a body). A reader
 *    skips types it does not know, and the tail of a body that is longer than
 *    the one it knows.
 *
 * Clock values ("ticks") are raw reads of the clock that TT_GET_INFO names;
 * clock_khz converts them. Byte order is the machine's own.
 *
 * Errors of every request: -ENOTTY unknown nr, -EINVAL wrong size, reserved
 * field not zero, or a value out of the range that is stated at the field,
 * -EFAULT, -EIO once an earlier run had to leave memory behind (see dmesg).
 */
#ifndef _UAPI_TIMERTORTURE_H
#define _UAPI_TIMERTORTURE_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define TT_ABI			5
#define TT_DEVICE_NAME		"timertorture"
#define TT_IOC_MAGIC		0xF9

#define TT_NAME_LEN		32	/* with the NUL */
#define TT_ALIAS_LEN		96	/* space separated, with the NUL */
#define TT_TEXT_LEN		384
#define TT_RELEASE_LEN		72
#define TT_MAX_DISTANCES	1024
#define TT_MAX_PAIRS		256
#define TT_NO_CPU		0xffffffffU
#define TT_MAX_BATCH		4096
#define TT_MAX_HANDLER_NS	10000000
#define TT_MAX_DURATION_MS	86400000
#define TT_MIN_DURATION_MS	10
#define TT_MIN_SLOTS		4
#define TT_MAX_SLOTS		8192
#define TT_MAX_REMOTE_NS	1000000

/*
 * Log-linear histograms: values below 2^(TT_HIST_SUB_BITS + 1) have a bucket
 * each; above, every octave has 2^TT_HIST_SUB_BITS. Bucket i of the upper part
 * holds, with s = TT_HIST_SUB_BITS, o = (i >> s) - 1 and m = i & (2^s - 1),
 * the values from (2^s + m) << o to (2^s + m + 1) << o, exclusive. Larger
 * values than the last bucket's count in the last bucket; min and max are exact.
 */
#define TT_HIST_SUB_BITS	5
#define TT_HIST_BUCKETS		1024

/* tt_info.preemption */
#define TT_PREEMPT_NONE		0
#define TT_PREEMPT_VOLUNTARY	1
#define TT_PREEMPT_FULL		2
#define TT_PREEMPT_LAZY		3
#define TT_PREEMPT_RT		4

/* tt_info.clock */
#define TT_CLOCK_TSC		0	/* rdtsc_ordered() */
#define TT_CLOCK_KTIME		1	/* ktime_get_mono_fast_ns() */

/* tt_info.flags */
#define TT_INFO_UNSAFE		(1 << 0)	/* module parameter unsafe=1 */

/**
 * struct tt_info - the module and the kernel it is in
 * @abi: TT_ABI
 * @hz: CONFIG_HZ
 * @preemption: TT_PREEMPT_*
 * @clock: TT_CLOCK_*
 * @clock_khz: ticks of the clock in a millisecond
 * @clock_cost: ticks that one read of the clock takes, median of 1001
 * @cpus_possible: CPU numbers are below this
 * @cpus_online: how many are online now
 * @nodes: node numbers are below this
 * @primitives: entries of TT_GET_PRIMITIVE
 * @scenarios: entries of TT_GET_SCENARIO
 * @flags: TT_INFO_*
 * @release: of the running kernel, as uname -r gives it
 * @source: hash of the module's source, set by the build; empty if unset
 */
struct tt_info {
	__u32 abi;
	__u32 hz;
	__u32 preemption;
	__u32 clock;
	__u32 clock_khz;
	__u32 clock_cost;
	__u32 cpus_possible;
	__u32 cpus_online;
	__u32 nodes;
	__u32 primitives;
	__u32 scenarios;
	__u32 flags;
	char release[TT_RELEASE_LEN];
	char source[TT_RELEASE_LEN];
	__u32 reserved[8];
};

/* tt_cpu.flags */
#define TT_CPU_POSSIBLE		(1 << 0)
#define TT_CPU_ONLINE		(1 << 1)
#define TT_CPU_NOHZ_FULL	(1 << 2)

/**
 * struct tt_cpu - one CPU
 * @cpu: in: its number, below tt_info.cpus_possible (else -EINVAL)
 * @flags: out: TT_CPU_*
 * @node: out: its memory node
 */
struct tt_cpu {
	__u32 cpu;
	__u32 flags;
	__u32 node;
	__u32 reserved[5];
};

/* tt_node.flags */
#define TT_NODE_ONLINE		(1 << 0)

/**
 * struct tt_node - one memory node
 * @node: in: its number, below tt_info.nodes (else -EINVAL)
 * @flags: out: TT_NODE_*
 * @cpus: out: how many online CPUs it has
 * @distances: out: to each node, as the firmware's table says; 0 if offline
 */
struct tt_node {
	__u32 node;
	__u32 flags;
	__u32 cpus;
	__u32 reserved[5];
	__u8 distances[TT_MAX_DISTANCES];
};

/* tt_primitive.kind */
#define TT_KIND_NATIVE		0	/* the running kernel's own function */
#define TT_KIND_HISTORICAL	1	/* a model of an older kernel's algorithm */
#define TT_KIND_BROKEN		2	/* a planted defect */
#define TT_KIND_NULL		3	/* nothing is called */

/* tt_primitive.flags */
#define TT_PRIM_AVAILABLE	(1 << 0)
#define TT_PRIM_SYNC		(1 << 1)	/* promises that the handler is not running */
#define TT_PRIM_TRI		(1 << 2)	/* may return -1: the handler is running */
#define TT_PRIM_SHUTDOWN	(1 << 3)	/* the timer cannot be armed afterwards */
#define TT_PRIM_UNSAFE		(1 << 4)	/* needs unsafe=1 */
#define TT_PRIM_INSIDE		(1 << 5)	/* looks around the timer: not for a victim's */
#define TT_PRIM_OUTLIVES	(1 << 6)	/* leaves a timer armed whose handler arms it */

/**
 * struct tt_primitive - one way to delete a timer
 * @index: in: below tt_info.primitives (else -EINVAL)
 * @kind: out: TT_KIND_*
 * @flags: out: TT_PRIM_*
 * @defect: out: for a broken one the rule that names its defect, else 0
 * @name: out: today's name
 * @kernel_name: out: what the running kernel calls it
 * @aliases: out: older names, separated by spaces
 * @shows_in: out: for a broken one the scenario in which its defect shows
 * @description: out: one line
 * @reason: out: why it is not available; else empty
 */
struct tt_primitive {
	__u32 index;
	__u32 kind;
	__u32 flags;
	__u32 defect;
	char name[TT_NAME_LEN];
	char kernel_name[TT_NAME_LEN];
	char aliases[TT_ALIAS_LEN];
	char shows_in[TT_NAME_LEN];
	char description[TT_TEXT_LEN];
	char reason[TT_TEXT_LEN];
	__u32 reserved[8];
};

/* outcomes of an attempt; tt_scenario.aim, tt_rec_histogram.which */
#define TT_EARLY		0	/* dequeued before the handler began */
/*
 * The call overlapped the handler, by their stamps; a try into which a tick, softirq
 * or context switch fell returned -1, too.
 */
#define TT_ENCOUNTER		1
#define TT_LATE			2	/* the handler had ended, or was never due */
#define TT_OUTCOMES		3
/* further histograms */
#define TT_ARM			3	/* arming, not an outcome */
/* any outcome, with a tick, softirq or context switch inside */
#define TT_DISTURBED		4
#define TT_HISTOGRAMS		5

/* alignment engines */
#define TT_ALIGN_NONE		0	/* arm and delete, as fast as it goes */
#define TT_ALIGN_SPIN		1	/* one timer a tick, barrier and random delay */
#define TT_ALIGN_CHASE		2	/* a batch a tick, the deleter follows its handlers */

/* tt_scenario.flags */
#define TT_SCEN_AVAILABLE	(1 << 0)
#define TT_SCEN_UNSAFE		(1 << 1)	/* needs unsafe=1 */
#define TT_SCEN_LOCAL		(1 << 2)	/* deleter and base CPU may be the same */
#define TT_SCEN_REMOTE		(1 << 3)	/* deleter and base CPU may differ */
#define TT_SCEN_THIRD		(1 << 4)	/* needs a third CPU in every pair */
#define TT_SCEN_SHUTDOWN	(1 << 5)	/* for primitives that shut down only */
#define TT_SCEN_SYNC		(1 << 6)	/* for primitives that wait only */
#define TT_SCEN_HOTPLUG		(1 << 7)	/* takes TT_START_HOTPLUG */
#define TT_SCEN_CALIBRATE	(1 << 8)	/* takes TT_START_CALIBRATE */
/* user space ends it in mid-flight and unloads the module, again and again */
#define TT_SCEN_TEARDOWN	(1 << 9)
/* user space loads and unloads timertorture_victim; TT_START refuses it */
#define TT_SCEN_VICTIM		(1 << 10)
#define TT_SCEN_MODELS		(1 << 11)	/* for models of old primitives too */
#define TT_SCEN_FORCED		(1 << 12)	/* a race brought about by handshakes */
#define TT_SCEN_MODEL_ONLY	(1 << 13)	/* for models only */

/**
 * struct tt_scenario - what happens to the timer meanwhile
 * @index: in: below tt_info.scenarios (else -EINVAL)
 * @aim: out: the outcome it is made for, TT_EARLY, TT_ENCOUNTER or TT_LATE
 * @aligns: out: bit set of (1 << TT_ALIGN_*)
 * @flags: out: TT_SCEN_*
 * @name: out
 * @description: out: one sentence
 * @reason: out: why it is not available; else empty
 * @rules: out: mask of 1 << TT_RULE_* that are checked there, of any primitive
 * @rules_call: out: and of those that call something
 * @rules_sync: out: and of those that wait
 * @rules_shutdown: out: and of those that shut down
 * @handshakes: out: of a forced race; tt_start.skip names one of them
 */
struct tt_scenario {
	__u32 index;
	__u32 aim;
	__u32 aligns;
	__u32 flags;
	char name[TT_NAME_LEN];
	char description[TT_TEXT_LEN];
	char reason[TT_TEXT_LEN];
	__u32 rules;
	__u32 rules_call;
	__u32 rules_sync;
	__u32 rules_shutdown;
	__u32 handshakes;
	__u32 reserved[3];
};

/**
 * struct tt_pair - one placement, added to the next TT_START of this file
 * @deleter_cpu: where the deletion is called; online (else -ENODEV)
 * @base_cpu: where the timer is armed; online (else -ENODEV)
 * @node: memory node of the timers (else -EINVAL)
 * @third_cpu: where somebody else interferes; online (else -ENODEV), or TT_NO_CPU
 * @index: out: the number of this pair, from 0
 *
 * -EBUSY while a cell runs, or if another pair has one of the CPUs already;
 * -ENOSPC past TT_MAX_PAIRS. Ended cells, and failed TT_STARTs, drop their pairs.
 */
struct tt_pair {
	__u32 deleter_cpu;
	__u32 base_cpu;
	__u32 node;
	__u32 third_cpu;
	__u32 index;
	__u32 reserved[3];
};

/* tt_start.flags */
/* sleep at barriers: CPUs are shared, or emulated by fewer */
#define TT_START_SLEEP		(1 << 0)
/* alternate slices with and without recording; native primitives that do not shut down only */
#define TT_START_CALIBRATE	(1 << 1)
/* base CPUs go off line and come back; needs unsafe=1 and chase */
#define TT_START_HOTPLUG	(1 << 2)

/* tt_start.timer_flags, as timer_setup() has them */
#define TT_TIMER_PINNED		(1 << 0)
#define TT_TIMER_DEFERRABLE	(1 << 1)
#define TT_TIMER_IRQSAFE	(1 << 2)	/* handlers over 100 us need unsafe=1 */

/*
 * tt_start.inject: faults for the tests of the tool itself; all need unsafe=1.
 * PANIC, HANG and OOPS come right after the first violation in the second half
 * of the cell's time, or towards its end if there was only an earlier one.
 */
#define TT_INJECT_NONE		0
#define TT_INJECT_PANIC		1	/* panic in a handler */
#define TT_INJECT_HANG		2	/* all CPUs spin with interrupts off */
#define TT_INJECT_EARLY_START	3	/* one worker does not wait at the start barrier */
#define TT_INJECT_OOPS		4	/* a bad pointer in a kthread */
#define TT_INJECT_STUCK		5	/* a handler does not end for 30 s */

/* tt_start.cold: what is done to a model's lines before each timed call */
#define TT_COLD_NONE		0
#define TT_COLD_FLUSH		1	/* flushed out of all caches */
#define TT_COLD_DIRTY		2	/* written by the CPUs that own them */

/**
 * struct tt_start - one cell
 * @primitive: its name or one of its aliases (-ENOENT; -EOPNOTSUPP if not available)
 * @scenario: likewise
 * @align: TT_ALIGN_*, one that the scenario has (else -EINVAL)
 * @flags: TT_START_*
 * @handler_ns: how long a handler spins, up to TT_MAX_HANDLER_NS
 * @batch: timers a batch, up to TT_MAX_BATCH; 0: the engine finds it. Of a forced
 *	scenario: trials, after which it ends; 0: as many as there is time for
 * @duration_ms: TT_MIN_DURATION_MS to TT_MAX_DURATION_MS
 * @slice_ms: length of a slice; 0: 1000
 * @cell: an echo for the records and the console
 * @inject: TT_INJECT_*
 * @timer_flags: TT_TIMER_*; chase and spin follow handlers on the base CPU only
 * @seed: of every random choice; per-CPU seeds derive from it
 * @slots: bases of a model's machine, TT_MIN_SLOTS to TT_MAX_SLOTS; 0: a CPU each
 * @cold: TT_COLD_*; a model's lines only
 * @remote_ns: penalty for a line of another node, at twice the local distance;
 *	simulated, and for models only; up to TT_MAX_REMOTE_NS
 * @skip: of a forced scenario: the handshake that is left out, from 1; 0: none
 *
 * Needs at least one pair, with a third CPU where the scenario is TT_SCEN_THIRD,
 * a shutdown primitive where it is TT_SCEN_SHUTDOWN, one that waits where it is
 * TT_SCEN_SYNC, none of a model where it is not TT_SCEN_MODELS, and one where it
 * is TT_SCEN_MODEL_ONLY (-EINVAL). -EPERM: needs unsafe=1. -EBUSY: a cell is
 * running or its records were not read to the end, in this file or another. -ENOMEM.
 */
struct tt_start {
	char primitive[TT_NAME_LEN];
	char scenario[TT_NAME_LEN];
	__u32 align;
	__u32 flags;
	__u32 handler_ns;
	__u32 batch;
	__u32 duration_ms;
	__u32 slice_ms;
	__u32 cell;
	__u32 inject;
	__u32 timer_flags;
	__u32 reserved0;
	__u64 seed;
	__u32 slots;
	__u32 cold;
	__u32 remote_ns;
	__u32 skip;
	__u32 reserved[4];
};

/**
 * struct tt_stop - end the running cell early; its records follow as usual
 * @reserved: zero
 *
 * -ENODATA if no cell runs.
 */
struct tt_stop {
	__u32 reserved[4];
};

/**
 * struct tt_victim - what became of timertorture_victim, since this module is loaded
 * @exits: out: how often it was unloaded
 * @met: out: how many of these began a deletion while that timer's handler ran
 * @escaped: out: timers that were pending, or in their handler, after their deletion
 * @expiries: out: handlers that ran
 */
struct tt_victim {
	__u64 exits;
	__u64 met;
	__u64 escaped;
	__u64 expiries;
	__u32 reserved[8];
};

#define TT_NR_GET_INFO		0
#define TT_NR_GET_CPU		1
#define TT_NR_GET_NODE		2
#define TT_NR_GET_PRIMITIVE	3
#define TT_NR_GET_SCENARIO	4
#define TT_NR_ADD_PAIR		5
#define TT_NR_START		6
#define TT_NR_STOP		7
#define TT_NR_GET_VICTIM	8

#define TT_GET_INFO		_IOWR(TT_IOC_MAGIC, TT_NR_GET_INFO, struct tt_info)
#define TT_GET_CPU		_IOWR(TT_IOC_MAGIC, TT_NR_GET_CPU, struct tt_cpu)
#define TT_GET_NODE		_IOWR(TT_IOC_MAGIC, TT_NR_GET_NODE, struct tt_node)
#define TT_GET_PRIMITIVE	_IOWR(TT_IOC_MAGIC, TT_NR_GET_PRIMITIVE, struct tt_primitive)
#define TT_GET_SCENARIO		_IOWR(TT_IOC_MAGIC, TT_NR_GET_SCENARIO, struct tt_scenario)
#define TT_ADD_PAIR		_IOWR(TT_IOC_MAGIC, TT_NR_ADD_PAIR, struct tt_pair)
#define TT_START		_IOWR(TT_IOC_MAGIC, TT_NR_START, struct tt_start)
#define TT_STOP			_IOWR(TT_IOC_MAGIC, TT_NR_STOP, struct tt_stop)
#define TT_GET_VICTIM		_IOWR(TT_IOC_MAGIC, TT_NR_GET_VICTIM, struct tt_victim)

/*
 * The rules of the contract, by number. A rule's bit in a mask is 1 << number.
 */
#define TT_RULE_NO_RUN_AFTER_SYNC	1
#define TT_RULE_VISIBLE			2
#define TT_RULE_NOT_PENDING		3
#define TT_RULE_CONSERVATION		4
#define TT_RULE_RETURN_TRUTH		5
#define TT_RULE_NO_OVERLAP		6
#define TT_RULE_NOT_EARLY		7
#define TT_RULE_NOT_LOST		8
#define TT_RULE_PINNED			9
#define TT_RULE_SHUTDOWN		10
#define TT_RULE_FREED			11
#define TT_RULE_HUNG			12
#define TT_RULES			13	/* array size; 0 is unused */

/* Where in its handler's time a deletion began: tt_rec_counters.phases */
#define TT_PHASE_BEFORE		0	/* up to one handler's length before its entry */
#define TT_PHASE_ENTRY		1	/* in its first eighth */
#define TT_PHASE_BODY		2
#define TT_PHASE_LAST		3	/* in its last eighth */
#define TT_PHASE_AFTER		4	/* up to one handler's length after its exit */
#define TT_PHASE_FAR		5	/* none of these */
#define TT_PHASES		6

/*
 * The same, finer: bins of a sixteenth of the handler's length each, from one
 * length before its entry to one length after its exit. A deletion that came
 * in time to dequeue is in none: nobody knows when its handler would have
 * begun. So a bin before the entry means that the kernel had taken the timer
 * off its wheel, or was about to. tt_rec_counters.phase_bins
 */
#define TT_PHASE_BINS_EACH	16
#define TT_PHASE_BINS		(3 * TT_PHASE_BINS_EACH)

/*
 * What a new expiry was drawn as, at the distances where arming meets expiry
 * or a level of the timer wheel: tt_rec_counters.drawn
 */
#define TT_DRAW_PAST		0	/* already due */
#define TT_DRAW_NOW		1	/* this jiffy */
#define TT_DRAW_NEXT		2	/* the next one, or the one after */
#define TT_DRAW_NEAR		3	/* on the wheel's first level */
#define TT_DRAW_BELOW		4	/* the last jiffy of a level */
#define TT_DRAW_EDGE		5	/* the first one of the level above */
#define TT_DRAW_ABOVE		6	/* one granule above that */
#define TT_DRAW_BEYOND		7	/* more than the wheel can hold */
#define TT_DRAWS		8
/* on which level of the timer wheel it is put: tt_rec_counters.drawn_level */
#define TT_DRAW_LEVELS		9
/*
 * and when: how many handlers before its timer's own, 0 with the one that runs:
 * tt_rec_counters.drawn_ahead
 */
#define TT_DRAW_AHEADS		9

/* tt_event.what */
#define TT_EVENT_ARM		1	/* an arming call begins; value: jiffies from now */
#define TT_EVENT_ARMED		2	/* it returned; value: what */
#define TT_EVENT_ENTER		3	/* the handler begins; value: jiffies past its expiry */
#define TT_EVENT_EXIT		4
#define TT_EVENT_DELETE		5	/* the primitive is called */
#define TT_EVENT_DELETED	6	/* it returned; value: what */
#define TT_EVENT_FREE		7	/* the timer counts as freed */
#define TT_EVENT_VIOLATION	8	/* value: the rule */
#define TT_EVENT_STEP		9	/* of a forced race; value: the step, see tt_step */

/* Record types */
#define TT_REC_START		1
#define TT_REC_PROGRESS		2
#define TT_REC_VIOLATION	3
#define TT_REC_SLICE		4
#define TT_REC_CALIBRATION	5
#define TT_REC_COUNTERS		6
#define TT_REC_HISTOGRAM	7
#define TT_REC_END		8
#define TT_REC_EVENTS		9
#define TT_REC_DEFEAT		10

/**
 * struct tt_rec_hdr - head of every record
 * @type: TT_REC_*
 * @len: bytes of the whole record, this head included; a multiple of 8
 */
struct tt_rec_hdr {
	__u32 type;
	__u32 len;
};

/**
 * struct tt_rec_start - the cell's workers have passed the start barrier
 * @hdr: TT_REC_START
 * @cell: of TT_START
 * @primitive: its index
 * @scenario: its index
 * @pairs: how many
 * @clock: ticks at the barrier
 * @mono_ns: CLOCK_MONOTONIC at the same moment
 * @early: workers that began before the last one had arrived; 0 unless the
 *	barrier is broken
 * @warp: pairs whose clocks were seen going backwards
 * @warp_max: by how many ticks at most
 * @claims: mask of the rules that are checked in this cell
 */
struct tt_rec_start {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 primitive;
	__u32 scenario;
	__u32 pairs;
	__u64 clock;
	__u64 mono_ns;
	__u32 early;
	__u32 warp;
	__u64 warp_max;
	__u32 claims;
	__u32 reserved;
};

/**
 * struct tt_rec_progress - every 100 ms; sums over all pairs so far
 * @hdr: TT_REC_PROGRESS
 * @cell: of TT_START
 * @lost: records dropped so far because nobody read
 * @elapsed_ns: since the start barrier
 * @attempts: by outcome; those still unsettled are not in it
 * @expiries: handlers that ran
 * @violations: of any rule
 */
struct tt_rec_progress {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 lost;
	__u64 elapsed_ns;
	__u64 attempts[TT_OUTCOMES];
	__u64 expiries;
	__u64 violations;
};

/* tt_rec_violation.flags */
#define TT_VIOL_IN_HANDLER	(1 << 0)	/* the handler was running when seen */
#define TT_VIOL_PENDING		(1 << 1)	/* the timer was queued when seen */
#define TT_VIOL_BY_HANDLER	(1 << 2)	/* seen by the handler itself */

/**
 * struct tt_rec_violation - the evidence of one broken rule; 16 a rule and cell
 * @hdr: TT_REC_VIOLATION
 * @cell: of TT_START
 * @rule: TT_RULE_*
 * @pair: index
 * @cpu: that saw it
 * @timer: index in the batch; 0xffffffff for a sum over the cell
 * @ret: what the call returned
 * @flags: TT_VIOL_*
 * @reserved: zero
 * @generation: of the timer; for a sum: arms
 * @begin: of the call, ticks; for a sum: expiries
 * @end: of the call, ticks; of a lost timer: when it was missed; for a sum: dequeues
 * @entry: of the handler of that generation, ticks, 0 if it never began;
 *	for a sum: pending at the end
 * @exit: of the handler, ticks, 0 if it had not ended; for a sum: arms that a
 *	shutdown may have undone
 */
struct tt_rec_violation {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 rule;
	__u32 pair;
	__u32 cpu;
	__u32 timer;
	__s32 ret;
	__u32 flags;
	__u32 reserved;
	__u64 generation;
	__u64 begin;
	__u64 end;
	__u64 entry;
	__u64 exit;
};

/**
 * struct tt_bucket - one filled bucket
 * @index: below TT_HIST_BUCKETS
 * @reserved: zero
 * @count: values in it
 */
struct tt_bucket {
	__u32 index;
	__u32 reserved;
	__u64 count;
};

/**
 * struct tt_rec_histogram - durations of calls, in ticks; also TT_REC_SLICE
 * @hdr: TT_REC_HISTOGRAM (one pair, whole cell) or TT_REC_SLICE (all pairs, one slice)
 * @cell: of TT_START
 * @pair: index; of a slice: its number from 0
 * @which: TT_EARLY .. TT_DISTURBED; of a slice: the scenario's aim
 * @buckets: how many struct tt_bucket follow, filled ones only
 * @count: values
 * @min: smallest, exact; 0 in a slice
 * @max: largest, exact; 0 in a slice
 * @sum: of all values; 0 in a slice
 * @elapsed_ns: of a slice: its end, since the start barrier; else 0
 */
struct tt_rec_histogram {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 pair;
	__u32 which;
	__u32 buckets;
	__u64 count;
	__u64 min;
	__u64 max;
	__u64 sum;
	__u64 elapsed_ns;
	/* struct tt_bucket follows, @buckets times */
};

/**
 * struct tt_rec_calibration - two adjoining slices of one loop
 * @hdr: TT_REC_CALIBRATION
 * @cell: of TT_START
 * @slice: number from 0
 * @recorded_ops: operations with recording and checks
 * @recorded_ticks: that they took
 * @bare_ops: operations with the clock reads only
 * @bare_ticks: that they took
 */
struct tt_rec_calibration {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 slice;
	__u64 recorded_ops;
	__u64 recorded_ticks;
	__u64 bare_ops;
	__u64 bare_ticks;
};

/**
 * struct tt_rec_counters - one pair, after its timers came to rest
 * @hdr: TT_REC_COUNTERS
 * @cell: of TT_START
 * @pair: index
 * @attempts: by outcome
 * @expiries: handlers that ran
 * @arms: that found the timer idle
 * @rearms: that found it pending
 * @doubtful_arms: that overlapped or followed a shutdown
 * @dequeues: deletions, of the primitive or of the teardown, that dequeued
 * @pending: timers queued when the cell was stopped, before the teardown
 * @returned: calls by value: -1, 0, 1, any other
 * @disagreements: encounters without -1 or the other way round (TT_PRIM_TRI only)
 * @disturbed: calls with a tick, softirq or context switch inside
 * @outlived: calls that did not return -1 and, by stamps, left their handler running
 * @batches: armed
 * @batch: size of the last one
 * @deleter_cpu: as asked for
 * @base_cpu: as asked for
 * @node: as asked for
 * @gap_max: largest gap in the deleter's clock while it spun, ticks
 * @gap_total: sum of the gaps over 50 us, ticks: time in which it did not run
 * @handler_min: shortest handler, entry to exit, ticks
 * @handler_max: longest
 * @phases: TT_PHASE_*
 * @third_cpu: as asked for
 * @late_max: a handler's start after its expiry and its level's granule, jiffies, largest
 * @late: rounds with a handler that began later than rule 8's bound, but did begin
 * @third: what the third CPU did: arms and deletions
 * @shutdown_arms: arms that began after a shutdown had returned
 * @hotplugs: how often the base CPU went off line and came back
 * @hotplugs_refused: how often it would not go
 * @drawn: new expiries by TT_DRAW_*
 * @checked: by rule: how often it was checked
 * @violated: by rule: how often it was broken
 * @drawn_level: new expiries by the level of the timer wheel that they are on
 * @drawn_ahead: what the third CPU did, by how many handlers ahead it aimed
 * @phase_bins: where in its handler's time a deletion began, by bins; see TT_PHASE_BINS
 */
struct tt_rec_counters {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 pair;
	__u64 attempts[TT_OUTCOMES];
	__u64 expiries;
	__u64 arms;
	__u64 rearms;
	__u64 doubtful_arms;
	__u64 dequeues;
	__u64 pending;
	__u64 returned[4];
	__u64 disagreements;
	__u64 disturbed;
	__u64 outlived;
	__u64 batches;
	__u32 batch;
	__u32 deleter_cpu;
	__u32 base_cpu;
	__u32 node;
	__u64 gap_max;
	__u64 gap_total;
	__u64 handler_min;
	__u64 handler_max;
	__u64 phases[TT_PHASES];
	__u32 third_cpu;
	__u32 late_max;
	__u64 late;
	__u64 third;
	__u64 shutdown_arms;
	__u64 hotplugs;
	__u64 hotplugs_refused;
	__u64 drawn[TT_DRAWS];
	__u64 checked[TT_RULES];
	__u64 violated[TT_RULES];
	__u64 drawn_level[TT_DRAW_LEVELS];
	__u64 drawn_ahead[TT_DRAW_AHEADS];
	__u64 phase_bins[TT_PHASE_BINS];
};

/**
 * struct tt_event - something that happened to a timer
 * @clock: ticks
 * @generation: of the timer, as whoever wrote it saw it
 * @timer: index in the batch
 * @cpu: that wrote it
 * @what: TT_EVENT_*
 * @value: see there
 */
struct tt_event {
	__u64 clock;
	__u64 generation;
	__u32 timer;
	__u32 cpu;
	__u32 what;
	__s32 value;
};

/**
 * struct tt_rec_events - what led to a cell's first violation: the last events
 *	of one context of one CPU, oldest first; one record a context. Of a forced
 *	race all of one trial's: the first defeated one, else the first
 * @hdr: TT_REC_EVENTS
 * @cell: of TT_START
 * @pair: index
 * @rule: TT_RULE_* that was broken; 0 of a forced race
 * @timer: index in the batch of the timer concerned
 * @events: how many struct tt_event follow
 * @reserved: zero
 */
struct tt_rec_events {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 pair;
	__u32 rule;
	__u32 timer;
	__u32 events;
	__u32 reserved;
	/* struct tt_event follows, @events times */
};

/**
 * struct tt_rec_defeat - one pair of a cell with a model or a forced race
 * @hdr: TT_REC_DEFEAT
 * @cell: of TT_START
 * @pair: index
 * @trials: of the script; each is one of the next four
 * @defeated: the race was won against the primitive
 * @holds: it was not
 * @hung: the deletion would have spun for ever
 * @lost: the steps did not follow the script
 * @lost_defeated: of these: came out as a defeat all the same
 * @touched: trials in which something was used after it counted as freed
 * @bugs: the model's BUG_ON() saw something
 * @warnings: its warning did
 * @unlinked_twice: it unlinked a timer that was not queued
 * @gave_up: it spun until it was stopped
 * @spurious: real timers that rang for a model that was not due
 * @slots: of the model's machine
 * @handshakes: of the script
 * @cold: TT_COLD_*, as asked for
 * @remote_slots: slots on other nodes than the deleter's
 * @warm_cost: reading one line that this CPU has in its cache, hundredths of a tick,
 *	median; 0: not measured, as where there is no model
 * @flushed_cost: one that was flushed, likewise
 * @dirty_cost: one that another CPU has written, likewise
 * @looked: slots that were looked at after a timed call
 * @dirtied: of these: written by their owner since the call before
 */
struct tt_rec_defeat {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 pair;
	__u64 trials;
	__u64 defeated;
	__u64 holds;
	__u64 hung;
	__u64 lost;
	__u64 lost_defeated;
	__u64 touched;
	__u64 bugs;
	__u64 warnings;
	__u64 unlinked_twice;
	__u64 gave_up;
	__u64 spurious;
	__u32 slots;
	__u32 handshakes;
	__u32 cold;
	__u32 remote_slots;
	__u64 warm_cost;
	__u64 flushed_cost;
	__u64 dirty_cost;
	__u64 looked;
	__u64 dirtied;
};

/* tt_rec_end.reason */
#define TT_END_TIME		0	/* duration_ms is over */
#define TT_END_STOPPED		1	/* TT_STOP */
#define TT_END_HUNG		2	/* something did not end; memory was left behind */
#define TT_END_HOTPLUG		3	/* one of its CPUs goes offline, or a suspend */
#define TT_END_SUSPECT		4	/* a native primitive broke rule 1, 4, 6 or 11 */

/**
 * struct tt_rec_end - last record of a cell; TT_START is possible again
 * @hdr: TT_REC_END
 * @cell: of TT_START
 * @reason: TT_END_*
 * @elapsed_ns: from the start barrier to the stop
 * @lost: records dropped because nobody read
 */
struct tt_rec_end {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 reason;
	__u64 elapsed_ns;
	__u64 lost;
};

/* A buffer of this size holds any record. */
#define TT_REC_MAX \
	(sizeof(struct tt_rec_histogram) + TT_HIST_BUCKETS * sizeof(struct tt_bucket))

/*
 * The catalogue in the module file: one modinfo string an entry, fields
 * separated by '|', so that `modinfo -F` reads it without loading the module.
 *
 *   tt_primitive=name|kind|flags|defect|shows_in|kernel_name|aliases|description|reason
 *   tt_scenario=name|aim|aligns|flags|description|reason|rules
 *   tt_step=algorithm|role|name|sentence
 *
 * kind is native, historical, broken or null; aim is early, encounter or late;
 * flags are words in lower case separated by spaces, after TT_PRIM_* and
 * TT_SCEN_*; aligns likewise, the default one first; defect is a rule's number;
 * rules are numbers, each with a colon and call, sync or shutdown after it if
 * the rule is checked of such primitives only. The value of
 * TT_EVENT_STEP counts the tt_step strings, from 0.
 */

#endif /* _UAPI_TIMERTORTURE_H */
