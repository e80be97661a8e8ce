/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The engines that race timers without a script.
 */
#ifndef TT_RACE_ENGINES_H
#define TT_RACE_ENGINES_H

#include "cell/engine.h"

extern const struct tt_engine_ops tt_engine_direct;
extern const struct tt_engine_ops tt_engine_arming;
extern const struct tt_engine_ops tt_engine_expiring;
extern const struct tt_engine_ops tt_engine_pulled;
extern const struct tt_engine_ops tt_engine_unaligned;
extern const struct tt_engine_ops tt_engine_spinner;
extern const struct tt_engine_ops tt_engine_chaser;

#endif /* TT_RACE_ENGINES_H */
