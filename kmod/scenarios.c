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
#include "race/attempt.h"
#include "race/third.h"
#include "table.h"
#include "turns/scripts.h"

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

static int tt_rearm_local(struct tt_timer *t, unsigned long expires)
{
	/* Until add_timer_local() sets the flag, the timer belongs to the base that runs it. */
	if (!(t->timer.flags & TIMER_PINNED))
		WRITE_ONCE(t->run.moved, TT_MECHANISM_MOVED_TO_LOCAL);
	t->timer.expires = expires;
	add_timer_local(&t->timer);
	return 0;
}

static int tt_rearm_global(struct tt_timer *t, unsigned long expires)
{
	if (t->timer.flags & TIMER_PINNED)
		WRITE_ONCE(t->run.moved, TT_MECHANISM_MOVED_TO_GLOBAL);
	t->timer.expires = expires;
	add_timer_global(&t->timer);
	return 0;
}

/* The table of ops */
#define AIM(aim_)		.aim = TT_##aim_,
#define ALIGNS(...)		.aligns = TT_OR(ALIGN, __VA_ARGS__),
#define FLAGS(...)		.flags = TT_OR(SCEN, __VA_ARGS__),
#define NEEDS(what_)		.reason = TT_HAVE_##what_ ? NULL : TT_LACKS_##what_,
#define CHECKS(...)		.rules[TT_NEED_NONE] = TT_OR(RULE, __VA_ARGS__),
#define CHECKS_CALL(...)	.rules[TT_NEED_CALL] = TT_OR(RULE, __VA_ARGS__),
#define CHECKS_SYNC(...)	.rules[TT_NEED_SYNC] = TT_OR(RULE, __VA_ARGS__),
#define CHECKS_SHUTDOWN(...)	.rules[TT_NEED_SHUTDOWN] = TT_OR(RULE, __VA_ARGS__),
#define TRAITS(...)		.traits = TT_OR(TRAIT, __VA_ARGS__),
#define REARM(rearm_)		.rearm = rearm_,
#define ATTEMPT(attempt_)	.attempt = attempt_,
#define MEDDLE(meddle_)		.meddle = meddle_,
#define BEFORE_FREE(action_)	.before_free = action_,
#define AHEAD(handlers_)	.ahead = handlers_,
#define SCRIPT(script_)		.script = &(script_),
#define HANDSHAKES(number_)	.handshakes = number_,
#define UNFORCED(scenario_)	.unforced = scenario_,
#define TT_SCENARIO(name_, description_, ...)				\
	{ .name = name_, .description = description_, __VA_ARGS__ },

const struct tt_scen tt_scens[] = {
#include "scenarios.list.h"
};

const unsigned int tt_scen_count = ARRAY_SIZE(tt_scens);

#undef AIM
#undef ALIGNS
#undef FLAGS
#undef NEEDS
#undef CHECKS
#undef CHECKS_CALL
#undef CHECKS_SYNC
#undef CHECKS_SHUTDOWN
#undef TRAITS
#undef REARM
#undef ATTEMPT
#undef MEDDLE
#undef BEFORE_FREE
#undef AHEAD
#undef SCRIPT
#undef HANDSHAKES
#undef UNFORCED
#undef TT_SCENARIO

/* The same table as modinfo strings. The header says at its end how they read. */
#define AIM(aim_)		"|aim=" #aim_
#define ALIGNS(...)		"|aligns=" #__VA_ARGS__
#define FLAGS(...)		"|flags=" #__VA_ARGS__
#define NEEDS(what_)		TT_REASON_TEXT(what_)
#define CHECKS(...)		"|rules=" #__VA_ARGS__
#define CHECKS_CALL(...)	"|rules_call=" #__VA_ARGS__
#define CHECKS_SYNC(...)	"|rules_sync=" #__VA_ARGS__
#define CHECKS_SHUTDOWN(...)	"|rules_shutdown=" #__VA_ARGS__
#define TRAITS(...)
#define REARM(rearm_)
#define ATTEMPT(attempt_)
#define MEDDLE(meddle_)
#define BEFORE_FREE(action_)
#define AHEAD(handlers_)
#define SCRIPT(script_)
#define HANDSHAKES(number_)	"|handshakes=" #number_
#define UNFORCED(scenario_)	"|unforced=" scenario_
#define TT_SCENARIO(name_, description_, ...)				\
	"tt_scenario=name=" name_ __VA_ARGS__ "|description=" description_,

static const char tt_scens_info[][TT_INFO_LEN] __used __section(".modinfo") __aligned(1) = {
#include "scenarios.list.h"
};

u32 tt_scen_flags(const struct tt_scen *scen)
{
	return scen->flags | (scen->reason ? 0 : TT_SCEN_AVAILABLE);
}

u32 tt_scen_unforced(const struct tt_scen *scen)
{
	const struct tt_scen *unforced = scen->unforced ? tt_scen_find(scen->unforced) : NULL;

	return unforced ? unforced - tt_scens + 1 : 0;
}

int tt_scens_check(void)
{
	unsigned int i;

	for (i = 0; i < tt_scen_count; i++) {
		const struct tt_scen *scen = &tt_scens[i];
		bool rearmed = scen->traits & (TT_TRAIT_REARM | TT_TRAIT_SHARED | TT_TRAIT_HOP);
		u32 unforced = tt_scen_unforced(scen);

		if (scen->ahead >= TT_DRAW_AHEADS ||
		    scen->handshakes != (scen->script ? scen->script->count : 0) ||
		    !(scen->flags & TT_SCEN_FORCED) != !scen->script ||
		    (scen->unforced && (!scen->script || !unforced || unforced > i)) ||
		    (!scen->script && !(scen->flags & TT_SCEN_REARMED) != !rearmed))
			return -EINVAL;
	}
	return 0;
}

const struct tt_scen *tt_scen_find(const char *name)
{
	unsigned int i;

	for (i = 0; i < tt_scen_count; i++)
		if (!strcmp(tt_scens[i].name, name))
			return &tt_scens[i];
	return NULL;
}
