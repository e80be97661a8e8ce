/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The two tables of ops. An entry of primitives.list.h or scenarios.list.h is
 * the only place where a name, a description or a trait is written: it makes
 * the ops at run time, what TT_GET_* answers, and the modinfo strings by which
 * user space knows them without loading the module.
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
 * @kind_word: native, historical, broken or null
 * @flag_words: TT_PRIM_* as words
 * @kernel_name: what the running kernel calls it
 * @aliases: older names, separated by spaces
 * @description: one line
 * @reason: why it is not available, else empty
 * @defect: the rule that names a broken one's defect, else 0
 * @shows_in: the scenario in which a broken one's defect shows, else empty
 * @kind: TT_KIND_*, from @kind_word
 * @flags: TT_PRIM_*, from @flag_words
 * @call: deletes; NULL if not available
 * @era: what a historical one is a model of, else NULL
 */
struct tt_prim {
	const char *name;
	const char *kind_word;
	const char *flag_words;
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
struct tt_script;
struct tt_timer;
struct tt_worker;

/* What a primitive has to be for a rule to be checked */
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

/**
 * struct tt_scen - a scenario
 * @name: its name
 * @aim_word: early, encounter or late
 * @align_words: none, spin, chase; the default one first
 * @flag_words: TT_SCEN_* as words
 * @description: one sentence
 * @reason: why it is not available, else empty
 * @rule_words: the rules that are checked, as scenarios.list.h says
 * @traits: TT_TRAIT_*
 * @rearm: what the handler arms its timer again by; NULL if it does not
 * @meddle: what the third CPU does to a timer; NULL if there is none
 * @script: of a forced race, else NULL
 * @handshakes: that it has
 * @ahead: the third CPU's reach: how many handlers before a timer's own, at most
 * @aim: TT_EARLY, TT_ENCOUNTER or TT_LATE
 * @aligns: bit set of 1 << TT_ALIGN_*
 * @flags: TT_SCEN_*
 * @rules: mask of 1 << TT_RULE_*, by what a primitive has to be
 */
struct tt_scen {
	const char *name;
	const char *aim_word;
	const char *align_words;
	const char *flag_words;
	const char *description;
	const char *reason;
	const char *rule_words;
	u32 traits;
	int (*rearm)(struct tt_timer *t, unsigned long expires);
	void (*meddle)(struct tt_worker *worker, struct tt_timer *t);
	const struct tt_script *script;
	u32 handshakes;
	u32 ahead;
	u32 aim;
	u32 aligns;
	u32 flags;
	u32 rules[TT_NEEDS];
};

extern struct tt_prim tt_prims[];
extern const unsigned int tt_prim_count;
extern struct tt_scen tt_scens[];
extern const unsigned int tt_scen_count;

/* Turn the words of the tables into numbers; -EINVAL for a word that is unknown. */
int tt_prims_init(void);
int tt_scens_init(void);

struct tt_prim *tt_prim_find(const char *name_or_alias);
struct tt_scen *tt_scen_find(const char *name);

/* Number of @word in @words, or -EINVAL */
int tt_word_index(const char *word, size_t len, const char *const *words, size_t count);
/* Mask of the words of @text, bit 1 << their number in @words, or -EINVAL */
int tt_word_mask(const char *text, const char *const *words, size_t count);

#endif /* TT_CATALOGUE_H */
