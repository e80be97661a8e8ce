// SPDX-License-Identifier: GPL-2.0-only
/*
 * The generator is splitmix64 (Steele, Lea, Flood 2014).
 */
#include "cell/random.h"

u64 tt_random(u64 *state)
{
	u64 z = *state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
	return z ^ (z >> 31);
}

u64 tt_random_seed(u64 seed, u64 salt)
{
	u64 state = seed + salt * 0xda942042e4dd58b5ULL;

	return tt_random(&state);
}
