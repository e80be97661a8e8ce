// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which open file owns the one cell of this kernel.
 */
#include "device/owner.h"

/* See the header for what it guards, and for who may wait for it. */
DEFINE_MUTEX(tt_mutex);
struct tt_file *tt_owner;
bool tt_spoiled;
DECLARE_WAIT_QUEUE_HEAD(tt_readers);
