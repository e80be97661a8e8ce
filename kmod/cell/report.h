/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The records of a cell.
 */
#ifndef TT_REPORT_H
#define TT_REPORT_H

#include <linux/types.h>

struct tt_cell;

/* report.c */
void tt_report_start(struct tt_cell *cell);
void tt_report_progress(struct tt_cell *cell);
void tt_report_violations(struct tt_cell *cell);
void tt_report_slice(struct tt_cell *cell);
void tt_report_calibrations(struct tt_cell *cell);
void tt_report_traces(struct tt_cell *cell, bool last);
void tt_report_defeats(struct tt_cell *cell);
const void *tt_report_last(const struct tt_cell *cell, u32 number, void *room);

#endif /* TT_REPORT_H */
