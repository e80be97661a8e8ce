/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The records of a cell. While the cell races its monitor puts records into the stream.
 * The last records are made one by one when user space reads them.
 */
#ifndef TT_REPORT_H
#define TT_REPORT_H

#include <linux/types.h>

struct tt_cell;

void tt_report_start(struct tt_cell *cell);
void tt_report_progress(struct tt_cell *cell);
void tt_report_violations(struct tt_cell *cell);
void tt_report_slice(struct tt_cell *cell);
void tt_report_calibrations(struct tt_cell *cell);

/* Reports the traces once they do not change any more, or, with @last, as they are. */
void tt_report_traces(struct tt_cell *cell, bool last);

/* Reports what became of the models and the forced races of a cell at rest. */
void tt_report_defeats(struct tt_cell *cell);

/*
 * Makes record @number of a cell at rest in @room, which has TT_REC_MAX bytes: for each lane
 * its counters and its histograms, then the end. Returns NULL if there is no such record.
 */
const void *tt_report_last(const struct tt_cell *cell, u32 number, void *room);

#endif /* TT_REPORT_H */
