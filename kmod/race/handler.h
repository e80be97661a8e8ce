/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The handler of a timer under torture.
 */
#ifndef TT_HANDLER_H
#define TT_HANDLER_H

struct timer_list;
struct tt_timer;

/*
 * One run of the handler, in the softirq of the CPU that the timer is on. It
 * writes its part of the ledger and checks what only a handler can see.
 */
void tt_handler_run(struct tt_timer *t);

/* What the kernel calls when a timer of its own expires */
void tt_handler(struct timer_list *timer);

/* The handler of the expiring engine, which times what the kernel does between two handlers */
void tt_handler_of_expiry(struct timer_list *timer);

#endif /* TT_HANDLER_H */
