/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The places at which the kernel's timer code can be stalled: bytes of the functions of
 * kernel/time/timer.c and timer_migration.c. A byte at which no instruction begins is a
 * place that is never hit. User space, which can decode instructions, marks the others.
 */
#ifndef TT_PLACES_H
#define TT_PLACES_H

#include <linux/types.h>

struct tt_code;
struct tt_marks;

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
 * calls. Returns false if the kernel does not tell where they are, or if memory is short.
 */
bool tt_places_find(void);
void tt_places_free(void);

/* Answer TT_GET_CODE, and TT_PUT_MARKS while no cell runs. Process context, serialised. */
int tt_places_get_code(struct tt_code *code);
int tt_places_put_marks(const struct tt_marks *marks);

/* Reads "mod_timer+0x1a". Returns false if there is no such place. */
bool tt_place_parse(const char *text, struct tt_place *place);

/* Writes a place in the same way. Any context. */
void tt_place_print(struct tt_place place, char *text, size_t size);

unsigned long tt_place_address(struct tt_place place);

/*
 * Draws a place. In a half of the draws it is one with TT_MARK_WINDOW, if anything is marked. In
 * a quarter of them it is one that was hit before, preferably one whose stall changed what the
 * calls of a cell lead to. A place that was not hit during several stays is seldom drawn again.
 */
struct tt_place tt_place_draw(u64 *random);

/* Whether the place has TT_MARK_WINDOW */
bool tt_place_is_window(struct tt_place place);

/*
 * Notes whether a place was hit during a stay there, and by how many thousandths the outcomes of
 * the cell changed in that time.
 */
void tt_place_stayed(struct tt_place place, bool hit, u32 change);

#endif /* TT_PLACES_H */
