// SPDX-License-Identifier: GPL-2.0-only
/*
 * The ways to delete a timer: one function each, and the table.
 */
#include <linux/bottom_half.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/timer.h>

#include "catalogue.h"
#include "cell/timer.h"
#include "history/eras.h"

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

#ifdef TT_HAVE_TIMER_SHUTDOWN
static int tt_call_timer_shutdown(struct timer_list *timer)
{
	return timer_shutdown(timer);
}
#endif

#ifdef TT_HAVE_TIMER_SHUTDOWN_SYNC
static int tt_call_timer_shutdown_sync(struct timer_list *timer)
{
	return timer_shutdown_sync(timer);
}
#endif

#ifdef TT_HAVE_DEL_SINGLESHOT_TIMER_SYNC
static int tt_call_del_singleshot_timer_sync(struct timer_list *timer)
{
	return del_singleshot_timer_sync(timer);
}
#endif

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
	struct tt_timer *t = container_of(timer, struct tt_timer, timer);
	int ret = timer_delete(timer);

	while (atomic_read(&t->run.in_handler) && !READ_ONCE(t->run.past_half))
		;	/* as long as a handler; no cpu_relax(): see race/wait.h */
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
	struct tt_timer *t = container_of(timer, struct tt_timer, timer);

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
	struct tt_timer *t = container_of(timer, struct tt_timer, timer);

	if (t->index + 1 < READ_ONCE(t->lane->round.batch))
		timer_delete(&t[1].timer);
	return timer_delete_sync(timer);
}

/*
 * A model spins where its original did. Where handlers are preempted, what it
 * spins on may need the CPU that it spins on.
 */
#ifdef CONFIG_PREEMPT_RT
#define TT_MODEL_FLAGS
#define TT_MODEL_REASON "it spins: with PREEMPT_RT it could wait for ever"
#define TT_MODEL_CALL(name) NULL
#else
#define TT_MODEL_FLAGS "available "
#define TT_MODEL_REASON ""
#define TT_MODEL_CALL(name) tt_call_##name
#endif

#define TT_PRIMITIVE(name_, kind_, flags_, defect_, shows_in_, kernel_name_,		\
		     aliases_, description_, reason_, call_)				\
	{										\
		.name = name_,								\
		.kind_word = kind_,							\
		.flag_words = flags_,							\
		.defect = defect_,							\
		.shows_in = shows_in_,							\
		.kernel_name = kernel_name_,						\
		.aliases = aliases_,							\
		.description = description_,						\
		.reason = reason_,							\
		.call = call_,								\
	},

struct tt_prim tt_prims[] = {
#include "primitives.list.h"
};

#undef TT_PRIMITIVE
#define TT_PRIMITIVE(name_, kind_, flags_, defect_, shows_in_, kernel_name_,		\
		     aliases_, description_, reason_, call_)				\
	"tt_primitive=" name_ "|" kind_ "|" flags_ "|" __stringify(defect_) "|"		\
	shows_in_ "|" kernel_name_ "|" aliases_ "|" description_ "|" reason_ "\0"

/* What modinfo finds, in this order: strings of tag=value, each with its NUL. */
static const char tt_prims_info[] __used __section(".modinfo") __aligned(1) =
#include "primitives.list.h"
;

const unsigned int tt_prim_count = ARRAY_SIZE(tt_prims);

int tt_word_index(const char *word, size_t len, const char *const *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strlen(words[i]) == len && !strncmp(words[i], word, len))
			return i;
	return -EINVAL;
}

int tt_word_mask(const char *text, const char *const *words, size_t count)
{
	int mask = 0;

	while (*text) {
		size_t len = strcspn(text, " ");
		int bit = tt_word_index(text, len, words, count);

		if (bit < 0)
			return bit;
		mask |= 1 << bit;
		text += len + (text[len] == ' ');
	}
	return mask;
}

/* In the order of TT_KIND_* */
static const char *const tt_kind_words[] = { "native", "historical", "broken", "null" };
/* In the order of TT_PRIM_* */
static const char *const tt_prim_words[] = { "available", "sync", "tri", "shutdown", "unsafe",
					     "inside", "outlives" };

int tt_prims_init(void)
{
	unsigned int i;

	for (i = 0; i < tt_prim_count; i++) {
		struct tt_prim *prim = &tt_prims[i];
		int kind = tt_word_index(prim->kind_word, strlen(prim->kind_word),
					 tt_kind_words, ARRAY_SIZE(tt_kind_words));
		int flags = tt_word_mask(prim->flag_words, tt_prim_words,
					 ARRAY_SIZE(tt_prim_words));

		if (kind < 0 || flags < 0 || !(flags & TT_PRIM_AVAILABLE) != !prim->call)
			return -EINVAL;
		prim->kind = kind;
		prim->flags = flags;
		prim->era = tt_era_find(prim->name);
		if (kind == TT_KIND_HISTORICAL && !prim->era)
			return -EINVAL;
	}
	return 0;
}

struct tt_prim *tt_prim_find(const char *name_or_alias)
{
	size_t wanted = strlen(name_or_alias);
	unsigned int i;

	for (i = 0; i < tt_prim_count; i++) {
		const char *alias = tt_prims[i].aliases;

		if (!strcmp(tt_prims[i].name, name_or_alias))
			return &tt_prims[i];
		while (*alias) {
			size_t len = strcspn(alias, " ");

			if (len == wanted && !strncmp(alias, name_or_alias, len))
				return &tt_prims[i];
			alias += len + (alias[len] == ' ');
		}
	}
	return NULL;
}
