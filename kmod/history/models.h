/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What history/ defines for the models of primitives.list.h: for each a function
 * that deletes, and its era.
 */
#ifndef TT_MODELS_H
#define TT_MODELS_H

#include "history/eras.h"

#define TT_PRIMITIVE(name_, ...)

#define TT_MODEL(name_, ...) ; extern const struct tt_era tt_era_##name_
struct tt_era
#include "primitives.list.h"
;
#undef TT_MODEL

#define TT_MODEL(name_, ...) ; int tt_call_##name_(struct timer_list *timer)
struct timer_list
#include "primitives.list.h"
;
#undef TT_MODEL

#undef TT_PRIMITIVE

#endif /* TT_MODELS_H */
