/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The file operations of the device.
 */
#ifndef TT_DEVICE_H
#define TT_DEVICE_H

#include <linux/fs.h>

extern const struct file_operations tt_fops;

#endif /* TT_DEVICE_H */
