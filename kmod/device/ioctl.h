/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The requests of the device.
 */
#ifndef TT_IOCTL_H
#define TT_IOCTL_H

struct file;

long tt_ioctl(struct file *filp, unsigned int cmd, unsigned long user);

#endif /* TT_IOCTL_H */
