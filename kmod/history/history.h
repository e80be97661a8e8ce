/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Old kernels' ways to delete a timer, as models: a logical wheel over real
 * timers. A slot stands for a CPU's base of that time, a model for its
 * timer_list; the real timer only rings when the model's is due. A deletion
 * works on slots and models alone.
 *
 * The kernel marks, detaches and unlocks before it calls a handler. A mark that
 * is set in the handler would open a window that the originals did not have;
 * so the model's runner does it all, in the era's own order.
 */
#ifndef TT_HISTORY_H
#define TT_HISTORY_H

#include <linux/bits.h>
#include <linux/cache.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct tt_lane;
struct tt_model;
struct tt_owner;
struct tt_timer;
struct tt_turn;
struct tt_worker;
struct timer_list;

#define TT_MODEL_GAVE_UP	(-ETIMEDOUT)	/* a deletion that would have spun on */

/* The names of the steps: steps.list.h says what they are in each algorithm. */
enum tt_at {
	TT_AT_arm_call, TT_AT_arm_check_stop, TT_AT_arm_lock, TT_AT_arm_queue,
	TT_AT_arm_set_base, TT_AT_arm_unlock, TT_AT_arm_return, TT_AT_run_lock, TT_AT_run_detach,
	TT_AT_run_set_running, TT_AT_run_clear_base, TT_AT_run_set_last, TT_AT_run_unlock,
	TT_AT_run_fn, TT_AT_run_relock, TT_AT_run_clear_running, TT_AT_run_end, TT_AT_fn_enter,
	TT_AT_fn_rearm, TT_AT_fn_timer_exit, TT_AT_fn_free, TT_AT_fn_exit, TT_AT_del_call,
	TT_AT_del_set_stop, TT_AT_del_read_base, TT_AT_del_lock, TT_AT_del_check_base,
	TT_AT_del_detach, TT_AT_del_clear_base, TT_AT_del_read_running, TT_AT_del_unlock,
	TT_AT_del_scan, TT_AT_del_read_last, TT_AT_del_wait, TT_AT_del_check_pending,
	TT_AT_del_check_last, TT_AT_del_relock, TT_AT_del_redetach, TT_AT_del_retry,
	TT_AT_del_bug_on, TT_AT_del_return,
	TT_AT_COUNT
};

/**
 * struct tt_slot - what a CPU's base was to a deletion: one line
 * @lock: of that CPU's wheel; of the machine's, where there was one only
 * @running: the timer whose handler runs
 * @written: how often its owner wrote to the line to keep it
 * @penalty: ticks, simulated, for a line of another node
 */
struct tt_slot {
	raw_spinlock_t lock;
	struct tt_model *running;
	u64 written;
	u64 penalty;
} ____cacheline_aligned;

/**
 * struct tt_model - what an old timer_list was to a deletion
 * @base: the slot whose lock guards it; from 2.6.0 to 2.6.12 none if it is not pending
 * @last: Gustafson's last_running
 * @queued: it is in the wheel
 * @running: of 2.3.99: the handler has not called timer_exit()
 * @stop: of whoever owns the timer: do not arm it again
 * @expires: jiffies
 */
struct tt_model {
	struct tt_slot *base;
	struct tt_slot *last;
	u32 queued;
	u32 running;
	u32 stop;
	unsigned long expires;
} ____cacheline_aligned;

/**
 * struct tt_machine - a lane's machine of old
 * @slot: its CPUs' bases
 * @memory: of the slots, by node
 * @slots: how many
 * @nodes: that they are on
 * @home: the base CPU's; in the middle, where a search finds it after half of them
 * @grave: where the base of a timer that counts as freed points
 * @bugs: BUG_ON() of the algorithm
 * @warnings: likewise
 * @unlinked_twice: a timer was unlinked that was not queued
 * @gave_up: deletions that would have spun on
 * @spurious: the real timer rang and the model was not due
 * @remote: slots on other nodes than the deleter's
 * @simulated: some have a penalty
 * @owner: of the slots, who keep them dirty; NULL if nobody does
 * @owners: how many
 * @seen: of each slot, its owner's writes at the last call
 * @looked: slots that were looked at after a call
 * @dirtied: of these, written since the call before
 * @warm_cost: of reading a line, hundredths of a tick; 0: unknown
 * @flushed_cost: likewise, of a flushed one
 * @dirty_cost: likewise, of one that another CPU has written
 */
struct tt_machine {
	struct tt_slot **slot;
	struct tt_slot **memory;
	u32 slots;
	u32 nodes;
	u32 home;
	struct tt_slot grave;
	u64 bugs;
	u64 warnings;
	u64 unlinked_twice;
	u64 gave_up;
	u64 spurious;
	u32 remote;
	bool simulated;
	struct tt_owner *owner;
	u32 owners;
	u64 *seen;
	u64 looked;
	u64 dirtied;
	u64 warm_cost;
	u64 flushed_cost;
	u64 dirty_cost;
};

/* What a time's runner and arming do: tt_era.traits */
#define TT_ERA_MARK_TIMER	BIT(0)	/* the mark is the timer's own, cleared by timer_exit() */
#define TT_ERA_MARK_SLOT	BIT(1)	/* it is the slot's running */
#define TT_ERA_MARK_FIRST	BIT(2)	/* and set before the timer is detached */
#define TT_ERA_NO_BASE		BIT(3)	/* no base means not pending */
#define TT_ERA_LAST		BIT(4)	/* the runner leaves its base in last_running */
#define TT_ERA_STOP		BIT(5)	/* whoever arms looks at the stop flag */
#define TT_ERA_STAYS		BIT(6)	/* a running timer stays on its base */
#define TT_ERA_GLOBAL		BIT(7)	/* one lock, one wheel */

/**
 * struct tt_era - an algorithm
 * @name: the primitive's
 * @traits: TT_ERA_*
 * @del: the deletion, with its steps as points at which it can be held
 * @call: the same without
 */
struct tt_era {
	const char *name;
	u32 traits;
	int (*del)(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m);
	int (*call)(struct timer_list *timer);
};

/* deletion.c; the deletions are in deletions_2_4.c and deletions_2_6.c */
const struct tt_era *tt_era_find(const char *name);
#define TT_HISTORICAL(name) int tt_call_##name(struct timer_list *timer)
TT_HISTORICAL(hist_2_2_del_timer);
TT_HISTORICAL(hist_2_3_timer_exit);
TT_HISTORICAL(hist_wait_on_timers);
TT_HISTORICAL(hist_wait_on_timers_noflag);
TT_HISTORICAL(hist_timer_race_6);
TT_HISTORICAL(hist_timer_race_6_else);
TT_HISTORICAL(hist_timer_race_6_retry);
TT_HISTORICAL(hist_2_4_global);
TT_HISTORICAL(hist_2_6_query_loop);
TT_HISTORICAL(hist_last_running);
TT_HISTORICAL(hist_singleshot);
TT_HISTORICAL(hist_2_6_13);
TT_HISTORICAL(hist_lwn_shortcut);
TT_HISTORICAL(hist_morton_shortcut);
TT_HISTORICAL(hist_null);
#undef TT_HISTORICAL

int tt_del_timer(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m);

/* machine.c */
int tt_machine_create(struct tt_lane *lane);
void tt_machine_free(struct tt_lane *lane);
void tt_machine_reset(struct tt_lane *lane, struct tt_model *m);
void tt_model_init(struct tt_lane *lane, struct tt_model *m);
int tt_model_arm(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on,
		 unsigned long expires, void (*ring)(struct tt_timer *t, unsigned long expires));
struct tt_slot *tt_model_begin(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on);
void tt_model_end(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on);
void tt_ring_here(struct tt_timer *t, unsigned long expires);
void tt_ring_on_base(struct tt_timer *t, unsigned long expires);
void tt_model_silence(struct tt_timer *t);
bool tt_model_forget(struct tt_timer *t);

/* cold_lines.c */
bool tt_can_flush(void);
int tt_owners_start(struct tt_lane *lane);
void tt_owners_stop(struct tt_lane *lane);
void tt_machine_chill(struct tt_lane *lane);
void tt_machine_look(struct tt_lane *lane);
void tt_machine_distances(struct tt_lane *lane, struct tt_slot *slot, int node);
void tt_machine_probe(struct tt_worker *worker);

/* A slot's lock, by somebody who can be held at points; false if he gave up. */
bool tt_turn_lock(struct tt_turn *turn, struct tt_slot *slot, unsigned long *flags);
void tt_turn_step(struct tt_turn *turn, enum tt_at at);
/* Somebody uses a timer that counts as freed. */
void tt_turn_touches(struct tt_turn *turn);
/* A look at a condition that does not hold yet; false if it is time to give up. */
bool tt_turn_waits(struct tt_turn *turn);

static __always_inline void tt_step_over(struct tt_turn *turn, enum tt_at at)
{
	if (turn)
		tt_turn_step(turn, at);
}

#define TT_STEP_OVER(turn, at) tt_step_over(turn, TT_AT_##at)

static __always_inline bool tt_slot_lock(struct tt_turn *turn, struct tt_slot *slot,
					 unsigned long *flags)
{
	if (turn)
		return tt_turn_lock(turn, slot, flags);
	raw_spin_lock_irqsave(&slot->lock, *flags);
	__release(&slot->lock);	/* sparse cannot follow a lock that may be given up */
	return true;
}

static __always_inline void tt_slot_unlock(struct tt_slot *slot, unsigned long flags)
{
	__acquire(&slot->lock);
	raw_spin_unlock_irqrestore(&slot->lock, flags);
}

#endif /* TT_HISTORY_H */
