// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ends the spins of old deletions that would not end by themselves.
 */
#include <linux/kernel.h>

#include "history/deletion.h"

#define TT_PATIENCE_NS	(2 * NSEC_PER_SEC)

noinline bool tt_spin_expired(struct tt_lane *lane, u64 *begin)
{
	u64 now = tt_clock();

	if (!*begin)
		*begin = now;
	if (now - *begin < tt_ns_to_ticks(TT_PATIENCE_NS) && !tt_stopped(lane->cell))
		return false;
	/* When the cell is stopped all waits end early, but none of them counts as hung. */
	if (now - *begin < tt_ns_to_ticks(TT_PATIENCE_NS / 2))
		return false;
	lane->machine.odd.gave_up++;
	return true;
}
