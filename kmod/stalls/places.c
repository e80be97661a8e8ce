// SPDX-License-Identifier: GPL-2.0-only
/*
 * Finds the functions of the kernel's timer code. Their addresses are not exported, but the
 * kernel says which function an address belongs to. So the text around mod_timer() is walked
 * from symbol to symbol. Only the owner of the device starts cells, so nothing here is locked.
 */
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sizes.h>
#include <linux/string.h>
#include <linux/timer.h>

#include <timertorture.h>

#include "cell/cell.h"
#include "cell/random.h"
#include "stalls/places.h"

#define TT_FUNCTIONS	192
#define TT_NAME_SIZE	48
#define TT_HIT_PLACES	1024	/* The last ones that were hit are remembered. */
#define TT_BEFORE	SZ_128K	/* of mod_timer() in the kernel's text */
#define TT_BEHIND	SZ_512K	/* timer_migration.c comes after most of kernel/time/ */
#define TT_TEXT_STEP	16	/* to the next address, where no symbol is */
#define TT_DRAWS	256	/* tries to draw a place that one wants */
#define TT_FRUITLESS	2	/* After so many stays without a hit a place is drawn seldom, */
#define TT_SELDOM	4	/* once in so many draws. */

/**
 * struct tt_function - a function of the kernel's timer code
 * @name: its symbol
 * @start: its address
 * @size: its length in bytes
 * @first: the length of all functions before it
 */
struct tt_function {
	char name[TT_NAME_SIZE];
	unsigned long start;
	u32 size;
	u32 first;
};

/**
 * struct tt_byte - what is known of a byte of these functions
 * @mark: enum tt_mark
 * @fruitless: stays without a hit since the last one with a hit
 */
struct tt_byte {
	u8 mark;
	u8 fruitless;
};

/**
 * struct tt_hit_place - a place that was hit
 * @place: the place
 * @change: by how many thousandths the outcomes of a cell changed while it was stalled there, as a
 *	running mean
 */
struct tt_hit_place {
	struct tt_place place;
	u32 change;
};

static struct tt_function tt_functions[TT_FUNCTIONS];
static u32 tt_function_count;
static u32 tt_text_size;	/* of all functions together */
static struct tt_byte *tt_bytes;	/* of all functions */
static bool tt_marked;		/* some of them */
static struct tt_hit_place tt_hit[TT_HIT_PLACES];
static u32 tt_hits;

/*
 * The functions of timer.c from Linux 5.10 to 7.3. The compiler may inline any of them, and
 * may add ".part.0" or the like to its name.
 */
static const char *const tt_timer_functions[] = {
	"__collect_expired_timers", "__forward_timer_base", "__get_next_timer_interrupt",
	"__mod_timer", "__next_timer_interrupt", "__run_timer_base", "__run_timers",
	"__timer_delete", "__timer_delete_sync", "__try_to_del_timer_sync", "add_timer",
	"add_timer_global", "add_timer_local", "add_timer_on", "calc_index", "calc_wheel_index",
	"call_timer_fn", "cmp_next_hrtimer_event", "collect_expired_timers", "del_timer",
	"del_timer_sync", "detach_if_pending", "detach_timer", "enqueue_timer", "expire_timers",
	"fetch_next_timer_interrupt", "fetch_next_timer_interrupt_remote", "forward_timer_base",
	"get_next_timer_interrupt", "get_target_base", "get_timer_base", "get_timer_cpu_base",
	"internal_add_timer", "lock_timer_base", "migrate_timer_list", "mod_timer",
	"mod_timer_pending", "next_expiry_recalc", "next_pending_bucket", "next_timer_interrupt",
	"run_local_timers", "run_timer_base", "run_timer_softirq", "timer_base_is_idle",
	"timer_base_try_to_set_idle", "timer_clear_idle", "timer_delete", "timer_delete_sync",
	"timer_delete_sync_try", "timer_expire_remote", "timer_lock_remote_bases",
	"timer_recalc_next_expiry", "timer_reduce", "timer_shutdown", "timer_shutdown_sync",
	"timer_unlock_remote_bases", "timer_use_tmigr", "timers_dead_cpu", "timers_prepare_cpu",
	"trigger_dyntick_cpu", "try_to_del_timer_sync",
};

static bool tt_is_timer_code(const char *name)
{
	size_t length = strcspn(name, ".");
	u32 i;

	/* The functions of its tracepoints have other beginnings. */
	if (!strncmp(name, "tmigr_", 6) || !strncmp(name, "__tmigr_", 8))
		return true;
	for (i = 0; i < ARRAY_SIZE(tt_timer_functions); i++)
		if (strlen(tt_timer_functions[i]) == length &&
		    !strncmp(name, tt_timer_functions[i], length))
			return true;
	return false;
}

/* Notes the function at @address, if it is timer code. Returns the address behind it. */
static unsigned long tt_function_at(unsigned long address)
{
	char text[KSYM_SYMBOL_LEN];
	unsigned long offset, size;
	struct tt_function *f;
	char *plus;

	sprint_symbol(text, address);
	plus = strchr(text, '+');
	if (!plus || sscanf(plus, "+%lx/%lx", &offset, &size) != 2 || offset >= size)
		return address + TT_TEXT_STEP;
	*plus = '\0';
	if (tt_function_count < TT_FUNCTIONS && size < SZ_64K && strlen(text) < TT_NAME_SIZE &&
	    tt_is_timer_code(text)) {
		f = &tt_functions[tt_function_count++];
		strscpy(f->name, text, sizeof(f->name));
		f->start = address - offset;
		f->size = size;
		f->first = tt_text_size;
		tt_text_size += size;
	}
	return address - offset + size;
}

static void tt_functions_find(void)
{
	unsigned long anchor = (unsigned long)mod_timer;
	unsigned long address = anchor - TT_BEFORE;

	while (address < anchor + TT_BEHIND) {
		address = tt_function_at(address);
		cond_resched();
	}
}

bool tt_places_find(void)
{
	if (tt_bytes)
		return true;
	if (!tt_function_count)
		tt_functions_find();
	if (tt_function_count)
		tt_bytes = kvcalloc(tt_text_size, sizeof(*tt_bytes), TT_GFP);
	return tt_bytes;
}

void tt_places_free(void)
{
	kvfree(tt_bytes);
}

int tt_places_get_code(struct tt_code *code)
{
	const struct tt_function *f;

	if (!tt_places_find())
		return -EOPNOTSUPP;
	if (code->index >= tt_function_count)
		return -EINVAL;
	f = &tt_functions[code->index];
	if (code->offset >= f->size)
		return -EINVAL;
	code->size = f->size;
	code->length = min_t(u32, f->size - code->offset, TT_CODE_LEN);
	memset(code->name, 0, sizeof(code->name));
	strscpy(code->name, f->name, sizeof(code->name));
	memset(code->code, 0, sizeof(code->code));
	memcpy(code->code, (const void *)(f->start + code->offset), code->length);
	return 0;
}

int tt_places_put_marks(const struct tt_marks *marks)
{
	const struct tt_function *f;
	u32 i;

	if (!tt_places_find())
		return -EOPNOTSUPP;
	if (marks->index >= tt_function_count || marks->length > TT_CODE_LEN)
		return -EINVAL;
	f = &tt_functions[marks->index];
	if (marks->offset >= f->size || marks->length > f->size - marks->offset)
		return -EINVAL;
	for (i = 0; i < marks->length; i++)
		if (marks->marks[i] > TT_MARK_WINDOW)
			return -EINVAL;
	for (i = 0; i < marks->length; i++)
		tt_bytes[f->first + marks->offset + i].mark = marks->marks[i];
	tt_marked = true;
	return 0;
}

bool tt_place_parse(const char *text, struct tt_place *place)
{
	const char *plus = strchr(text, '+');
	u32 i;

	if (!plus || kstrtou32(plus + 1, 0, &place->offset))
		return false;
	for (i = 0; i < tt_function_count; i++) {
		place->function = i;
		if (strlen(tt_functions[i].name) == plus - text &&
		    !strncmp(tt_functions[i].name, text, plus - text))
			return place->offset < tt_functions[i].size;
	}
	return false;
}

void tt_place_print(struct tt_place place, char *text, size_t size)
{
	scnprintf(text, size, "%s+%#x", tt_functions[place.function].name, place.offset);
}

unsigned long tt_place_address(struct tt_place place)
{
	return tt_functions[place.function].start + place.offset;
}

static struct tt_byte *tt_byte_of(struct tt_place place)
{
	return &tt_bytes[tt_functions[place.function].first + place.offset];
}

/* Draws a byte that has at least this mark. Gives up after some draws and takes any. */
static struct tt_place tt_place_marked(u64 *random, u8 mark)
{
	struct tt_place place = {};
	const struct tt_byte *byte;
	u32 i, at = 0;

	for (i = 0; i < TT_DRAWS; i++) {
		at = tt_random_below(random, tt_text_size);
		byte = &tt_bytes[at];
		if (byte->mark >= mark && (byte->fruitless < TT_FRUITLESS ||
					   !tt_random_below(random, TT_SELDOM)))
			break;
	}
	while (at - tt_functions[place.function].first >= tt_functions[place.function].size)
		place.function++;
	place.offset = at - tt_functions[place.function].first;
	return place;
}

static const struct tt_hit_place *tt_place_hit(u64 *random)
{
	return &tt_hit[tt_random_below(random, min_t(u32, tt_hits, TT_HIT_PLACES))];
}

/* Draws two of the places that were hit, and takes the one whose stall changed more. */
static struct tt_place tt_place_telling(u64 *random)
{
	const struct tt_hit_place *one = tt_place_hit(random);
	const struct tt_hit_place *other = tt_place_hit(random);

	return one->change > other->change ? one->place : other->place;
}

struct tt_place tt_place_draw(u64 *random)
{
	u32 quarter = tt_random_below(random, 4);

	if (tt_hits && quarter == 0)
		return tt_place_telling(random);
	if (!tt_marked)
		return tt_place_marked(random, TT_MARK_NONE);
	return tt_place_marked(random, quarter == 1 ? TT_MARK_INSTRUCTION : TT_MARK_WINDOW);
}

bool tt_place_is_window(struct tt_place place)
{
	return tt_byte_of(place)->mark == TT_MARK_WINDOW;
}

void tt_place_stayed(struct tt_place place, bool hit, u32 change)
{
	struct tt_byte *byte = tt_byte_of(place);
	struct tt_hit_place *known = tt_hit;
	u32 i;

	if (!hit) {
		byte->fruitless = min(byte->fruitless + 1, TT_FRUITLESS);
		return;
	}
	byte->fruitless = 0;
	for (i = 0; i < min_t(u32, tt_hits, TT_HIT_PLACES); i++, known++) {
		if (known->place.function == place.function &&
		    known->place.offset == place.offset) {
			known->change = (3 * known->change + change) / 4;
			return;
		}
	}
	tt_hit[tt_hits++ % TT_HIT_PLACES] = (struct tt_hit_place) { place, change };
}
