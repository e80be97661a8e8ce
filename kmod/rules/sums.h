/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The sums of a lane.
 */
#ifndef TT_SUMS_H
#define TT_SUMS_H

struct tt_lane;
struct tt_rec_counters;

/* Makes the record of a lane. Its sums are exact when the lane is at rest. */
void tt_lane_counters(const struct tt_lane *lane, struct tt_rec_counters *rec);

/* Checks rule 4. The workers are gone, and no timer is queued or runs. */
void tt_ledger_close(struct tt_lane *lane);

#endif /* TT_SUMS_H */
