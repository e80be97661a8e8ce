/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The two tables of ops: the ways to delete or to arm a timer, and what happens to
 * it meanwhile. An entry of primitives.list.h or scenarios.list.h is the only place
 * where a name, a description or a trait is written. It makes the ops at run
 * time, the answers to TT_GET_*, and the modinfo strings by which user space
 * knows the entries without loading the module.
 */
#ifndef TT_CATALOGUE_H
#define TT_CATALOGUE_H

#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/types.h>

#include <timertorture.h>

#include "compat.h"

/**
 * struct tt_prim - a primitive
 * @name: today's name
 * @kernel_name: what the running kernel calls it; NULL if that is @name
 * @aliases: older names, separated by spaces; NULL if it has none
 * @description: what it does, for users
 * @reason: why it is not available, else NULL
 * @shows_in: the scenario in which a broken one's defect shows, else NULL
 * @defect: the rule that names a broken one's defect, else 0
 * @kind: TT_KIND_*
 * @flags: TT_PRIM_* without TT_PRIM_AVAILABLE
 * @call: deletes or arms; NULL if nothing is called
 * @era: what a model is a model of, else NULL
 */
struct tt_prim {
	const char *name;
	const char *kernel_name;
	const char *aliases;
	const char *description;
	const char *reason;
	const char *shows_in;
	u32 defect;
	u32 kind;
	u32 flags;
	int (*call)(struct timer_list *timer);
	const struct tt_era *era;
};

struct tt_era;
struct tt_attempt;
struct tt_script;
struct tt_timer;
struct tt_worker;

/* What a primitive must be for a rule to be checked */
enum tt_need {
	TT_NEED_NONE,
	TT_NEED_CALL,	/* other than null */
	TT_NEED_SYNC,
	TT_NEED_SHUTDOWN,
	TT_NEEDS,
};

/* How a scenario's timers behave, and what the checks make of it */
#define TT_TRAIT_REARM	BIT(0)	/* the handler arms its timer again */
#define TT_TRAIT_FAR	BIT(1)	/* armed far ahead: never expires */
#define TT_TRAIT_IDLE	BIT(2)	/* never armed */
#define TT_TRAIT_SHARED	BIT(3)	/* a third CPU arms it too */
#define TT_TRAIT_ESCAPE	BIT(4)	/* armed by calls that do not look at the running mark */
#define TT_TRAIT_FREES	BIT(5)	/* counts as freed once the call has returned */
#define TT_TRAIT_SELFFREE BIT(6)	/* the handler frees, unless the deletion returned 1 */
#define TT_TRAIT_UNHELD	BIT(7)	/* and the deleter has no reference to it */
#define TT_TRAIT_REVIVE	BIT(8)	/* the deleter tries to arm it after its shutdown */
#define TT_TRAIT_UNPINNED BIT(9)	/* set up without TIMER_PINNED, whatever is asked for */
#define TT_TRAIT_BEPINNED BIT(10)	/* set up with TIMER_PINNED, whatever is asked for */
#define TT_TRAIT_EXPIRED BIT(11)	/* armed, and left to expire before it is deleted */
#define TT_TRAIT_ARMS	BIT(12)	/* the call under test arms it */
#define TT_TRAIT_SAME_BUCKET BIT(13)	/* for an expiry of the bucket that it is in already */
#define TT_TRAIT_EXPIRES BIT(14)	/* nobody deletes it */
#define TT_TRAIT_PULLED	BIT(15)	/* the CPU on which it is armed goes idle */
#define TT_TRAIT_HOP	BIT(16)	/* its owner arms it on another CPU after the deletion */
#define TT_TRAIT_SIBLINGS BIT(17) /* the handlers of other timers delete it, too */
#define TT_TRAIT_LENGTHS BIT(18)	/* its handlers take different times */
#define TT_TRAIT_LOCKED	BIT(19)	/* its handler takes a lock that the deleter holds */
#define TT_TRAIT_DEFERRABLE BIT(20) /* set up with TIMER_DEFERRABLE, whatever is asked for */

#define TT_BEFORE_FREE	8

/**
 * struct tt_scen - a scenario
 * @name: its name
 * @description: what it does, for users
 * @reason: why it is not available, else NULL
 * @traits: TT_TRAIT_*
 * @rearm: the handler arms its timer again by it; NULL if it does not
 * @attempt: how the deleter acts on a timer; NULL if it just calls, see race/attempt.h
 * @meddle: what the third CPU does to a timer; NULL if there is none
 * @before_free: what happens between a deletion and the moment from which its timer counts
 *	as freed, once in TT_BEFORE_FREE deletions; NULL if nothing does
 * @script: of a forced race, else NULL
 * @handshakes: that @script has
 * @unforced: the scenario in which the chase may win the same race, else NULL
 * @ahead: how many handlers before a timer's own the third CPU reaches, at most
 * @aim: TT_EARLY, TT_ENCOUNTER or TT_LATE
 * @aligns: bit set of 1 << TT_ALIGN_*
 * @flags: TT_SCEN_* without TT_SCEN_AVAILABLE
 * @rules: masks of 1 << TT_RULE_* that are checked, by what the primitive must be
 */
struct tt_scen {
	const char *name;
	const char *description;
	const char *reason;
	u32 traits;
	int (*rearm)(struct tt_timer *t, unsigned long expires);
	void (*attempt)(struct tt_worker *worker, struct tt_timer *t, struct tt_attempt *a);
	void (*meddle)(struct tt_worker *worker, struct tt_timer *t);
	void (*before_free)(struct tt_worker *worker, struct tt_timer *t);
	const struct tt_script *script;
	u32 handshakes;
	const char *unforced;
	u32 ahead;
	u32 aim;
	u32 aligns;
	u32 flags;
	u32 rules[TT_NEEDS];
};

extern const struct tt_prim tt_prims[];
extern const unsigned int tt_prim_count;
extern const struct tt_scen tt_scens[];
extern const unsigned int tt_scen_count;

/* @flags as user space sees them, with the bit for "available" */
u32 tt_prim_flags(const struct tt_prim *prim);
u32 tt_scen_flags(const struct tt_scen *scen);

/* tt_scenario.unforced */
u32 tt_scen_unforced(const struct tt_scen *scen);

/* -EINVAL if entries of the table contradict themselves: the module does not load. */
int tt_scens_check(void);

const struct tt_prim *tt_prim_find(const char *name_or_alias);
const struct tt_scen *tt_scen_find(const char *name);

#endif /* TT_CATALOGUE_H */
