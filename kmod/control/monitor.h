/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The monitor of a cell.
 */
#ifndef TT_MONITOR_H
#define TT_MONITOR_H

struct task_struct;
struct tt_cell;

/* Creates the monitor. It does not run yet. */
struct task_struct *tt_monitor_create(struct tt_cell *cell);

#endif /* TT_MONITOR_H */
