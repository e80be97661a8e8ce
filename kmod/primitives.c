// SPDX-License-Identifier: GPL-2.0-only
/*
 * The ways to delete a timer and to arm one: one function each, and the table.
 */
#include <linux/bottom_half.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/timer.h>

#include "catalogue.h"
#include "cell/cell.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "history/models.h"
#include "table.h"
#include "timing/clock.h"
#include "timing/pace.h"

#define TT_SLOWED_LOOKS	64

static struct tt_timer *tt_timer_of(struct timer_list *timer)
{
	return container_of(timer, struct tt_timer, timer);
}

static int tt_call_null(struct timer_list *timer)
{
	return 0;
}

static int tt_call_timer_delete(struct timer_list *timer)
{
	return timer_delete(timer);
}

static int tt_call_timer_delete_sync(struct timer_list *timer)
{
	return timer_delete_sync(timer);
}

static int tt_call_timer_delete_sync_try(struct timer_list *timer)
{
	return timer_delete_sync_try(timer);
}

static int tt_call_timer_shutdown(struct timer_list *timer)
{
	return timer_shutdown(timer);
}

static int tt_call_timer_shutdown_sync(struct timer_list *timer)
{
	return timer_shutdown_sync(timer);
}

static int tt_call_del_singleshot_timer_sync(struct timer_list *timer)
{
	return del_singleshot_timer_sync(timer);
}

static int tt_call_mod_timer(struct timer_list *timer)
{
	return mod_timer(timer, tt_timer_of(timer)->wanted);
}

static int tt_call_timer_reduce(struct timer_list *timer)
{
	return timer_reduce(timer, tt_timer_of(timer)->wanted);
}

static int tt_call_add_timer(struct timer_list *timer)
{
	timer->expires = tt_timer_of(timer)->wanted;
	add_timer(timer);
	return 0;
}

static int tt_call_add_timer_on(struct timer_list *timer)
{
	const struct tt_timer *t = tt_timer_of(timer);

	timer->expires = t->wanted;
	add_timer_on(timer, t->lane->pair.base_cpu);
	return 0;
}

static int tt_call_timer_pending(struct timer_list *timer)
{
	return timer_pending(timer);
}

static int tt_call_arm_delete(struct timer_list *timer)
{
	mod_timer(timer, tt_timer_of(timer)->wanted);
	return timer_delete(timer);
}

static int tt_call_arm_delete_sync(struct timer_list *timer)
{
	mod_timer(timer, tt_timer_of(timer)->wanted);
	return timer_delete_sync(timer);
}

/* Only one in TT_SLOWED_LOOKS calls reads the clock, because two reads are no tenth of a call. */
static int tt_call_slowed_delete_sync(struct timer_list *timer)
{
	struct tt_lane *lane = tt_timer_of(timer)->lane;
	struct tt_slowed *slowed = &lane->slowed;
	u64 begin, took;
	int ret;

	if (slowed->calls++ % TT_SLOWED_LOOKS) {
		ret = timer_delete_sync(timer);
	} else {
		begin = tt_clock();
		ret = timer_delete_sync(timer);
		took = tt_clock() - begin;
		/* An interrupted call does not count for more than twice the usual one. */
		took = slowed->usual ? min(took, 2 * slowed->usual) : took;
		slowed->usual = slowed->usual ? (7 * slowed->usual + took) / 8 : took;
	}
	tt_pace_loop(slowed->usual * lane->deleter.pace.loops / 10 >> TT_PACE_SHIFT);
	return ret;
}

static int tt_call_broken_no_wait(struct timer_list *timer)
{
	return timer_delete(timer);
}

static int tt_call_broken_lwn_shortcut(struct timer_list *timer)
{
	int ret = timer_delete(timer);

	return ret ? ret : timer_delete_sync(timer);
}

static int tt_call_broken_morton_shortcut(struct timer_list *timer)
{
	if (!timer_delete(timer))
		return 0;
	timer_delete_sync(timer);
	return 1;
}

static int tt_call_broken_one_try(struct timer_list *timer)
{
	return max(timer_delete_sync_try(timer), 0);
}

static int tt_call_broken_early_mark(struct timer_list *timer)
{
	struct tt_timer *t = tt_timer_of(timer);
	int ret = timer_delete(timer);

	while (atomic_read(&t->run.in_handler) && !READ_ONCE(t->run.past_half))
		;	/* as long as a handler; no cpu_relax(): see cell/wait.h */
	return ret;
}

static int tt_call_broken_return_lie(struct timer_list *timer)
{
	timer_delete_sync(timer);
	return 1;
}

static int tt_call_broken_return_zero(struct timer_list *timer)
{
	timer_delete_sync(timer);
	return 0;
}

static int tt_call_broken_no_dequeue(struct timer_list *timer)
{
	return timer_pending(timer) ? 1 : timer_delete_sync(timer);
}

static int tt_call_broken_rearm(struct timer_list *timer)
{
	int ret = timer_delete_sync(timer);

	mod_timer(timer, jiffies + 1);
	return ret;
}

static int tt_call_broken_free_early(struct timer_list *timer)
{
	struct tt_timer *t = tt_timer_of(timer);

	WRITE_ONCE(t->run.payload, TT_POISON);
	WRITE_ONCE(t->ledger.freed, 1);
	return timer_delete_sync(timer);
}

static int tt_call_broken_fire_early(struct timer_list *timer)
{
	int ret = timer_delete_sync(timer);

	if (ret) {
		local_bh_disable();
		timer->function(timer);
		local_bh_enable();
	}
	return ret;
}

static int tt_call_broken_lose(struct timer_list *timer)
{
	struct tt_timer *t = tt_timer_of(timer);

	if (t->index + 1 < READ_ONCE(t->lane->round.batch))
		timer_delete(&t[1].timer);
	return timer_delete_sync(timer);
}

static int tt_call_broken_postpone(struct timer_list *timer)
{
	struct tt_timer *t = tt_timer_of(timer);

	if (t->index + 1 < READ_ONCE(t->lane->round.batch))
		mod_timer_pending(&t[1].timer, jiffies + HZ);
	return timer_delete_sync(timer);
}

static int tt_call_broken_clear_function(struct timer_list *timer)
{
	struct tt_timer *t = tt_timer_of(timer);
	void (*function)(struct timer_list *timer) = timer->function;

	/* It is put off, because the kernel warns if it expires without a function. */
	if (atomic_read(&t->run.in_handler) && mod_timer_pending(timer, jiffies + TT_FAR_JIFFIES)) {
		WRITE_ONCE(timer->function, NULL);
		while (atomic_read(&t->run.in_handler))
			;	/* as long as a handler; no cpu_relax(): see cell/wait.h */
		WRITE_ONCE(timer->function, function);
	}
	return timer_shutdown_sync(timer);
}

static int tt_call_broken_run_handler(struct timer_list *timer)
{
	int ret = timer_delete_sync(timer);

	if (ret)
		timer->function(timer);
	return ret;
}

static int tt_call_broken_arm_denies(struct timer_list *timer)
{
	mod_timer(timer, tt_timer_of(timer)->wanted);
	return 0;
}

static int tt_call_broken_arm_keeps(struct timer_list *timer)
{
	return timer_pending(timer) ?: mod_timer(timer, tt_timer_of(timer)->wanted);
}

static int tt_call_broken_arm_forgets(struct timer_list *timer)
{
	return timer_pending(timer) ? mod_timer(timer, tt_timer_of(timer)->wanted) : 0;
}

static int tt_call_broken_arm_relative(struct timer_list *timer)
{
	return mod_timer(timer, tt_timer_of(timer)->wanted - jiffies);
}

static int tt_call_broken_arm_rounds(struct timer_list *timer)
{
	return mod_timer(timer, round_jiffies_up(tt_timer_of(timer)->wanted + 1));
}

static int tt_call_broken_arm_writes_expires(struct timer_list *timer)
{
	if (!timer_pending(timer))
		return mod_timer(timer, tt_timer_of(timer)->wanted);
	timer->expires = tt_timer_of(timer)->wanted;
	return 1;
}

static int tt_call_broken_arm_after_shutdown(struct timer_list *timer)
{
	timer_shutdown(timer);
	return mod_timer(timer, tt_timer_of(timer)->wanted);
}

static int tt_call_broken_arm_here(struct timer_list *timer)
{
	timer->expires = tt_timer_of(timer)->wanted;
	add_timer_on(timer, raw_smp_processor_id());
	return 0;
}

static int tt_call_broken_arm_asks_first(struct timer_list *timer)
{
	int queued = timer_pending(timer);

	mod_timer(timer, tt_timer_of(timer)->wanted);
	return queued;
}

static int tt_call_broken_asks_pending(struct timer_list *timer)
{
	return timer_pending(timer) ? timer_delete_sync(timer) : 0;
}

static int tt_call_broken_home_only(struct timer_list *timer)
{
	if ((timer->flags & TIMER_CPUMASK) != tt_timer_of(timer)->lane->pair.base_cpu)
		return 0;
	return timer_delete_sync(timer);
}

static int tt_call_broken_softirq_no_wait(struct timer_list *timer)
{
	return in_serving_softirq() ? timer_delete(timer) : timer_delete_sync(timer);
}

static int tt_call_broken_hardirq_no_wait(struct timer_list *timer)
{
	int ret = timer_delete_sync_try(timer);

	return hardirq_count() ? max(ret, 0) : ret;
}

static int tt_call_broken_skips_expiring(struct timer_list *timer)
{
	if (in_serving_softirq() && timer_pending(timer) &&
	    (timer->flags & TIMER_CPUMASK) == raw_smp_processor_id())
		return 1;
	return timer_delete_sync(timer);
}

static int tt_call_broken_waits_usual(struct timer_list *timer)
{
	struct tt_timer *t = tt_timer_of(timer);
	int ret = timer_delete(timer);

	if (atomic_read(&t->run.in_handler))
		tt_spin_until(tt_clock() + t->lane->cell->length.handler);
	return ret;
}

/* The table of ops */
#define KIND(kind_)		.kind = TT_KIND_##kind_,
#define FLAGS(...)		.flags = TT_OR(PRIM, __VA_ARGS__),
#define NEEDS(what_)		.reason = TT_HAVE_##what_ ? NULL : TT_LACKS_##what_,
#define CALL(call_)		.call = call_,
#define KERNEL_NAME(name_)	.kernel_name = name_,
#define ALIASES(names_)		.aliases = names_,
#define DEFECT(rule_)		.defect = TT_RULE_##rule_,
#define SHOWS_IN(scenario_)	.shows_in = scenario_,
#define TT_PRIMITIVE(name_, description_, ...)				\
	{ .name = #name_, .description = description_, __VA_ARGS__ },
#define TT_MODEL(name_, description_, ...)				\
	TT_PRIMITIVE(name_, description_, NEEDS(MODELS) CALL(tt_call_##name_)		\
		     .era = &tt_era_##name_, __VA_ARGS__)

const struct tt_prim tt_prims[] = {
#include "primitives.list.h"
};

const unsigned int tt_prim_count = ARRAY_SIZE(tt_prims);

#undef KIND
#undef FLAGS
#undef NEEDS
#undef CALL
#undef KERNEL_NAME
#undef ALIASES
#undef DEFECT
#undef SHOWS_IN
#undef TT_PRIMITIVE
#undef TT_MODEL

/* The same table as modinfo strings. The header says at its end how they read. */
#define KIND(kind_)		"|kind=" #kind_
#define FLAGS(...)		"|flags=" #__VA_ARGS__
#define NEEDS(what_)		TT_REASON_TEXT(what_)
#define CALL(call_)
#define KERNEL_NAME(name_)	"|kernel_name=" name_
#define ALIASES(names_)		"|aliases=" names_
#define DEFECT(rule_)		"|defect=" #rule_
#define SHOWS_IN(scenario_)	"|shows_in=" scenario_
#define TT_PRIMITIVE(name_, description_, ...)				\
	"tt_primitive=name=" #name_ __VA_ARGS__ "|description=" description_,
#define TT_MODEL(name_, description_, ...)				\
	TT_PRIMITIVE(name_, description_, NEEDS(MODELS) __VA_ARGS__)

static const char tt_prims_info[][TT_INFO_LEN] __used __section(".modinfo") __aligned(1) = {
#include "primitives.list.h"
};

u32 tt_prim_flags(const struct tt_prim *prim)
{
	return prim->flags | (prim->reason ? 0 : TT_PRIM_AVAILABLE);
}

static bool tt_is_alias(const char *aliases, const char *name)
{
	size_t wanted = strlen(name);

	while (*aliases) {
		size_t len = strcspn(aliases, " ");

		if (len == wanted && !strncmp(aliases, name, len))
			return true;
		aliases += len + (aliases[len] == ' ');
	}
	return false;
}

const struct tt_prim *tt_prim_find(const char *name_or_alias)
{
	unsigned int i;

	for (i = 0; i < tt_prim_count; i++) {
		const struct tt_prim *prim = &tt_prims[i];

		if (!strcmp(prim->name, name_or_alias) ||
		    (prim->aliases && tt_is_alias(prim->aliases, name_or_alias)))
			return prim;
	}
	return NULL;
}
