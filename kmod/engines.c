// SPDX-License-Identifier: GPL-2.0-only
/*
 * The table of engines.
 */
#include "catalogue.h"
#include "engines.h"
#include "forced/trial.h"
#include "race/engines.h"

static const struct tt_engine_ops *const tt_engines[] = {
	[TT_ALIGN_NONE]		= &tt_engine_unaligned,
	[TT_ALIGN_SPIN]		= &tt_engine_spinner,
	[TT_ALIGN_CHASE]	= &tt_engine_chaser,
};

const struct tt_engine_ops *tt_engine_find(const struct tt_scen *scen, u32 align)
{
	if (scen->traits & TT_TRAIT_ARMS)
		return &tt_engine_arming;
	if (scen->traits & TT_TRAIT_EXPIRES)
		return scen->traits & TT_TRAIT_PULLED ? &tt_engine_pulled : &tt_engine_expiring;
	if (scen->traits & (TT_TRAIT_FAR | TT_TRAIT_IDLE))
		return &tt_engine_direct;
	if (scen->script)
		return &tt_engine_forced;
	return tt_engines[align];
}
