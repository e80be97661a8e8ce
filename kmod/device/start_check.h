/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Why TT_START refuses a cell: the checks of checks.list.h, and the answer to
 * TT_GET_REFUSAL.
 */
#ifndef TT_START_CHECK_H
#define TT_START_CHECK_H

#include <linux/types.h>

#include <timertorture.h>

struct tt_prim;
struct tt_scen;

enum tt_check_id {
#define TT_CHECK(name_, error_, setting_, ...) TT_CHECK_##name_
#define TT_FOUND(name_, error_, setting_) TT_CHECK_##name_
#include "checks.list.h"
#undef TT_CHECK
#undef TT_FOUND
	TT_CHECKS
};

/**
 * struct tt_asked - what a cell is judged by before it starts
 * @want: as user space asked
 * @prim: the primitive of that name
 * @scen: the scenario of that name
 * @pairs: that were added
 * @pair_count: how many
 */
struct tt_asked {
	const struct tt_start *want;
	const struct tt_prim *prim;
	const struct tt_scen *scen;
	const struct tt_pair *pairs;
	u32 pair_count;
};

/*
 * Each returns 0, or the errno of the check that failed, whose name and numbers
 * are then in @refusal.
 */
int tt_start_check(const struct tt_asked *asked, struct tt_refusal *refusal);
int tt_start_refuse(enum tt_check_id id, struct tt_refusal *refusal);

int tt_get_check(struct tt_check_text *text);

#endif /* TT_START_CHECK_H */
