// SPDX-License-Identifier: GPL-2.0-only
/*
 * What any context may ask of a cell.
 */
#include <linux/sched.h>

#include "cell/cell.h"

void tt_cell_stop_unheard(struct tt_cell *cell, u32 reason)
{
	if (cmpxchg(&cell->end.stop, 0, 1) == 0)
		WRITE_ONCE(cell->end.reason, reason);
}

void tt_cell_stop(struct tt_cell *cell, u32 reason)
{
	tt_cell_stop_unheard(cell, reason);
	wake_up_all(&cell->wait);
}

bool tt_cell_uses_cpu(const struct tt_cell *cell, unsigned int cpu)
{
	u32 i;

	for (i = 0; i < cell->lane_count; i++) {
		const struct tt_pair *pair = &cell->lanes[i].pair;

		if (pair->deleter_cpu == cpu || pair->base_cpu == cpu || pair->third_cpu == cpu)
			return true;
	}
	return false;
}
