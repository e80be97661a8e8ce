/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The places at which the kernel's timer code can be stalled: bytes of the functions of
 * kernel/time/timer.c and timer_migration.c. A byte at which no instruction begins is a
 * place that is never hit.
 */
#ifndef TT_PLACES_H
#define TT_PLACES_H

#include <linux/types.h>

/**
 * struct tt_place - a byte of the kernel's timer code
 * @function: number of its function
 * @offset: its distance from the beginning of that function
 */
struct tt_place {
	u32 function;
	u32 offset;
};

/*
 * Finds the functions in the running kernel. Process context; the caller serialises the
 * calls. Returns false if the kernel does not tell where they are.
 */
bool tt_places_find(void);

/* Reads "mod_timer+0x1a". Returns false if there is no such place. */
bool tt_place_parse(const char *text, struct tt_place *place);

/* Writes a place in the same way. Any context. */
void tt_place_print(struct tt_place place, char *text, size_t size);

unsigned long tt_place_address(struct tt_place place);

/* Draws a place. In a half of the draws it is one that was hit before, if there is any. */
struct tt_place tt_place_draw(u64 *random);

/* Notes that a place was hit, so that an instruction begins there. */
void tt_place_was_hit(struct tt_place place);

#endif /* TT_PLACES_H */
