/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which engine a cell has.
 */
#ifndef TT_ENGINES_H
#define TT_ENGINES_H

#include <linux/types.h>

struct tt_engine_ops;
struct tt_scen;

/* Returns the engine for a scenario with an alignment of TT_ALIGN_*. */
const struct tt_engine_ops *tt_engine_find(const struct tt_scen *scen, u32 align);

#endif /* TT_ENGINES_H */
