/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What differs from kernel to kernel, in one place: the rest of the module
 * speaks the names of today.
 */
#ifndef TT_COMPAT_H
#define TT_COMPAT_H

#include <linux/timer.h>

#include "tt_probe.h"

#ifndef CONFIG_64BIT
#error "timertorture counts in 64-bit words and needs a 64-bit kernel"
#endif

/* TT_NAME_*: what the running kernel calls it */
#ifdef TT_HAVE_TIMER_DELETE
#define TT_NAME_TIMER_DELETE "timer_delete"
#else
#define TT_NAME_TIMER_DELETE "del_timer"
#define timer_delete del_timer
#endif

#ifdef TT_HAVE_TIMER_DELETE_SYNC
#define TT_NAME_TIMER_DELETE_SYNC "timer_delete_sync"
#else
#define TT_NAME_TIMER_DELETE_SYNC "del_timer_sync"
#define timer_delete_sync del_timer_sync
#endif

#ifdef TT_HAVE_TIMER_DELETE_SYNC_TRY
#define TT_NAME_TIMER_DELETE_SYNC_TRY "timer_delete_sync_try"
#else
#define TT_NAME_TIMER_DELETE_SYNC_TRY "try_to_del_timer_sync"
#define timer_delete_sync_try try_to_del_timer_sync
#endif

#ifndef TT_HAVE_TIMER_CONTAINER_OF
#define timer_container_of(var, callback_timer, timer_fieldname) \
	from_timer(var, callback_timer, timer_fieldname)
#endif

#endif /* TT_COMPAT_H */
