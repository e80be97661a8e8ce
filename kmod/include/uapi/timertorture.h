/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * timertorture: the contract between the module and user space.
 *
 * This header is the only source of the contract. The build generates Java
 * classes from it, see java/core/src/main/bindings. So constants are
 * enumerators and not macros, and two rules hold for names:
 *
 *  - The enumerators of one enum share a prefix. What follows the prefix, in
 *    lower case and with hyphens, is the word that plans, results and the
 *    catalogue use: TT_RULE_NOT_EARLY is "not-early".
 *  - A flexible array x[] has as many elements as the field nr_x says.
 *
 * Two channels lead over /dev/timertorture:
 *
 *  - ioctl() carries flat structs: no pointer, no union, every field of a fixed
 *    width and naturally aligned, no struct larger than 4 KiB, reserved fields
 *    zero. Every request is _IOWR, so a carrier forms the number from (nr, size)
 *    without understanding it. A struct that grows gets a new nr.
 *  - read() yields whole records: struct tt_rec_hdr, then a body. A reader skips
 *    the types that it does not know, and the tail of a body that is longer than
 *    the one that it knows.
 *
 * Clock values ("ticks") are raw reads of the clock that TT_GET_INFO names;
 * clock_khz converts them. Byte order is the machine's own.
 *
 * Errors of every request: -ENOTTY for an unknown nr; -EINVAL for a wrong size,
 * a reserved field that is not zero, or a value out of the range that is stated
 * at the field; -EFAULT for a bad address; -EIO after an earlier run left memory
 * behind, which dmesg reports. From then on read() returns the records that are
 * left and then the end of the file, and poll() reports POLLHUP.
 *
 * A read() into a buffer that is partly bad returns the records before the bad
 * part, or -EFAULT if there are none. The next read() returns the others.
 */
#ifndef _UAPI_TIMERTORTURE_H
#define _UAPI_TIMERTORTURE_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define TT_DEVICE_NAME		"timertorture"
#define TT_IOC_MAGIC		0xF9

enum {
	TT_ABI			= 13,	/* raised when an older reader would misread */
	TT_NAME_LEN		= 32,	/* the NUL included */
	TT_ALIAS_LEN		= 96,	/* separated by spaces, the NUL included */
	TT_TEXT_LEN		= 384,
	TT_PLACE_LEN		= 64,	/* SYMBOL+0xOFFSET, the NUL included */
	TT_CODE_LEN		= 1024,	/* bytes of machine code in a request */
	TT_RELEASE_LEN		= 72,
	TT_MAX_DISTANCES	= 1024,
	TT_MAX_PAIRS		= 256,
	TT_MAX_BATCH		= 4096,
	TT_MAX_HANDLER_NS	= 10000000,
	TT_MAX_DURATION_MS	= 86400000,
	TT_MIN_DURATION_MS	= 10,
	TT_MIN_SLOTS		= 4,
	TT_MAX_SLOTS		= 8192,
	TT_MAX_REMOTE_NS	= 1000000,
	TT_MAX_SEARCH_NS	= 100000000,	/* a model's slots times tt_start.remote_ns */
	TT_MAX_IRQSAFE_NS	= 100000,	/* with interrupts off, without unsafe=1 */
	TT_HANDLER_OVERHEAD_NS	= 100,	/* the kernel's least time around each handler */
	TT_UNATTENDED_SECONDS	= 2,	/* see TT_START_ATTENDED */
	TT_IRQSAFE_OVERHEAD_NS	= 1000,	/* the time that is assumed for an IRQSAFE handler */
};

/* The values of a __u32 that names no CPU, or no timer of the batch. */
enum {
	TT_NO_CPU		= 0xffffffffU,
	TT_NO_TIMER		= 0xffffffffU,
};

/*
 * Histograms are log-linear: each value below 2^(TT_HIST_SUB_BITS + 1) has a
 * bucket of its own; above, every octave has 2^TT_HIST_SUB_BITS buckets. With
 * s = TT_HIST_SUB_BITS, o = (i >> s) - 1 and m = i & (2^s - 1), bucket i of the
 * upper part holds the values from (2^s + m) << o up to, but not including,
 * (2^s + m + 1) << o. The last bucket also counts all larger values; min and
 * max are exact.
 */
enum {
	TT_HIST_SUB_BITS	= 5,
	TT_HIST_BUCKETS		= 1024,
};

/* The kernel's preemption model: tt_info.preemption */
enum tt_preemption {
	TT_PREEMPT_NONE		= 0,
	TT_PREEMPT_VOLUNTARY	= 1,
	TT_PREEMPT_FULL		= 2,
	TT_PREEMPT_LAZY		= 3,
	TT_PREEMPT_RT		= 4,
};

/* The clock that the module reads: tt_info.clock */
enum tt_clock {
	TT_CLOCK_TSC		= 0,	/* rdtsc_ordered() */
	TT_CLOCK_KTIME		= 1,	/* ktime_get_mono_fast_ns() */
	TT_CLOCK_CNTVCT		= 2,	/* cntvct_el0, the virtual counter of arm64 */
};

/* tt_info.flags */
enum tt_info_flag {
	TT_INFO_UNSAFE		= 1 << 0,	/* the module parameter unsafe is 1 */
};

/**
 * struct tt_info - the module and the kernel that it runs in
 * @abi: TT_ABI
 * @hz: CONFIG_HZ
 * @preemption: enum tt_preemption
 * @clock: enum tt_clock
 * @clock_khz: ticks of the clock in a millisecond
 * @clock_cost: ticks that one read of the clock takes, the median of 1001 reads
 * @cpus_possible: CPU numbers are below this
 * @cpus_online: number of CPUs that are online now
 * @nodes: node numbers are below this
 * @primitives: number of entries that TT_GET_PRIMITIVE answers
 * @scenarios: number of entries that TT_GET_SCENARIO answers
 * @flags: enum tt_info_flag
 * @release: of the running kernel, as uname -r prints it
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
enum tt_cpu_flag {
	TT_CPU_POSSIBLE		= 1 << 0,
	TT_CPU_ONLINE		= 1 << 1,
	TT_CPU_NOHZ_FULL	= 1 << 2,
};

/**
 * struct tt_cpu - one CPU
 * @cpu: in: its number, below tt_info.cpus_possible (else -EINVAL)
 * @flags: out: enum tt_cpu_flag
 * @node: out: its memory node
 */
struct tt_cpu {
	__u32 cpu;
	__u32 flags;
	__u32 node;
	__u32 reserved[5];
};

/* tt_node.flags */
enum tt_node_flag {
	TT_NODE_ONLINE		= 1 << 0,
};

/**
 * struct tt_node - one memory node
 * @node: in: its number, below tt_info.nodes (else -EINVAL)
 * @flags: out: enum tt_node_flag
 * @cpus: out: number of its CPUs that are online
 * @distances: out: to each node, as the firmware's table says; 0 if offline
 */
struct tt_node {
	__u32 node;
	__u32 flags;
	__u32 cpus;
	__u32 reserved[5];
	__u8 distances[TT_MAX_DISTANCES];
};

/* What a primitive is: tt_primitive.kind */
enum tt_kind {
	TT_KIND_NATIVE		= 0,	/* the running kernel's own function */
	TT_KIND_HISTORICAL	= 1,	/* a model of an older kernel's algorithm */
	TT_KIND_BROKEN		= 2,	/* a planted defect */
	TT_KIND_PLANTED		= 3,	/* sound, but slower than what it calls */
	TT_KIND_NULL		= 4,	/* it calls nothing */
};

/* tt_primitive.flags */
enum tt_primitive_flag {
	TT_PRIM_AVAILABLE	= 1 << 0,
	TT_PRIM_SYNC		= 1 << 1,	/* promises that the handler does not run */
	TT_PRIM_TRI		= 1 << 2,	/* may return -1: the handler is running */
	TT_PRIM_SHUTDOWN	= 1 << 3,	/* the timer cannot be armed afterwards */
	TT_PRIM_UNSAFE		= 1 << 4,	/* needs unsafe=1 */
	TT_PRIM_INSIDE		= 1 << 5,	/* reads struct tt_timer, which a victim lacks */
	TT_PRIM_OUTLIVES	= 1 << 6,	/* leaves a timer armed whose handler arms it */
	TT_PRIM_MODEL		= 1 << 7,	/* works on a model's timers, not the kernel's */
	TT_PRIM_ARMS		= 1 << 8,	/* arms the timer */
	TT_PRIM_IDLE_ONLY	= 1 << 9,	/* arms only a timer that is idle */
	TT_PRIM_DISARMS		= 1 << 10,	/* dequeues the timer that it has armed */
	TT_PRIM_EXPIRES		= 1 << 11,	/* leaves the timer alone until it has expired */
	TT_PRIM_ASKS		= 1 << 12,	/* tells whether the timer is queued */
	TT_PRIM_ON_BASE		= 1 << 13,	/* arms it on the base CPU */
};

/**
 * struct tt_primitive - a call under test: one way to delete a timer, or to arm it
 * @index: in: below tt_info.primitives (else -EINVAL)
 * @kind: out: enum tt_kind
 * @flags: out: enum tt_primitive_flag
 * @defect: out: the rule that names the defect of a broken primitive, else 0
 * @name: out: today's name
 * @kernel_name: out: what the running kernel calls it
 * @aliases: out: older names, separated by spaces
 * @shows_in: out: the scenario in which a broken primitive's defect shows
 * @description: out: one line
 * @reason: out: why the primitive is not available; else empty
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

/* How an attempt to delete or to arm ended; also tt_scenario.aim */
enum tt_outcome {
	/* the call dequeued the timer before the handler, or armed a timer that was queued */
	TT_EARLY		= 0,
	/*
	 * By the time stamps, the call overlapped the handler. A call of a
	 * TT_PRIM_TRI primitive into which a tick, a softirq or a context switch
	 * fell counts only if it also returned -1.
	 */
	TT_ENCOUNTER		= 1,
	/* the handler had ended before, or was never due; or the call armed an idle timer */
	TT_LATE			= 2,
};

/* What a histogram was measured on: tt_rec_histogram.which */
enum tt_histogram_kind {
	TT_HISTOGRAM_EARLY	= TT_EARLY,
	TT_HISTOGRAM_ENCOUNTER	= TT_ENCOUNTER,
	TT_HISTOGRAM_LATE	= TT_LATE,
	TT_HISTOGRAM_ARM	= 3,	/* calls that arm a timer, beside the call under test */
	/* calls of any outcome into which a tick, softirq or context switch fell */
	TT_HISTOGRAM_DISTURBED	= 4,
};

enum {
	TT_OUTCOMES		= TT_LATE + 1,
	TT_HISTOGRAMS		= TT_HISTOGRAM_DISTURBED + 1,
};

/* The engine that brings deletion and handler together */
enum tt_align {
	TT_ALIGN_NONE		= 0,	/* arms and deletes as fast as it can */
	TT_ALIGN_SPIN		= 1,	/* one timer a tick, a barrier and a random delay */
	TT_ALIGN_CHASE		= 2,	/* a batch a tick; the deleter follows its handlers */
};

/* tt_scenario.flags */
enum tt_scenario_flag {
	TT_SCEN_AVAILABLE	= 1 << 0,
	TT_SCEN_UNSAFE		= 1 << 1,	/* needs unsafe=1 */
	TT_SCEN_LOCAL		= 1 << 2,	/* deleter and base CPU may be the same */
	TT_SCEN_REMOTE		= 1 << 3,	/* deleter and base CPU may differ */
	TT_SCEN_THIRD		= 1 << 4,	/* needs a third CPU in every pair */
	TT_SCEN_SHUTDOWN	= 1 << 5,	/* only for primitives that shut down */
	TT_SCEN_SYNC		= 1 << 6,	/* only for primitives that wait */
	TT_SCEN_HOTPLUG		= 1 << 7,	/* takes TT_START_HOTPLUG */
	TT_SCEN_CALIBRATE	= 1 << 8,	/* takes TT_START_CALIBRATE */
	/* user space ends the cell while it races, and unloads the module, many times */
	TT_SCEN_TEARDOWN	= 1 << 9,
	/* user space loads and unloads timertorture_victim; TT_START refuses it */
	TT_SCEN_VICTIM		= 1 << 10,
	TT_SCEN_MODELS		= 1 << 11,	/* also for models of old primitives */
	TT_SCEN_FORCED		= 1 << 12,	/* a script of handshakes forces the race */
	TT_SCEN_MODEL_ONLY	= 1 << 13,	/* only for models */
	TT_SCEN_REARMED		= 1 << 14,	/* timers are armed again meanwhile */
	TT_SCEN_ARMS		= 1 << 15,	/* for primitives that arm or ask, and null */
	TT_SCEN_PENDING		= 1 << 16,	/* the timer may be queued before the call */
	TT_SCEN_EXPIRES		= 1 << 17,	/* only for primitives that let the timer expire */
	TT_SCEN_HARDIRQ		= 1 << 18,	/* the call is made in a hard interrupt */
};

/**
 * struct tt_scenario - what happens to the timer meanwhile
 * @index: in: below tt_info.scenarios (else -EINVAL)
 * @aim: out: the outcome that the scenario is made for, enum tt_outcome
 * @aligns: out: mask of 1 << enum tt_align
 * @flags: out: enum tt_scenario_flag
 * @name: out: its name
 * @description: out: one sentence
 * @reason: out: why the scenario is not available; else empty
 * @rules: out: mask of 1 << enum tt_rule: checked for every primitive
 * @rules_call: out: checked in addition for primitives that call something
 * @rules_sync: out: checked in addition for primitives that wait
 * @rules_shutdown: out: checked in addition for primitives that shut down
 * @handshakes: out: number of handshakes of a forced race; tt_start.skip names one
 * @unforced: out: 1 plus the index of the scenario, before this one, in which the
 *	chase may win the same race as this forced one and no other; 0 if there is none
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
	__u32 unforced;
	__u32 reserved[2];
};

/**
 * struct tt_pair - one placement, added to the next TT_START of this file
 * @deleter_cpu: where the deletion is called; online (else -ENODEV)
 * @base_cpu: where the timer is armed; online (else -ENODEV)
 * @node: memory node of the timers (else -EINVAL)
 * @third_cpu: the CPU that interferes; online (else -ENODEV), or TT_NO_CPU
 * @index: out: the number of this pair, from 0
 *
 * Errors: -EBUSY if a cell runs, or if another pair has one of the CPUs; -ENOSPC
 * if there are TT_MAX_PAIRS pairs. The pairs are forgotten when a cell ends or a
 * TT_START fails.
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
enum tt_start_flag {
	/* workers sleep at barriers, because they share CPUs, or the host has fewer */
	TT_START_SLEEP		= 1 << 0,
	/* every other slice does not record; for native primitives except shutdowns */
	TT_START_CALIBRATE	= 1 << 1,
	/* base CPUs go offline and come back; needs unsafe=1 and chase */
	TT_START_HOTPLUG	= 1 << 2,
	/* the cell ends if nobody reads its records for TT_UNATTENDED_SECONDS */
	TT_START_ATTENDED	= 1 << 3,
	/* every other deletion is for a phase of a handler that is drawn at random; needs chase */
	TT_START_EVEN		= 1 << 4,
};

/* tt_start.timer_flags, as timer_setup() takes them */
enum tt_timer_flag {
	TT_TIMER_PINNED		= 1 << 0,
	TT_TIMER_DEFERRABLE	= 1 << 1,
	TT_TIMER_IRQSAFE	= 1 << 2,	/* handlers over 100 us need unsafe=1 */
};

/*
 * Faults for the tests of the tool itself: tt_start.inject. All of them need
 * unsafe=1. PANIC, HANG and OOPS happen right after the first violation in the
 * second half of the cell's time. If the only violations came earlier, they happen
 * towards the end of the cell.
 */
enum tt_inject {
	TT_INJECT_NONE		= 0,
	TT_INJECT_PANIC		= 1,	/* a handler panics */
	TT_INJECT_HANG		= 2,	/* all CPUs spin with interrupts off */
	TT_INJECT_EARLY_START	= 3,	/* one worker does not wait at the start barrier */
	TT_INJECT_OOPS		= 4,	/* a kthread follows a bad pointer */
	TT_INJECT_STUCK		= 5,	/* a handler does not end for 30 s */
	/* a handler reports that rule 6 is broken, and the cell stops as without unsafe=1 */
	TT_INJECT_DOUBT		= 6,
	TT_INJECT_LATE_ARM	= 7,	/* the armer of a forced race stalls before it arms */
	TT_INJECT_WARN		= 8,	/* a handler warns once */
	TT_INJECT_STOLEN_ARM	= 9,	/* the base CPU is gone while its batch is armed */
};

/* What is done to a model's cache lines before each timed call: tt_start.cold */
enum tt_cold {
	TT_COLD_NONE		= 0,	/* nothing */
	TT_COLD_FLUSH		= 1,	/* they are flushed out of all caches */
	/* the CPUs of the pairs that do not delete keep writing to them */
	TT_COLD_DIRTY		= 2,
};

/**
 * struct tt_start - one cell
 * @primitive: its name or one of its aliases (-ENOENT; -EOPNOTSUPP if not available)
 * @scenario: its name (-ENOENT; -EOPNOTSUPP if not available)
 * @align: enum tt_align, one that the scenario has (else -EINVAL)
 * @flags: enum tt_start_flag
 * @handler_ns: how long a handler spins, up to TT_MAX_HANDLER_NS
 * @batch: number of timers in a batch, up to TT_MAX_BATCH; 0: the engine chooses it.
 *	The engine makes a batch of IRQSAFE timers smaller if their handlers take
 *	long. In a forced scenario: number of trials; 0: until the time is over
 * @duration_ms: TT_MIN_DURATION_MS to TT_MAX_DURATION_MS
 * @slice_ms: length of a slice; 0 means 1000
 * @cell: a number that the records and the console repeat
 * @inject: enum tt_inject
 * @timer_flags: enum tt_timer_flag; chase and spin see only handlers on the base CPU
 * @seed: seed of all random choices; the seeds of the workers derive from it
 * @slots: number of bases of a model's machine, TT_MIN_SLOTS to TT_MAX_SLOTS; 0: one for
 *	each CPU
 * @cold: enum tt_cold; for models only
 * @remote_ns: simulated penalty for a line of a node at twice the local distance; for
 *	models only; at most TT_MAX_REMOTE_NS, and times the number of slots at
 *	most TT_MAX_SEARCH_NS
 * @skip: the handshake that a forced scenario leaves out, from 1; 0: none
 * @stalls: where the kernel's timer code is stalled: empty for nowhere, "sweep" for one
 *	instruction after the other, or a place such as "mod_timer+0x1a" (-ENOENT if the
 *	kernel has no such place); needs unsafe=1. If the machine has no hardware breakpoint
 *	left, the cell races without stalls, which tt_counts.stalls tells
 *
 * Errors: -EINVAL if a setting is out of its range or contradicts another one;
 * -ENOENT and -EOPNOTSUPP: see above; -EPERM if the cell needs unsafe=1; -ENODEV if
 * a CPU of a pair has gone offline; -EBUSY if a cell of this or another file is
 * running, or has records that were not read; -ENOMEM. The checks are the tt_check
 * strings of the catalogue, and TT_GET_REFUSAL tells which one failed.
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
	char stalls[TT_PLACE_LEN];
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
 * struct tt_victim - counts of timertorture_victim since this module was loaded
 * @exits: out: how often it was unloaded
 * @met: out: unloads in which a deletion began while its timer's handler ran
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

/**
 * struct tt_check_text - one of the checks that TT_START makes
 * @index: in: number of its tt_check string in the catalogue; -EINVAL past the last
 * @text: out: that string
 */
struct tt_check_text {
	__u32 index;
	__u32 reserved[7];
	char text[TT_TEXT_LEN];
};

/**
 * struct tt_refusal - why the last TT_START of this file was refused
 * @number: out: number of the check's tt_check string in the catalogue, from 0
 * @error: out: the errno that TT_START returned, positive
 * @value: out: value of the fact that the check judges; 0 if it has no conditions
 * @mask: out: the bits of the fact that the check judges; 0: all of them
 * @min: out: the least value that would have passed, after the mask
 * @max: out: the greatest value that would have passed, after the mask
 * @name: out: name of the check
 * @setting: out: the setting to change, in the words of a plan
 *
 * -ENODATA if no check refused the last TT_START.
 */
struct tt_refusal {
	__u32 number;
	__u32 error;
	__u64 value;
	__u64 mask;
	__u64 min;
	__u64 max;
	char name[TT_NAME_LEN];
	char setting[TT_NAME_LEN];
	__u32 reserved[4];
};

/**
 * struct tt_code - machine code of a function in which the kernel can be stalled
 * @index: in: number of the function; -EINVAL past the last
 * @offset: in: where the part begins, in bytes from the function's beginning; -EINVAL if that
 *	is behind its end
 * @size: out: of the whole function, bytes
 * @length: out: bytes of @code that are used
 * @name: out: its symbol
 * @code: out: the part
 *
 * The functions are those of kernel/time/timer.c and timer_migration.c, as the running kernel
 * has them. -EPERM without unsafe=1; -EOPNOTSUPP if the kernel does not tell where they are.
 */
struct tt_code {
	__u32 index;
	__u32 offset;
	__u32 size;
	__u32 length;
	__u32 reserved[4];
	char name[TT_PLACE_LEN];
	__u8 code[TT_CODE_LEN];
};

/* What is known of a byte of machine code: tt_marks.marks */
enum tt_mark {
	TT_MARK_NONE		= 0,	/* no instruction begins here */
	TT_MARK_INSTRUCTION	= 1,	/* an instruction begins here */
	TT_MARK_WINDOW		= 2,	/* and other CPUs may see what is half done */
};

/**
 * struct tt_marks - tells where instructions begin, so that a sweep stalls there alone
 * @index: in: number of the function, as in tt_code
 * @offset: in: of the byte that the first mark is for
 * @length: in: number of marks; -EINVAL if they end behind the function
 * @marks: in: enum tt_mark, one for each byte
 *
 * The marks stay until the module is unloaded. Without any mark a sweep draws any byte.
 * Errors as of TT_GET_CODE, and -EBUSY while a cell runs.
 */
struct tt_marks {
	__u32 index;
	__u32 offset;
	__u32 length;
	__u32 reserved[5];
	__u8 marks[TT_CODE_LEN];
};

/* The requests, as ioctl() takes them */
enum tt_ioctl {
	TT_GET_INFO		= _IOWR(TT_IOC_MAGIC, 0, struct tt_info),
	TT_GET_CPU		= _IOWR(TT_IOC_MAGIC, 1, struct tt_cpu),
	TT_GET_NODE		= _IOWR(TT_IOC_MAGIC, 2, struct tt_node),
	TT_GET_PRIMITIVE	= _IOWR(TT_IOC_MAGIC, 3, struct tt_primitive),
	TT_GET_SCENARIO		= _IOWR(TT_IOC_MAGIC, 4, struct tt_scenario),
	TT_ADD_PAIR		= _IOWR(TT_IOC_MAGIC, 5, struct tt_pair),
	TT_START		= _IOWR(TT_IOC_MAGIC, 6, struct tt_start),
	TT_STOP			= _IOWR(TT_IOC_MAGIC, 7, struct tt_stop),
	TT_GET_VICTIM		= _IOWR(TT_IOC_MAGIC, 8, struct tt_victim),
	TT_GET_REFUSAL		= _IOWR(TT_IOC_MAGIC, 9, struct tt_refusal),
	TT_GET_CHECK		= _IOWR(TT_IOC_MAGIC, 10, struct tt_check_text),
	TT_GET_CODE		= _IOWR(TT_IOC_MAGIC, 11, struct tt_code),
	TT_PUT_MARKS		= _IOWR(TT_IOC_MAGIC, 12, struct tt_marks),
};

/* The rules of the contract. A rule's bit in a mask is 1 << its number. */
enum tt_rule {
	TT_RULE_NO_RUN_AFTER_SYNC	= 1,
	TT_RULE_VISIBLE			= 2,
	TT_RULE_NOT_PENDING		= 3,
	TT_RULE_CONSERVATION		= 4,
	TT_RULE_RETURN_TRUTH		= 5,
	TT_RULE_NO_OVERLAP		= 6,
	TT_RULE_NOT_EARLY		= 7,
	TT_RULE_NOT_LOST		= 8,
	TT_RULE_PINNED			= 9,
	TT_RULE_SHUTDOWN		= 10,
	TT_RULE_FREED			= 11,
	TT_RULE_HUNG			= 12,
	TT_RULE_NOT_OVERTAKEN		= 13,
	TT_RULE_HAS_FUNCTION		= 14,
	TT_RULE_CONTEXT			= 15,
};

/*
 * How a rule came to be broken, as far as the evidence of the violation tells:
 * tt_rec_violation.mechanism. Each mechanism belongs to one rule.
 */
enum tt_mechanism {
	TT_MECHANISM_NONE		= 0,	/* none of these */
	/*
	 * not-early: while the kernel expired the timer's bucket, a call moved the
	 * expiry by whole turns of the bucket's level, so the timer stayed there
	 */
	TT_MECHANISM_LEFT_IN_BUCKET	= 1,
	/*
	 * no-run-after-sync: the handler armed its timer on the other base of its CPU,
	 * and the deletion dequeued it from there
	 */
	TT_MECHANISM_MOVED_TO_LOCAL	= 2,	/* to that of pinned timers */
	TT_MECHANISM_MOVED_TO_GLOBAL	= 3,	/* to that of all other timers */
};

/* Where in its handler's time a deletion began: tt_counts.phases */
enum tt_phase {
	TT_PHASE_BEFORE		= 0,	/* up to one handler's length before its entry */
	TT_PHASE_ENTRY		= 1,	/* in its first eighth */
	TT_PHASE_BODY		= 2,	/* between the first and the last eighth */
	TT_PHASE_LAST		= 3,	/* in its last eighth */
	TT_PHASE_AFTER		= 4,	/* up to one handler's length after its exit */
	TT_PHASE_FAR		= 5,	/* none of these */
};

/*
 * Which expiry was chosen for an arming call: tt_counts.drawn. The choices lie
 * around the current time and around the edges of the timer wheel's levels.
 */
enum tt_draw {
	TT_DRAW_PAST		= 0,	/* already due */
	TT_DRAW_NOW		= 1,	/* this jiffy */
	TT_DRAW_NEXT		= 2,	/* the next jiffy, or the one after */
	TT_DRAW_NEAR		= 3,	/* on the wheel's first level */
	TT_DRAW_BELOW		= 4,	/* the last jiffy of a level */
	TT_DRAW_EDGE		= 5,	/* the first jiffy of the level above */
	TT_DRAW_ABOVE		= 6,	/* one granule above that */
	TT_DRAW_BEYOND		= 7,	/* more than the wheel can hold */
	TT_DRAW_ZERO		= 8,	/* the expiry 0 */
	TT_DRAW_FARTHEST	= 9,	/* MAX_JIFFY_OFFSET, beyond which time wraps */
};

/* The call that arms a timer: tt_counts.armed_by */
enum tt_arming {
	TT_ARMING_MOD_TIMER		= 0,
	TT_ARMING_MOD_TIMER_PENDING	= 1,
	TT_ARMING_TIMER_REDUCE		= 2,
	TT_ARMING_ADD_TIMER		= 3,
	TT_ARMING_ADD_TIMER_ON		= 4,
	TT_ARMING_ADD_TIMER_LOCAL	= 5,
	TT_ARMING_ADD_TIMER_GLOBAL	= 6,
};

/*
 * Array sizes. TT_RULES counts the unused rule 0.
 *
 * The phase bins are finer than the phases: each is a sixteenth of the handler's
 * length, from one length before its entry to one length after its exit. A
 * deletion that dequeued the timer is in no bin, because nobody knows when the
 * handler would have begun. So a bin before the entry means that the kernel had
 * taken the timer off its wheel, or was about to.
 */
enum {
	TT_RULES		= TT_RULE_CONTEXT + 1,
	TT_MECHANISMS		= TT_MECHANISM_MOVED_TO_GLOBAL + 1,
	TT_PHASES		= TT_PHASE_FAR + 1,
	TT_PHASE_BINS_EACH	= 16,	/* in one length of the handler */
	TT_PHASE_BINS		= 3 * TT_PHASE_BINS_EACH,
	TT_DRAWS		= TT_DRAW_FARTHEST + 1,
	TT_ARMINGS		= TT_ARMING_ADD_TIMER_GLOBAL + 1,
	TT_DRAW_LEVELS		= 9,	/* of the timer wheel */
	TT_DRAW_AHEADS		= 9,	/* from 0 to 8 handlers ahead */
	TT_RETURNS		= 4,	/* -1, 0, 1, any other value */
};

/* What happened to a timer: tt_event.what */
enum tt_event_kind {
	TT_EVENT_ARM		= 1,	/* an arming call begins; value: jiffies from now */
	TT_EVENT_ARMED		= 2,	/* it returned; value: what it returned */
	TT_EVENT_ENTER		= 3,	/* the handler begins; value: jiffies past its expiry */
	TT_EVENT_EXIT		= 4,	/* the handler ends */
	TT_EVENT_DELETE		= 5,	/* the primitive is called */
	TT_EVENT_DELETED	= 6,	/* it returned; value: what it returned */
	TT_EVENT_FREE		= 7,	/* the timer counts as freed from now on */
	TT_EVENT_VIOLATION	= 8,	/* a rule was seen broken; value: the rule */
	TT_EVENT_STEP		= 9,	/* of a forced race; value: the step, see tt_step */
};

/* tt_rec_hdr.type */
enum tt_record_type {
	TT_REC_START		= 1,
	TT_REC_PROGRESS		= 2,
	TT_REC_VIOLATION	= 3,
	TT_REC_SLICE		= 4,
	TT_REC_CALIBRATION	= 5,
	TT_REC_COUNTERS		= 6,
	TT_REC_HISTOGRAM	= 7,
	TT_REC_END		= 8,
	TT_REC_EVENTS		= 9,
	TT_REC_DEFEAT		= 10,
};

/**
 * struct tt_rec_hdr - head of every record
 * @type: enum tt_record_type
 * @len: bytes of the whole record, this head included; a multiple of 8
 */
struct tt_rec_hdr {
	__u32 type;
	__u32 len;
};

/**
 * struct tt_rec_start - the cell's workers have passed the start barrier
 * @hdr: TT_REC_START
 * @cell: tt_start.cell
 * @primitive: its index
 * @scenario: its index
 * @pairs: number of pairs
 * @clock: ticks at the barrier
 * @mono_ns: CLOCK_MONOTONIC at the same moment
 * @early: workers that began before the last one had arrived; 0 unless the
 *	barrier is broken
 * @warp: pairs whose clocks were seen going backwards
 * @warp_max: the largest such step, ticks
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
 * struct tt_rec_progress - sent every 100 ms; sums over all pairs so far
 * @hdr: TT_REC_PROGRESS
 * @cell: tt_start.cell
 * @lost: records dropped so far because nobody read
 * @elapsed_ns: since the start barrier
 * @attempts: by outcome; attempts that are not yet settled are missing
 * @expiries: handlers that ran, without @alone_expiries of struct tt_counts
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
enum tt_violation_flag {
	TT_VIOL_IN_HANDLER	= 1 << 0,	/* the handler was running when seen */
	TT_VIOL_PENDING		= 1 << 1,	/* the timer was queued when seen */
	TT_VIOL_BY_HANDLER	= 1 << 2,	/* the handler itself saw it */
	/* another CPU had asked for an expiry of the bucket that the timer was in */
	TT_VIOL_SAME_BUCKET	= 1 << 3,
	/* another CPU armed the timer in the very softirq that then ran it */
	TT_VIOL_SAME_SOFTIRQ	= 1 << 4,
	/* of a handler that ran in the wrong context */
	TT_VIOL_IN_SOFTIRQ	= 1 << 5,	/* it ran in a softirq */
	TT_VIOL_IRQS_OFF	= 1 << 6,	/* it ran with interrupts off */
};

/**
 * struct tt_rec_violation - the evidence of one broken rule
 * @hdr: TT_REC_VIOLATION
 * @cell: tt_start.cell
 * @rule: enum tt_rule
 * @pair: index
 * @cpu: the CPU that saw it
 * @timer: index of the timer in the batch, or TT_NO_TIMER
 * @ret: what the call returned
 * @flags: enum tt_violation_flag
 * @mechanism: enum tt_mechanism
 * @early: for not-early: how many jiffies before its expiry the handler began; else 0
 * @moved: by how many jiffies another CPU moved that expiry; 0 if none did
 * @level: level of the timer wheel on which the timer was after that move; else 0
 * @reserved: zero
 * @generation: generation of the timer
 * @begin: when the call began, ticks
 * @end: when the call returned, ticks
 * @entry: when the handler of that generation began, ticks; 0 if it never did
 * @exit: when that handler ended, ticks; 0 if it had not ended
 * @stalled_at: when the last stall ended before the violation was seen, ticks; 0 if there
 *	was none
 * @stalled_cpu: the CPU that was stalled then
 * @reserved1: zero
 * @stalled_place: the place, as in tt_start.stalls
 *
 * A cell reports at most 16 violations of each rule, and 16 more of each mechanism.
 *
 * If the timer was lost or overtaken, @end is when that was seen. If it was overtaken,
 * @ret is the number of jiffies from its expiry until then. The same holds for a
 * witness, which is a timer that nobody deletes; its @timer is TT_NO_TIMER.
 *
 * If the sums of a cell broke rule 4, @timer is TT_NO_TIMER, and the last five fields
 * hold sums: arms, expiries, dequeues, timers pending at the end, and arms that a
 * shutdown may have undone.
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
	__u32 mechanism;
	__s32 early;
	__s32 moved;
	__u32 level;
	__u32 reserved;
	__u64 generation;
	__u64 begin;
	__u64 end;
	__u64 entry;
	__u64 exit;
	__u64 stalled_at;
	__u32 stalled_cpu;
	__u32 reserved1;
	char stalled_place[TT_PLACE_LEN];
};

/**
 * struct tt_bucket - one filled bucket of a histogram
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
 * @cell: tt_start.cell
 * @pair: index; of a slice: its number from 0
 * @which: enum tt_histogram_kind; of a slice: the scenario's aim
 * @nr_buckets: number of @buckets
 * @count: values
 * @min: smallest, exact; 0 in a slice
 * @max: largest, exact; 0 in a slice
 * @sum: of all values; 0 in a slice
 * @elapsed_ns: end of a slice, since the start barrier; else 0
 * @buckets: the filled ones only
 */
struct tt_rec_histogram {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 pair;
	__u32 which;
	__u32 nr_buckets;
	__u64 count;
	__u64 min;
	__u64 max;
	__u64 sum;
	__u64 elapsed_ns;
	struct tt_bucket buckets[];
};

/**
 * struct tt_rec_calibration - two adjoining slices of one loop
 * @hdr: TT_REC_CALIBRATION
 * @cell: tt_start.cell
 * @slice: number from 0
 * @recorded_ops: operations with recording and checks
 * @recorded_ticks: ticks that they took
 * @bare_ops: operations with the clock reads only
 * @bare_ticks: ticks that they took
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
 * struct tt_counts - counts of a worker, of a lane's handlers, or of a whole lane
 *
 * The module adds up two of them word by word, so every field is a __u64 or an
 * array of them. Each single field also becomes an enumerator of Java's Counter
 * and a line of the result: a new counter needs a field here, a place that
 * counts it, and nothing else.
 *
 * @attempts: by enum tt_outcome
 * @expiries: handlers that ran
 * @remote_expiries: handlers that ran on another CPU than the timer's base
 * @alone_expiries: handlers of the rounds that the chase leaves alone, in which nobody deletes
 * @alone_timed: those of them that ran during @alone_ns
 * @alone_ns: time of whole such rounds, arming included
 * @arms: arming calls that found the timer idle
 * @rearms: arming calls that found it pending
 * @doubtful_arms: arming calls that overlapped or followed a shutdown
 * @dequeues: deletions that dequeued the timer, those of the teardown included
 * @pending: timers queued when the cell was stopped, before the teardown
 * @returned: calls by what they returned: -1, 0, 1, any other value
 * @disagreements: for TT_PRIM_TRI primitives: calls wholly within their handler that
 *	did not return -1, and calls that returned -1 while no handler of theirs was near
 * @disturbed: calls into which a tick, softirq or context switch fell
 * @outlived: calls that did not return -1 although, by the time stamps, their handler
 *	ran on
 * @batches: batches armed
 * @late: rounds with a timer that ran later than rule 8 allows, or had to be dequeued
 * @third: arms and deletions by the third CPU
 * @shutdown_arms: arming calls that began after a shutdown had returned
 * @armed_again: deletions after whose return somebody other than the timer's owner
 *	armed the timer
 * @hotplugs: how often the base CPU went offline and came back
 * @hotplugs_refused: how often it could not be taken offline
 * @stalls: how often the kernel's timer code was stalled on a CPU of the pair
 * @stall_stays: stays of a breakpoint at a place during which it was hit; all pairs share them,
 *	and the first one has the count
 * @stall_windows: those of @stall_stays at a place with TT_MARK_WINDOW
 * @phases: deletions by enum tt_phase
 * @phase_bins: deletions by bin, see TT_PHASE_BINS
 * @armed_by: arming calls of the armer and of the third CPU by enum tt_arming
 * @drawn: arming calls by enum tt_draw
 * @drawn_level: arming calls by the level of the timer wheel that was chosen
 * @drawn_ahead: arms and deletions by the third CPU, by the number of handlers between
 *	the one that ran and that of the timer
 * @checked: by rule: how often it was checked
 * @violated: by rule: how often it was broken
 * @explained: violations by enum tt_mechanism
 */
struct tt_counts {
	__u64 attempts[TT_OUTCOMES];
	__u64 expiries;
	__u64 remote_expiries;
	__u64 alone_expiries;
	__u64 alone_timed;
	__u64 alone_ns;
	__u64 arms;
	__u64 rearms;
	__u64 doubtful_arms;
	__u64 dequeues;
	__u64 pending;
	__u64 returned[TT_RETURNS];
	__u64 disagreements;
	__u64 disturbed;
	__u64 outlived;
	__u64 batches;
	__u64 late;
	__u64 third;
	__u64 shutdown_arms;
	__u64 armed_again;
	__u64 hotplugs;
	__u64 hotplugs_refused;
	__u64 stalls;
	__u64 stall_stays;
	__u64 stall_windows;
	__u64 phases[TT_PHASES];
	__u64 phase_bins[TT_PHASE_BINS];
	__u64 armed_by[TT_ARMINGS];
	__u64 drawn[TT_DRAWS];
	__u64 drawn_level[TT_DRAW_LEVELS];
	__u64 drawn_ahead[TT_DRAW_AHEADS];
	__u64 checked[TT_RULES];
	__u64 violated[TT_RULES];
	__u64 explained[TT_MECHANISMS];
};

/**
 * struct tt_rec_counters - one pair, after its timers came to rest
 * @hdr: TT_REC_COUNTERS
 * @cell: tt_start.cell
 * @pair: index
 * @batch: size of the last batch
 * @deleter_cpu: tt_pair.deleter_cpu
 * @base_cpu: tt_pair.base_cpu
 * @third_cpu: tt_pair.third_cpu
 * @node: tt_pair.node
 * @late_max: the latest start of a handler after its expiry and its level's
 *	granule, jiffies
 * @gap_max: largest gap in the deleter's clock while it spun, ticks
 * @gap_total: sum of the gaps over 50 us, ticks: time in which it did not run
 * @handler_min: shortest handler, entry to exit, ticks
 * @handler_max: longest handler, ticks
 * @counts: see there
 */
struct tt_rec_counters {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 pair;
	__u32 batch;
	__u32 deleter_cpu;
	__u32 base_cpu;
	__u32 third_cpu;
	__u32 node;
	__u32 late_max;
	__u64 gap_max;
	__u64 gap_total;
	__u64 handler_min;
	__u64 handler_max;
	struct tt_counts counts;
};

/**
 * struct tt_event - something that happened to a timer
 * @clock: ticks
 * @generation: generation of the timer, as that CPU saw it
 * @timer: index in the batch
 * @cpu: the CPU that recorded it
 * @what: enum tt_event_kind
 * @value: its meaning depends on @what
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
 * struct tt_rec_events - what led to a cell's first violation, or a forced trial
 * @hdr: TT_REC_EVENTS
 * @cell: tt_start.cell
 * @pair: index
 * @rule: the rule that was broken, enum tt_rule; 0 in a forced race
 * @timer: index in the batch of the timer concerned; TT_NO_TIMER as in the violation
 * @nr_events: number of @events
 * @mechanism: enum tt_mechanism
 * @events: the events, oldest first
 *
 * Each context of a CPU, which is a worker or the handlers, has a record with the last
 * events before the violation. In a forced race, a record has all events of one trial:
 * of the first defeated one, or of the first one if none was defeated.
 */
struct tt_rec_events {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 pair;
	__u32 rule;
	__u32 timer;
	__u32 nr_events;
	__u32 mechanism;
	struct tt_event events[];
};

/**
 * struct tt_model_counts - what a cell with a model or a forced race counts
 *
 * Each field also becomes an enumerator of Java's ModelCounter and a line of
 * the result.
 *
 * @trials: trials of the script; each counts as one of the next four
 * @defeated: the race was won against the primitive
 * @holds: the race was not won
 * @hung: the deletion would have spun for ever
 * @lost: the steps did not follow the script
 * @lost_defeated: lost trials that ended as a defeat all the same
 * @touched: trials in which somebody used the timer after it counted as freed
 * @bugs: the model's BUG_ON() fired
 * @warnings: the model's warning fired
 * @unlinked_twice: the model unlinked a timer that was not queued
 * @gave_up: the model spun until it was stopped
 * @spurious: real timers that expired while their model was not due
 * @looked: slots that were looked at after a timed call
 * @dirtied: slots of @looked that their owner had written since the call before
 */
struct tt_model_counts {
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
	__u64 looked;
	__u64 dirtied;
};

/**
 * struct tt_rec_defeat - one pair of a cell with a model or a forced race
 * @hdr: TT_REC_DEFEAT
 * @cell: tt_start.cell
 * @pair: index
 * @counts: see there
 * @slots: bases of the model's machine
 * @handshakes: number of handshakes of the script
 * @cold: tt_start.cold
 * @remote_slots: slots on other nodes than the deleter's
 * @warm_cost: cost of reading a line that is in this CPU's cache
 * @flushed_cost: cost of reading a line that was flushed
 * @dirty_cost: cost of reading a line that another CPU has written
 *
 * The costs are medians in hundredths of a tick. They are 0 if they were not measured,
 * for example because the cell has no model.
 */
struct tt_rec_defeat {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 pair;
	struct tt_model_counts counts;
	__u32 slots;
	__u32 handshakes;
	__u32 cold;
	__u32 remote_slots;
	__u64 warm_cost;
	__u64 flushed_cost;
	__u64 dirty_cost;
};

/* tt_rec_end.reason */
enum tt_end_reason {
	TT_END_TIME		= 0,	/* duration_ms is over */
	TT_END_STOPPED		= 1,	/* TT_STOP */
	TT_END_HUNG		= 2,	/* something did not end; memory was left behind */
	TT_END_HOTPLUG		= 3,	/* one of its CPUs goes offline, or a suspend */
	/* a native primitive broke rule 1, 4, 6 or 11, or a moved timer broke rule 13 */
	TT_END_SUSPECT		= 4,
	TT_END_UNATTENDED	= 5,	/* nobody read, although TT_START_ATTENDED was set */
};

/**
 * struct tt_rec_end - last record of a cell; TT_START is possible again
 * @hdr: TT_REC_END
 * @cell: tt_start.cell
 * @reason: enum tt_end_reason
 * @elapsed_ns: from the start barrier to the stop, without @paused_ns
 * @paused_ns: sum of the times of a second or more in which the monitor could not run,
 *	because the machine was paused
 * @lost: records dropped because nobody read
 */
struct tt_rec_end {
	struct tt_rec_hdr hdr;
	__u32 cell;
	__u32 reason;
	__u64 elapsed_ns;
	__u64 paused_ns;
	__u64 lost;
};

/* A buffer of this size holds any record. */
enum {
	TT_REC_MAX = sizeof(struct tt_rec_histogram) + TT_HIST_BUCKETS * sizeof(struct tt_bucket),
};

/*
 * The catalogue in the module file: one modinfo string for each entry, so that
 * `modinfo -F tt_primitive` reads it without loading the module. A string is a
 * list of NAME=VALUE, separated by '|', in any order; a value that is left out is
 * empty, or 0.
 *
 *   tt_primitive   name kind flags kernel_name aliases defect shows_in description
 *                  reason
 *   tt_scenario    name aim aligns flags rules rules_call rules_sync rules_shutdown
 *                  handshakes unforced description reason
 *   tt_step        name role sentence
 *   tt_check       name errno setting when must
 *
 * and tt_hz, which is tt_info.hz.
 *
 * The values are those of struct tt_primitive and struct tt_scenario, but unforced is
 * the name of the scenario. Enumerators have no prefix: kind=NATIVE is TT_KIND_NATIVE,
 * flags=SYNC, TRI is TT_PRIM_SYNC | TT_PRIM_TRI, and rules=HUNG is 1 << TT_RULE_HUNG.
 * The first of aligns is the default one. If there is no kernel_name, it is the name.
 * An entry that has a reason is not available. The value of a TT_EVENT_STEP event is
 * the number of a tt_step string, from 0.
 *
 * TT_START makes the checks of the tt_check strings in this order. A check has any
 * number of conditions "when" and at most one condition "must". It refuses a cell for
 * which every "when" holds and the "must" does not. Only the kernel can make a check
 * that has no "must". A condition is FACT,MASK,MIN,MAX, with a fact of start_check.c.
 * It holds if the fact lies between MIN and MAX, or if MASK is not 0, the fact's bits
 * of MASK do. The three values have 32 bits and are written as signed numbers.
 */

#endif /* _UAPI_TIMERTORTURE_H */
