// SPDX-License-Identifier: GPL-2.0-only
/*
 * The checks of TT_START, made row by row from checks.list.h. The same rows go to
 * the catalogue in the module file, so that user space can make them before it
 * boots a kernel.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/time64.h>

#include "catalogue.h"
#include "device/start_check.h"
#include "permission.h"

/* What the checks know about a cell. User space computes the same facts. */
enum tt_fact {
	TT_FACT_NONE,
	/* fields of struct tt_start */
	TT_FACT_ALIGN,
	TT_FACT_FLAGS,
	TT_FACT_HANDLER_NS,
	TT_FACT_BATCH,
	TT_FACT_DURATION_MS,
	TT_FACT_SLICE_MS,
	TT_FACT_INJECT,
	TT_FACT_TIMER_FLAGS,
	TT_FACT_SLOTS,
	TT_FACT_COLD,
	TT_FACT_REMOTE_NS,
	TT_FACT_SKIP,
	TT_FACT_STALLS,		/* 1 if the timer code is stalled, else 0 */
	/* of the catalogue */
	TT_FACT_PRIMITIVE_KIND,
	TT_FACT_PRIMITIVE_FLAGS,
	TT_FACT_SCENARIO_FLAGS,
	/* of both */
	TT_FACT_ALIGN_OFFERED,	/* 1 if the scenario has this align, else 0 */
	TT_FACT_SKIP_BEYOND,	/* how far skip is past the scenario's handshakes */
	TT_FACT_BATCH_PERMILLE,	/* thousandths of a tick that a batch's handlers take, at least */
	TT_FACT_IRQS_OFF_NS,	/* how long they keep interrupts off if they are IRQSAFE */
	TT_FACT_SEARCH_NS,	/* what the slots of a model cost together, if all are distant */
	/* of the pairs */
	TT_FACT_PAIRS,
	TT_FACT_LOCAL_PAIRS,	/* those whose deleter is their base CPU */
	TT_FACT_REMOTE_PAIRS,	/* the others */
	TT_FACT_PAIRS_WITHOUT_THIRD,
	TT_FACT_WRITER_CPUS,	/* CPUs of the pairs that are no deleter's */
	/* of the module */
	TT_FACT_UNSAFE,		/* the parameter unsafe */
};

/**
 * struct tt_condition - one condition of a check
 * @fact: what it is about; TT_FACT_NONE ends a list
 * @fact_name: its name, for the catalogue
 * @must: the check fails if it does not hold; else the check does not apply
 * @mask: of the fact, 0 for all of it
 * @min: least value, after the mask
 * @max: greatest value
 */
struct tt_condition {
	enum tt_fact fact;
	const char *fact_name;
	bool must;
	u32 mask;
	u32 min;
	u32 max;
};

/**
 * struct tt_check - one reason to refuse a cell
 * @name: its name, for TT_GET_REFUSAL
 * @setting: what the user gave, in the words of a plan
 * @error: errno
 * @error_name: its name, for the catalogue
 * @conditions: of a TT_CHECK; none of a TT_FOUND
 */
struct tt_check {
	const char *name;
	const char *setting;
	int error;
	const char *error_name;
	struct tt_condition conditions[5];
};

#define TT_CONDITION(fact_, must_, mask_, min_, max_)			\
	{								\
		.fact = TT_FACT_##fact_,				\
		.fact_name = #fact_,					\
		.must = must_,						\
		.mask = mask_,						\
		.min = min_,						\
		.max = max_,						\
	}

#define WHEN(fact_, min_, max_)		TT_CONDITION(fact_, false, 0, min_, max_)
#define WHEN_SET(fact_, flags_)		TT_CONDITION(fact_, false, (u32)(flags_), 1, U32_MAX)
#define WHEN_CLEAR(fact_, flags_)	TT_CONDITION(fact_, false, (u32)(flags_), 0, 0)
#define MUST(fact_, min_, max_)		TT_CONDITION(fact_, true, 0, min_, max_)
#define MUST_SET(fact_, flags_)		TT_CONDITION(fact_, true, (u32)(flags_), 1, U32_MAX)
#define MUST_CLEAR(fact_, flags_)	TT_CONDITION(fact_, true, (u32)(flags_), 0, 0)
#define TT_CHECK(name_, error_, setting_, ...)				\
	[TT_CHECK_##name_] = {						\
		.name = #name_,						\
		.setting = setting_,					\
		.error = error_,					\
		.error_name = #error_,					\
		.conditions = { __VA_ARGS__ },				\
	}
#define TT_FOUND(name_, error_, setting_)				\
	[TT_CHECK_##name_] = {						\
		.name = #name_,						\
		.setting = setting_,					\
		.error = error_,					\
		.error_name = #error_,					\
	}

static const struct tt_check tt_checks[TT_CHECKS] = {
#include "checks.list.h"
};

#undef WHEN
#undef WHEN_SET
#undef WHEN_CLEAR
#undef MUST
#undef MUST_SET
#undef MUST_CLEAR
#undef TT_CHECK
#undef TT_FOUND

/*
 * The same table as modinfo strings. The numbers in it are the compiler's to
 * compute, and it writes them as the operands of asm statements, as kbuild.h does
 * for asm-offsets.h. Nobody calls the function that they stand in.
 */
#define TT_SAY(text)							\
	({								\
		asm volatile(".pushsection .modinfo, \"a\"\n"		\
			     "\t.ascii \"" text "\"\n"			\
			     "\t.popsection");				\
	})
#define TT_SAY_NUMBER(number)						\
	({								\
		asm volatile(".pushsection .modinfo, \"a\"\n"		\
			     "\t.ascii \",%c0\"\n"			\
			     "\t.popsection" : : "i" ((s32)(number)));	\
	})
#define TT_SAY_CONDITION(head, fact, mask, min, max)			\
	(TT_SAY("|" head "=" fact), TT_SAY_NUMBER(mask), TT_SAY_NUMBER(min), TT_SAY_NUMBER(max))

#define WHEN(fact_, min_, max_)		TT_SAY_CONDITION("when", #fact_, 0, min_, max_)
#define WHEN_SET(fact_, flags_)		TT_SAY_CONDITION("when", #fact_, flags_, 1, -1)
#define WHEN_CLEAR(fact_, flags_)	TT_SAY_CONDITION("when", #fact_, flags_, 0, 0)
#define MUST(fact_, min_, max_)		TT_SAY_CONDITION("must", #fact_, 0, min_, max_)
#define MUST_SET(fact_, flags_)		TT_SAY_CONDITION("must", #fact_, flags_, 1, -1)
#define MUST_CLEAR(fact_, flags_)	TT_SAY_CONDITION("must", #fact_, flags_, 0, 0)
#define TT_CHECK(name_, error_, setting_, ...)				\
	(TT_SAY("tt_check=name=" #name_ "|errno=" #error_ "|setting=" setting_), \
	 __VA_ARGS__, TT_SAY("\\0"))
#define TT_FOUND(name_, error_, setting_)				\
	TT_SAY("tt_check=name=" #name_ "|errno=" #error_ "|setting=" setting_ "\\0")

static noinline void __used tt_checks_info(void)
{
	TT_SAY("\\0"),
#include "checks.list.h"
	TT_SAY("\\0");
}

static u64 tt_batch_ns(const struct tt_start *want)
{
	return (u64)want->batch * ((u64)want->handler_ns + TT_HANDLER_OVERHEAD_NS);
}

/* See tt_armer_resize_irqsafe() for the handlers that arm their timers again. */
static u64 tt_irqs_off_ns(const struct tt_asked *asked)
{
	const struct tt_start *want = asked->want;
	u32 batches = asked->scen->flags & TT_SCEN_REARMED ? 2 : 1;

	return (u64)want->batch * ((u64)want->handler_ns + TT_IRQSAFE_OVERHEAD_NS) * batches;
}

static u32 tt_count_pairs(const struct tt_asked *asked, bool (*counts)(const struct tt_pair *pair))
{
	u32 i, count = 0;

	for (i = 0; i < asked->pair_count; i++)
		count += counts(&asked->pairs[i]);
	return count;
}

static bool tt_pair_local(const struct tt_pair *pair)
{
	return pair->deleter_cpu == pair->base_cpu;
}

static bool tt_pair_without_third(const struct tt_pair *pair)
{
	return pair->third_cpu == TT_NO_CPU;
}

static u64 tt_fact(const struct tt_asked *asked, enum tt_fact fact)
{
	const struct tt_start *want = asked->want;

	switch (fact) {
	case TT_FACT_NONE:
		return 0;
	case TT_FACT_ALIGN:
		return want->align;
	case TT_FACT_FLAGS:
		return want->flags;
	case TT_FACT_HANDLER_NS:
		return want->handler_ns;
	case TT_FACT_BATCH:
		return want->batch;
	case TT_FACT_DURATION_MS:
		return want->duration_ms;
	case TT_FACT_SLICE_MS:
		return want->slice_ms;
	case TT_FACT_INJECT:
		return want->inject;
	case TT_FACT_TIMER_FLAGS:
		return want->timer_flags;
	case TT_FACT_SLOTS:
		return want->slots;
	case TT_FACT_COLD:
		return want->cold;
	case TT_FACT_REMOTE_NS:
		return want->remote_ns;
	case TT_FACT_SKIP:
		return want->skip;
	case TT_FACT_STALLS:
		return want->stalls[0] != '\0';
	case TT_FACT_PRIMITIVE_KIND:
		return asked->prim->kind;
	case TT_FACT_PRIMITIVE_FLAGS:
		return tt_prim_flags(asked->prim);
	case TT_FACT_SCENARIO_FLAGS:
		return tt_scen_flags(asked->scen);
	case TT_FACT_ALIGN_OFFERED:
		return asked->scen->aligns >> want->align & 1;
	case TT_FACT_SKIP_BEYOND:
		return want->skip - min(want->skip, asked->scen->handshakes);
	case TT_FACT_BATCH_PERMILLE:
		return DIV_ROUND_UP_ULL(tt_batch_ns(want) * HZ, NSEC_PER_SEC / 1000);
	case TT_FACT_IRQS_OFF_NS:
		return tt_irqs_off_ns(asked);
	case TT_FACT_SEARCH_NS:
		return (u64)want->slots * want->remote_ns;
	case TT_FACT_PAIRS:
		return asked->pair_count;
	case TT_FACT_LOCAL_PAIRS:
		return tt_count_pairs(asked, tt_pair_local);
	case TT_FACT_REMOTE_PAIRS:
		return asked->pair_count - tt_count_pairs(asked, tt_pair_local);
	case TT_FACT_PAIRS_WITHOUT_THIRD:
		return tt_count_pairs(asked, tt_pair_without_third);
	case TT_FACT_WRITER_CPUS:
		return 2 * asked->pair_count - tt_count_pairs(asked, tt_pair_local) -
		       tt_count_pairs(asked, tt_pair_without_third);
	case TT_FACT_UNSAFE:
		return tt_unsafe_allowed();
	}
	return 0;
}

/* The row as a string like those in the module file, without the tag */
int tt_get_check(struct tt_check_text *text)
{
	const struct tt_condition *c;
	const struct tt_check *check;
	size_t size = sizeof(text->text);
	int done;

	if (text->index >= TT_CHECKS)
		return -EINVAL;
	check = &tt_checks[text->index];
	memset(text->text, 0, size);
	done = scnprintf(text->text, size, "name=%s|errno=%s|setting=%s", check->name,
			 check->error_name, check->setting);
	for (c = check->conditions; c->fact != TT_FACT_NONE; c++)
		done += scnprintf(text->text + done, size - done, "|%s=%s,%d,%d,%d",
				  c->must ? "must" : "when", c->fact_name, c->mask, c->min, c->max);
	return 0;
}

int tt_start_refuse(enum tt_check_id id, struct tt_refusal *refusal)
{
	const struct tt_check *check = &tt_checks[id];

	refusal->number = id;
	refusal->error = check->error;
	strscpy(refusal->name, check->name, sizeof(refusal->name));
	strscpy(refusal->setting, check->setting, sizeof(refusal->setting));
	return -check->error;
}

static int tt_check(const struct tt_asked *asked, enum tt_check_id id, struct tt_refusal *refusal)
{
	const struct tt_condition *c;

	for (c = tt_checks[id].conditions; c->fact != TT_FACT_NONE; c++) {
		u64 fact = tt_fact(asked, c->fact);
		u64 value = c->mask ? fact & c->mask : fact;

		if (value >= c->min && value <= c->max)
			continue;
		if (!c->must)
			return 0;
		refusal->value = fact;
		refusal->mask = c->mask;
		refusal->min = c->min;
		refusal->max = c->max;
		return tt_start_refuse(id, refusal);
	}
	return 0;
}

int tt_start_check(const struct tt_asked *asked, struct tt_refusal *refusal)
{
	enum tt_check_id id;
	int err = 0;

	for (id = 0; id < TT_CHECKS && !err; id++)
		err = tt_check(asked, id, refusal);
	return err;
}
