// SPDX-License-Identifier: GPL-2.0-only
/*
 * What happens to the timer meanwhile: the table. The traits are read by the
 * handler (cell/timer.c), the checks (rules/ledger.c) and the engines (race/).
 */
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/timer.h>

#include "catalogue.h"
#include "cell/timer.h"
#include "compat.h"
#include "forced/scripts.h"
#include "race/third.h"

/* What a handler arms its own timer again by; returns what the call did. */

static int tt_rearm_mod(struct tt_timer *t, unsigned long expires)
{
	return tt_timer_arm(t, expires);
}

static int tt_rearm_on(struct tt_timer *t, unsigned long expires)
{
	t->timer.expires = expires;
	add_timer_on(&t->timer, t->lane->pair.deleter_cpu);
	return 0;
}

#ifdef TT_HAVE_ADD_TIMER_LOCAL
static int tt_rearm_local(struct tt_timer *t, unsigned long expires)
{
	t->timer.expires = expires;
	add_timer_local(&t->timer);
	return 0;
}
#endif

#ifdef TT_HAVE_ADD_TIMER_GLOBAL
static int tt_rearm_global(struct tt_timer *t, unsigned long expires)
{
	t->timer.expires = expires;
	add_timer_global(&t->timer);
	return 0;
}
#endif

#define TT_SCENARIO(name_, aim_, aligns_, flags_, description_, reason_, rules_,	\
		    traits_, rearm_, meddle_, ahead_)					\
	{								\
		.name = name_,						\
		.aim_word = aim_,					\
		.align_words = aligns_,					\
		.flag_words = flags_,					\
		.description = description_,				\
		.reason = reason_,					\
		.rule_words = rules_,					\
		.traits = traits_,					\
		.rearm = rearm_,					\
		.meddle = meddle_,					\
		.ahead = ahead_,					\
	},

#define TT_FORCED(name_, flags_, description_, reason_, traits_, rearm_, script_,	\
		  handshakes_)						\
	{								\
		.name = name_,						\
		.aim_word = "encounter",				\
		.align_words = "none",					\
		.rule_words = "12",					\
		.flag_words = flags_ " forced unsafe",			\
		.description = description_,				\
		.reason = reason_,					\
		.traits = traits_,					\
		.rearm = rearm_,					\
		.script = script_,					\
		.handshakes = handshakes_,				\
	},

struct tt_scen tt_scens[] = {
#include "scenarios.list.h"
};

#undef TT_SCENARIO
#define TT_SCENARIO(name_, aim_, aligns_, flags_, description_, reason_, rules_,	\
		    traits_, rearm_, meddle_, ahead_)					\
	"tt_scenario=" name_ "|" aim_ "|" aligns_ "|" flags_ "|" description_ "|" reason_ "|" \
	rules_ "|0\0"

#undef TT_FORCED
#define TT_FORCED(name_, flags_, description_, reason_, traits_, rearm_, script_,	\
		  handshakes_)						\
	"tt_scenario=" name_ "|encounter|none|" flags_ " forced unsafe|" description_ "|"	\
	reason_ "|12|" __stringify(handshakes_) "\0"

/* What modinfo finds, in this order: strings of tag=value, each with its NUL. */
static const char tt_scens_info[] __used __section(".modinfo") __aligned(1) =
#include "scenarios.list.h"
;

const unsigned int tt_scen_count = ARRAY_SIZE(tt_scens);

/* In the order of TT_EARLY.. */
static const char *const tt_aim_words[] = { "early", "encounter", "late" };
/* In the order of TT_ALIGN_* */
static const char *const tt_align_words[] = { "none", "spin", "chase" };
/* In the order of TT_SCEN_* */
static const char *const tt_scen_words[] = {
	"available", "unsafe", "local", "remote", "third", "shutdown", "sync", "hotplug",
	"calibrate", "teardown", "victim", "models", "forced", "model-only",
};

/* In the order of enum tt_need, after the first */
static const char *const tt_need_words[] = { "call", "sync", "shutdown" };

static int tt_scen_rules_init(struct tt_scen *scen)
{
	const char *word;

	for (word = scen->rule_words; *word; word += strspn(word, " ")) {
		int need = TT_NEED_NONE;
		char need_word[10];
		u32 rule;
		int found = sscanf(word, "%u:%9s", &rule, need_word);

		if (found < 1 || !rule || rule >= TT_RULES)
			return -EINVAL;
		if (found == 2) {
			need = tt_word_index(need_word, strlen(need_word), tt_need_words,
					     ARRAY_SIZE(tt_need_words));
			if (need < 0)
				return -EINVAL;
			need++;
		}
		scen->rules[need] |= 1 << rule;
		word += strcspn(word, " ");
	}
	return 0;
}

int tt_scens_init(void)
{
	unsigned int i;

	for (i = 0; i < tt_scen_count; i++) {
		struct tt_scen *scen = &tt_scens[i];
		int aim = tt_word_index(scen->aim_word, strlen(scen->aim_word),
					tt_aim_words, ARRAY_SIZE(tt_aim_words));
		int aligns = tt_word_mask(scen->align_words, tt_align_words,
					  ARRAY_SIZE(tt_align_words));
		int flags = tt_word_mask(scen->flag_words, tt_scen_words,
					 ARRAY_SIZE(tt_scen_words));

		if (aim < 0 || aligns <= 0 || flags < 0 || scen->ahead >= TT_DRAW_AHEADS ||
		    scen->handshakes != (scen->script ? scen->script->count : 0) ||
		    tt_scen_rules_init(scen))
			return -EINVAL;
		scen->aim = aim;
		scen->aligns = aligns;
		scen->flags = flags;
	}
	return 0;
}

struct tt_scen *tt_scen_find(const char *name)
{
	unsigned int i;

	for (i = 0; i < tt_scen_count; i++)
		if (!strcmp(tt_scens[i].name, name))
			return &tt_scens[i];
	return NULL;
}
