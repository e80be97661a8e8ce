/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the direct loops have in common: that of deletions, and that of calls that arm.
 */
#ifndef TT_DIRECT_H
#define TT_DIRECT_H

#include <linux/types.h>

#define TT_BLOCK	256	/* Operations between two looks whether the cell has stopped */

struct tt_worker;

/* Counts a call into which a tick, a softirq or a context switch fell after @start. */
void tt_direct_disturbed(struct tt_worker *worker, u64 start, u64 begin, u64 end);

#endif /* TT_DIRECT_H */
