/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How the tables are written. A table is a file of entries. An entry is a macro with
 * a name, a description for users, and a macro for each of its other fields:
 *
 *	TT_PRIMITIVE(timer_shutdown,
 *		     "Dequeues the timer. ...",
 *		     KIND(NATIVE)
 *		     FLAGS(SHUTDOWN))
 *
 * Whoever includes the file defines these macros first. One inclusion turns an
 * entry into an initialiser, where KIND(NATIVE) becomes `.kind = TT_KIND_NATIVE,`.
 * Another turns it into the modinfo string that user space reads, where it becomes
 * `|kind=NATIVE`. So a word that the header does not know does not compile.
 * Fields may stand in any order, and a field that is left out is zero or empty.
 */
#ifndef TT_TABLE_H
#define TT_TABLE_H

/* TT_OR(KIND, a, b, ...): TT_KIND_WORD(a) | TT_KIND_WORD(b) | ..., for 1 to 8 words */
#define TT_OR_1(f, a)		TT_##f##_WORD(a)
#define TT_OR_2(f, a, ...)	(TT_##f##_WORD(a) | TT_OR_1(f, __VA_ARGS__))
#define TT_OR_3(f, a, ...)	(TT_##f##_WORD(a) | TT_OR_2(f, __VA_ARGS__))
#define TT_OR_4(f, a, ...)	(TT_##f##_WORD(a) | TT_OR_3(f, __VA_ARGS__))
#define TT_OR_5(f, a, ...)	(TT_##f##_WORD(a) | TT_OR_4(f, __VA_ARGS__))
#define TT_OR_6(f, a, ...)	(TT_##f##_WORD(a) | TT_OR_5(f, __VA_ARGS__))
#define TT_OR_7(f, a, ...)	(TT_##f##_WORD(a) | TT_OR_6(f, __VA_ARGS__))
#define TT_OR_8(f, a, ...)	(TT_##f##_WORD(a) | TT_OR_7(f, __VA_ARGS__))
#define TT_OR_PICK(_1, _2, _3, _4, _5, _6, _7, _8, chosen, ...) chosen
#define TT_OR(f, ...)							\
	TT_OR_PICK(__VA_ARGS__, TT_OR_8, TT_OR_7, TT_OR_6, TT_OR_5,	\
		   TT_OR_4, TT_OR_3, TT_OR_2, TT_OR_1, 0)(f, __VA_ARGS__)

#define TT_PRIM_WORD(word)	TT_PRIM_##word
#define TT_SCEN_WORD(word)	TT_SCEN_##word
#define TT_TRAIT_WORD(word)	TT_TRAIT_##word
#define TT_ALIGN_WORD(word)	(1 << TT_ALIGN_##word)
#define TT_RULE_WORD(word)	(1 << TT_RULE_##word)

/*
 * Room for the modinfo string of an entry. Rows of one length keep the order of
 * the table; readers skip the zeros between them.
 */
#define TT_INFO_LEN		640

/* "|reason=...", or nothing if the kernel has @what_ */
#define TT_REASON_TEXT(what_)	TT_REASON_TEXT_(TT_HAVE_##what_, what_)
#define TT_REASON_TEXT_(have_, what_) TT_REASON_TEXT__(have_, what_)
#define TT_REASON_TEXT__(have_, what_) TT_REASON_TEXT_##have_(what_)
#define TT_REASON_TEXT_0(what_)	"|reason=" TT_LACKS_##what_
#define TT_REASON_TEXT_1(what_)	""

#endif /* TT_TABLE_H */
