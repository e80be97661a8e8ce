/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The armer's side of rounds.
 */
#ifndef TT_ARMER_H
#define TT_ARMER_H

struct tt_worker;

/* What the armer runs in engines that have rounds. */
void tt_armer_run(struct tt_worker *worker);

#endif /* TT_ARMER_H */
