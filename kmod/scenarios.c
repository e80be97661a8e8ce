// SPDX-License-Identifier: GPL-2.0-only
/*
 * What happens to the timer meanwhile: the table. The traits are read by the
 * handler (ledger.c) and by the engines (engines.c).
 */
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/string.h>

#include "catalogue.h"

#define TT_SCENARIO(name_, aim_, aligns_, flags_, description_, reason_, traits_) \
	{								\
		.name = name_,						\
		.aim_word = aim_,					\
		.align_words = aligns_,					\
		.flag_words = flags_,					\
		.description = description_,				\
		.reason = reason_,					\
		.traits = traits_,					\
	},

struct tt_scen tt_scens[] = {
#include "scenarios.list.h"
};

#undef TT_SCENARIO
#define TT_SCENARIO(name_, aim_, aligns_, flags_, description_, reason_, traits_)	\
	"tt_scenario=" name_ "|" aim_ "|" aligns_ "|" flags_ "|" description_ "|" reason_ "\0"

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
static const char *const tt_scen_words[] = { "available", "unsafe", "local", "remote" };

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

		if (aim < 0 || aligns <= 0 || flags < 0)
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
