/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What differs from kernel to kernel, in one place: the rest of the module
 * speaks the names of today.
 */
#ifndef TT_COMPAT_H
#define TT_COMPAT_H

#include <linux/irq_work.h>
#include <linux/timer.h>

#include "tt_probe.h"

#ifndef CONFIG_64BIT
#error "timertorture counts in 64-bit words and needs a 64-bit kernel"
#endif

/* TT_NAME_*: what the running kernel calls it */
#if TT_HAVE_TIMER_DELETE
#define TT_NAME_TIMER_DELETE "timer_delete"
#else
#define TT_NAME_TIMER_DELETE "del_timer"
#define timer_delete del_timer
#endif

#if TT_HAVE_TIMER_DELETE_SYNC
#define TT_NAME_TIMER_DELETE_SYNC "timer_delete_sync"
#else
#define TT_NAME_TIMER_DELETE_SYNC "del_timer_sync"
#define timer_delete_sync del_timer_sync
#endif

#if TT_HAVE_TIMER_DELETE_SYNC_TRY
#define TT_NAME_TIMER_DELETE_SYNC_TRY "timer_delete_sync_try"
#else
#define TT_NAME_TIMER_DELETE_SYNC_TRY "try_to_del_timer_sync"
#define timer_delete_sync_try try_to_del_timer_sync
#endif

#if !TT_HAVE_TIMER_CONTAINER_OF
#define timer_container_of(var, callback_timer, timer_fieldname) \
	from_timer(var, callback_timer, timer_fieldname)
#endif

/*
 * The primitives of these names are in the catalogue of every kernel, with the
 * reason why some cannot be had. TT_START refuses those, so nobody calls the
 * functions below.
 */
#if !TT_HAVE_TIMER_SHUTDOWN
static inline int timer_shutdown(struct timer_list *timer)
{
	return 0;
}
#endif

#if !TT_HAVE_TIMER_SHUTDOWN_SYNC
static inline int timer_shutdown_sync(struct timer_list *timer)
{
	return 0;
}
#endif

#if !TT_HAVE_DEL_SINGLESHOT_TIMER_SYNC
static inline int del_singleshot_timer_sync(struct timer_list *timer)
{
	return 0;
}
#endif

#if !TT_HAVE_ADD_TIMER_LOCAL
static inline void add_timer_local(struct timer_list *timer)
{
}
#endif

#if !TT_HAVE_ADD_TIMER_GLOBAL
static inline void add_timer_global(struct timer_list *timer)
{
}
#endif

/* Prepares one that runs in a hard interrupt with PREEMPT_RT as well. */
static inline void tt_init_hard_irq_work(struct irq_work *work, void (*run)(struct irq_work *work))
{
#ifdef IRQ_WORK_INIT_HARD
	*work = IRQ_WORK_INIT_HARD(run);
#else
	init_irq_work(work, run);
	atomic_set(&work->flags, IRQ_WORK_HARD_IRQ);
#endif
}

/*
 * A model spins where its original did. Where handlers are preempted, what it
 * spins on may need the CPU that it spins on.
 */
#ifdef CONFIG_PREEMPT_RT
#define TT_HAVE_MODELS 0
#else
#define TT_HAVE_MODELS 1
#endif
#define TT_LACKS_MODELS "the model spins, and with PREEMPT_RT it could spin for ever"

#endif /* TT_COMPAT_H */
