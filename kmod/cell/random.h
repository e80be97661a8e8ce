/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reproducible random numbers. Each worker has its own state.
 */
#ifndef TT_RANDOM_H
#define TT_RANDOM_H

#include <linux/types.h>

/* Returns the next number and advances @state. */
u64 tt_random(u64 *state);

/* Returns the first state of a sequence. @salt tells the sequences of one seed apart. */
u64 tt_random_seed(u64 seed, u64 salt);

/* Returns a number below @bound, which must not be 0. */
static inline u64 tt_random_below(u64 *state, u32 bound)
{
	return (tt_random(state) >> 32) * bound >> 32;
}

#endif /* TT_RANDOM_H */
