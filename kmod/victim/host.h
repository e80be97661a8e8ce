/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What timertorture itself needs to know about its victim.
 */
#ifndef TT_VICTIM_HOST_H
#define TT_VICTIM_HOST_H

#include <timertorture.h>

/* Copies what was counted of victims so far. */
int tt_get_victim(struct tt_victim *victim);

#endif /* TT_VICTIM_HOST_H */
