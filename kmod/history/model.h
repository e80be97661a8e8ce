/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The timers of a lane whose primitive is a model of an old algorithm.
 */
#ifndef TT_MODEL_H
#define TT_MODEL_H

#include "cell/timer.h"

extern const struct tt_timer_ops tt_model_timers;

#endif /* TT_MODEL_H */
