/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The clock: ordered reads of the TSC of x86 or of the virtual counter of arm64 where there
 * is one, else the lockless read of the monotonic clock. All of the module counts time in its
 * ticks.
 */
#ifndef TT_CLOCK_H
#define TT_CLOCK_H

#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/timekeeping.h>

#include <timertorture.h>

#include "compat.h"

#if TT_HAVE_RDTSC_ORDERED_TSC
#include <asm/tsc.h>
#elif TT_HAVE_RDTSC_ORDERED_MSR
#include <asm/msr.h>
#include <asm/tsc.h>
#elif TT_HAVE_CNTVCT
#include <asm/arch_timer.h>
#endif

#if TT_HAVE_RDTSC_ORDERED_TSC || TT_HAVE_RDTSC_ORDERED_MSR
#define TT_CLOCK TT_CLOCK_TSC

static inline u64 tt_clock(void)
{
	return rdtsc_ordered();
}

static inline u32 tt_clock_khz(void)
{
	return tsc_khz;
}
#elif TT_HAVE_CNTVCT
#define TT_CLOCK TT_CLOCK_CNTVCT

/* The read that also works around the errata of some counters. */
static inline u64 tt_clock(void)
{
	return __arch_counter_get_cntvct_stable();
}

static inline u32 tt_clock_khz(void)
{
	return arch_timer_get_cntfrq() / 1000;
}
#else
#define TT_CLOCK TT_CLOCK_KTIME

static inline u64 tt_clock(void)
{
	return ktime_get_mono_fast_ns();
}

static inline u32 tt_clock_khz(void)
{
	return 1000000;
}
#endif

static inline u64 tt_ns_to_ticks(u64 ns)
{
	return mul_u64_u32_div(ns, tt_clock_khz(), 1000000);
}

static inline u64 tt_ticks_to_ns(u64 ticks)
{
	return mul_u64_u32_div(ticks, 1000000, tt_clock_khz());
}

/* Returns how many ticks a read takes, the median of 1001 reads. Process context. */
u32 tt_clock_cost(void);

#endif /* TT_CLOCK_H */
