/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Permission to do what may take the kernel down.
 */
#ifndef TT_PERMISSION_H
#define TT_PERMISSION_H

#include <linux/types.h>

/* Whether the module was loaded with unsafe=1 */
bool tt_unsafe_allowed(void);

#endif /* TT_PERMISSION_H */
