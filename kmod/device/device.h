/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The device: what an open file has, and who has the one cell of this kernel.
 */
#ifndef TT_DEVICE_H
#define TT_DEVICE_H

#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/types.h>
#include <linux/wait.h>

#include <timertorture.h>

#include "device/stream.h"

struct tt_cell;

/**
 * struct tt_file - an open device
 * @stream: its records
 * @readers: sleep here
 * @pairs: for the next TT_START
 * @pair_count: how many
 * @cell: running, or at rest until its last record is read
 * @last: of the cell's last records, the next one to make
 * @room: to make it in
 */
struct tt_file {
	struct tt_stream stream;
	wait_queue_head_t readers;
	struct tt_pair pairs[TT_MAX_PAIRS];
	u32 pair_count;
	struct tt_cell *cell;
	u32 last;
	void *room;
};

/*
 * Guards the two below and all of struct tt_file but what the monitor writes.
 * The monitor and the workers never take it. Its holder may wait for a cell that
 * waits for a CPU to go off line, so nobody who keeps CPUs from that
 * (cpus_read_lock(), the hotplug callback) may wait for it without a bound.
 */
extern struct mutex tt_mutex;
extern struct tt_file *tt_owner;	/* has the one cell of this kernel */
extern bool tt_spoiled;			/* a cell had to leave its memory behind */

/* device.c */
extern const struct file_operations tt_fops;

/* ioctl.c */
long tt_ioctl(struct file *filp, unsigned int cmd, unsigned long user);

/* main.c: the module parameter */
bool tt_unsafe_allowed(void);

#endif /* TT_DEVICE_H */
