/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where in its handler's time a deletion began.
 */
#ifndef TT_PHASE_H
#define TT_PHASE_H

struct tt_attempt;
struct tt_stamp;
struct tt_timer;
struct tt_worker;

/**
 * tt_phase_count - counts the phase of an attempt whose round is at rest
 * @worker: the worker that made it
 * @t: its timer
 * @stamp: the run that it met or came too late for; NULL if it prevented the run
 * @a: the attempt
 */
void tt_phase_count(struct tt_worker *worker, const struct tt_timer *t,
		    const struct tt_stamp *stamp, const struct tt_attempt *a);

#endif /* TT_PHASE_H */
